import { chmodSync, cpSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPackage, extractAll } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { makeVariant, type Variant } from '../security/world/variants'

/** By these the driver of the tests reaches the program, which as it is shipped refuses them. */
const drivable: Variant = {
  name: 'a packaged program that can be driven',
  replacements: [{ in: 'main', from: '"remote-debugging-port",', to: '' }],
}

/**
 * A copy of a packaged program that differs in two things, so that it can be driven: the fuse for inspection is open, and
 * one switch is not refused. Everything else is what is shipped.
 */
export async function inspectableCopy(folder: string): Promise<string> {
  const copy = mkdtempSync(join(tmpdir(), 'meja-aduan-inspectable-'))
  chmodSync(copy, 0o755)
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  const archive = join(copy, 'resources/app.asar')
  const plain = mkdtempSync(join(tmpdir(), 'meja-aduan-archive-'))
  extractAll(archive, plain)
  const changed = makeVariant(plain, drivable)
  await createPackage(changed, archive)
  for (const used of [plain, changed]) await rm(used, { recursive: true, force: true })
  const fuses = { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true } as const
  await flipFuses(join(copy, 'meja-aduan'), fuses)
  return copy
}
