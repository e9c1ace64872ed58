import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '../files/jsonFile'

/** Made by the build (build/page/pageSums.ts), beside the page's files. */
export const pageSumsName = 'sums.json'

const pageSumsSchema = z.object({
  version: z.literal(1),
  /** SHA-256 in hex for each file, by its path in the page's address: `/index.html`. */
  sums: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
})
export type PageSumsFile = z.infer<typeof pageSumsSchema>

/** What the page's files must hold; null when even that cannot be read. */
export type PageSums = ReadonlyMap<string, string> | null

/** Never throws: a list that cannot be read is damage like any other. */
export async function readPageSums(root: string): Promise<PageSums> {
  const bytes = await readFile(join(root, pageSumsName)).catch(() => null)
  const file = bytes && parseJson(pageSumsSchema, bytes)
  return file && new Map(Object.entries(file.sums))
}

export function isWholeFile(bytes: Uint8Array, sum: string): boolean {
  return createHash('sha256').update(bytes).digest('hex') === sum
}
