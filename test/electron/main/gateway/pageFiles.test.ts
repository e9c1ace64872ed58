import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filePath, servePageFile } from '../../../../electron/main/gateway/pageFiles'

let folder: string
let root: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-'))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'renderer-secret'))
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'assets/index.js'), 'export {}')
  writeFileSync(join(root, 'assets/unknown.exe'), 'MZ')
  writeFileSync(join(folder, 'secret.json'), '{}')
  writeFileSync(join(folder, 'renderer-secret/secret.json'), '{}')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the page’s files', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index.js', 'text/javascript; charset=utf-8'],
  ])('%s comes as %s, under a policy that starts from nothing', async (pathname, mime) => {
    const response = await servePageFile(root, 'GET', pathname)
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
  ])('%s is not found', async (pathname) => {
    expect((await servePageFile(root, 'GET', pathname)).status).toBe(404)
  })

  it('are only read', async () => {
    expect((await servePageFile(root, 'POST', '/index.html')).status).toBe(404)
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
