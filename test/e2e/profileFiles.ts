import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files below a folder that hold a text, in any of the spellings in which Chromium and Node write texts. */
export function filesHolding(folder: string, text: string): readonly string[] {
  const spellings = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text).toString('base64'),
  ]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = readFileSync(file)
      return spellings.some((spelling) => content.includes(spelling))
    })
}
