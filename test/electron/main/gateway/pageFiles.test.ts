import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writePageSums } from '../../../../build/page/pageSums'
import { damagedPageWords } from '../../../../electron/main/gateway/damagedPage'
import { filePath, PageFiles } from '../../../../electron/main/gateway/pageFiles'

let folder: string
let root: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'renderer-secret'))
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'assets/index.js'), 'export {}')
  writeFileSync(join(root, 'assets/later.js'), 'export const later = 1')
  writeFileSync(join(root, 'assets/unknown.exe'), 'MZ')
  writePageSums(root)
  // Of no build of ours.
  writeFileSync(join(root, 'assets/foreign.js'), 'alert(1)')
  writeFileSync(join(folder, 'secret.json'), '{}')
  writeFileSync(join(folder, 'renderer-secret/secret.json'), '{}')
})
afterEach(() => rmSync(folder, { recursive: true }))

function pageFiles() {
  const told: string[] = []
  return { files: new PageFiles(root, () => told.push('damaged')), told }
}

describe('the page’s files', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index.js', 'text/javascript; charset=utf-8'],
  ])('%s comes as %s, under a policy that starts from nothing', async (pathname, mime) => {
    const response = await pageFiles().files.serve('GET', pathname)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(mime)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy.startsWith("default-src 'none'")).toBe(true)
    expect(policy).toContain("connect-src 'self'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/)
  })

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/..%5csecret.json',
    '/assets/../../secret.json',
    '/../renderer-secret/secret.json',
    '//etc/passwd',
    '/etc/passwd',
    '/c:/windows/win.ini',
    '/index.html%00.js',
    '/%zz',
    '/assets',
    '/assets/',
    '/assets/unknown.exe',
    '/missing.js',
    '/assets/foreign.js',
  ])('%s is not found', async (pathname) => {
    const { files, told } = pageFiles()
    expect((await files.serve('GET', pathname)).status).toBe(404)
    expect(told).toEqual([])
  })

  it('are only read', async () => {
    expect((await pageFiles().files.serve('POST', '/index.html')).status).toBe(404)
  })

  it('lie under the root, however an address is spelled', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '/',
      '%2f',
      '%2e',
      '\\',
      '%5c',
      'a',
      '%00',
      ':',
      'renderer-secret',
    )
    fc.assert(
      fc.property(fc.array(pieces), (spelled) => {
        const path = filePath(root, `/${spelled.join('')}`)
        if (path !== null) expect(path.startsWith(`${root}/`)).toBe(true)
      }),
    )
  })
})

describe('a page of which a file is damaged', () => {
  const path = (name: string) => join(root, name)
  const damages: readonly (readonly [name: string, damage: () => void])[] = [
    ['the document is missing', () => rmSync(path('index.html'))],
    ['the document is cut short', () => writeFileSync(path('index.html'), '<!doc')],
    ['a script is missing', () => rmSync(path('assets/index.js'))],
    ['a script is cut short', () => writeFileSync(path('assets/index.js'), 'export')],
    ['a script is garbled', () => writeFileSync(path('assets/index.js'), 'export {;')],
    ['a folder stands in a script’s place', () => replaceByFolder(path('assets/index.js'))],
    ['a script that is not needed yet is empty', () => writeFileSync(path('assets/later.js'), '')],
    ['the list of sums is missing', () => rmSync(path('sums.json'))],
    ['the list of sums is cut short', () => writeFileSync(path('sums.json'), '{"version":1,"su')],
  ]
  it.each(damages)('says so in the place of the page, once and for all: %s', async (_name, damage) => {
    damage()
    const { files, told } = pageFiles()
    await files.serve('GET', '/')
    await files.serve('GET', '/assets/index.js')
    expect(await files.checkAll()).toBe(false)
    expect(told).toEqual(['damaged'])
    const shown = await files.serve('GET', '/')
    expect(shown.status).toBe(200)
    expect(shown.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
    const text = await shown.text()
    expect(text.indexOf(damagedPageWords.id)).toBeGreaterThan(0)
    expect(text.indexOf(damagedPageWords.en)).toBeGreaterThan(text.indexOf(damagedPageWords.id))
    expect(text).not.toContain('<script')
    expect((await files.serve('GET', '/assets/index.js')).status).toBe(404)
  })

  it('is what the program says it is, too: a preload that does not run', async () => {
    const { files, told } = pageFiles()
    files.foundDamage()
    files.foundDamage()
    expect(told).toEqual(['damaged'])
    expect(await (await files.serve('GET', '/')).text()).toContain(damagedPageWords.id)
  })

  it('is told of no page that is whole', async () => {
    const { files, told } = pageFiles()
    expect(await files.checkAll()).toBe(true)
    expect(told).toEqual([])
  })
})

function replaceByFolder(path: string): void {
  rmSync(path)
  mkdirSync(path)
}
