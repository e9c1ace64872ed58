import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { countFiles, search } from './profileSearch'

const canary = 'Kenari "tujuh belas" bertengger di tiang'
const around = (text: string | Buffer) =>
  Buffer.concat([Buffer.alloc(7, 1), Buffer.from(text), Buffer.alloc(9, 2)])

function folderWith(name: string, content: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-search-'))
  mkdirSync(join(folder, 'dalam'))
  writeFileSync(join(folder, 'dalam', name), content)
  return folder
}

describe('the search of a profile', () => {
  const spellings: readonly (readonly [how: string, content: Buffer])[] = [
    ['as it is', around(canary)],
    ['as UTF-16', around(Buffer.from(canary, 'utf16le'))],
    ['as UTF-16 at an odd place', Buffer.concat([Buffer.from('x'), Buffer.from(canary, 'utf16le')])],
    ['as JSON', around(JSON.stringify({ text: canary }))],
    ['percent-encoded', around(encodeURIComponent(canary))],
    ...[0, 1, 2].map(
      (before) =>
        [
          `in base64 after ${before} bytes`,
          around(Buffer.from('x'.repeat(before) + canary + ' …').toString('base64')),
        ] as const,
    ),
    ['in gzip, with more around it', around(gzipSync(`{"body":${JSON.stringify(canary)}}`))],
    ['in deflate', deflateSync(canary)],
    ['in brotli', brotliCompressSync(canary)],
  ]
  it.each(spellings)('finds a text %s', (_how, content) => {
    const folder = folderWith('berkas', content)
    expect(search(folder, ['bukan ini', canary])).toEqual([{ secret: canary, file: join('dalam', 'berkas') }])
    expect(countFiles(folder)).toBe(1)
  })

  it('finds it in the name of a file', () => {
    const folder = folderWith('laporan kenari kuning.txt', Buffer.from('x'))
    expect(search(folder, ['kenari kuning'])).toHaveLength(1)
  })

  it('finds nothing where it is not', () => {
    const folder = folderWith('berkas', around(canary.replace('tujuh', 'delapan')))
    expect(search(folder, [canary])).toEqual([])
  })
})
