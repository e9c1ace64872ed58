import { statSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'

/** Bytes; what an office with a slow line downloads with every version. */
export const largestArchive = 12_000_000

const shipped = /^\/(package\.json|out(\/(main|preload|renderer)(\/.*)?)?)$/
/** What helps those who make the program and nobody else. */
const neverShipped = /\.(map|ts|vue|test\.js)$|(^|\/)(test|tests|node_modules|docs|\.git)(\/|$)/

/** What is wrong with the archive of a packaged program; a sentence each. */
export function wrongInArchive(folder: string): readonly string[] {
  const archive = join(folder, 'resources/app.asar')
  const files = listPackage(archive, { isPack: false })
  const strange = files.filter((file) => !shipped.test(file) || neverShipped.test(file))
  const size = statSync(archive).size
  return [
    ...strange.slice(0, 10).map((file) => `${file} is shipped`),
    ...(strange.length > 10 ? [`${strange.length - 10} more that do not belong there`] : []),
    ...(size > largestArchive ? [`the archive has ${size} bytes`] : []),
    ...(files.includes('/out/main/index.js') ? [] : ['the program is not in the archive']),
  ]
}

export function archiveSize(folder: string): number {
  return statSync(join(folder, 'resources/app.asar')).size
}
