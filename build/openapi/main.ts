import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { runCommand } from '../run/command'
import { openapiDocument } from './document'

/** `npm run openapi`: writes docs/openapi.json anew. */
const root = new URL('../../', import.meta.url)

async function main(): Promise<number> {
  const manifest: unknown = JSON.parse(await readFile(new URL('package.json', root), 'utf8'))
  const { version } = z.object({ version: z.string() }).parse(manifest)
  const file = new URL('docs/openapi.json', root)
  await writeFile(file, `${JSON.stringify(openapiDocument(version), null, 2)}\n`)
  process.stdout.write('docs/openapi.json\n')
  return 0
}

runCommand(main, 1)
