import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedRequests, isAllowed } from '../../../../electron/main/gateway/allowedPaths'

describe('what the gateway forwards', () => {
  it('is every request that the protocol names, but sessions', () => {
    const protocol = readFileSync(join(import.meta.dirname, '../../../../shared/protocol/README.md'), 'utf8')
    const named = [...protocol.matchAll(/`(GET|PUT|POST|DELETE) (\/v1\/[^`?\s]*)/g)].map(
      ([, method, path]) => {
        return `${method} ${path?.replace(/\{\w+\}/g, ':id')}`
      },
    )
    const forwarded = allowedRequests.map(([method, path]) => `${method} ${path}`)
    // 4.3 says `GET /v1/cases` for short; the request is that of one case.
    const expected = named.filter((name) => !name.includes('/v1/sessions') && name !== 'GET /v1/cases')
    expect(expected.length).toBeGreaterThan(10)
    expect(forwarded).toEqual(expect.arrayContaining(expected))
    const uploads = forwarded.filter((request) => request.includes('/v1/uploads'))
    expect(new Set(forwarded)).toEqual(new Set([...expected, ...uploads]))
  })

  it.each([
    ['GET', '/v1/cases/0190-a'],
    ['GET', '/v1/cases/kasus%20satu'],
    ['PUT', '/v1/cases/c1/presence'],
    ['POST', '/v1/actions'],
    ['PATCH', '/v1/uploads/u1'],
  ])('holds %s %s', (method, path) => {
    expect(isAllowed(method, path)).toBe(true)
  })

  it.each([
    ['POST', '/v1/sessions'],
    ['POST', '/v1/sessions/refresh'],
    ['DELETE', '/v1/sessions/current'],
    ['POST', '/v1/changes'],
    ['GET', '/v1/cases'],
    ['GET', '/v1/cases/'],
    ['GET', '/v1/cases/a/b'],
    ['GET', '/v1/cases/..'],
    ['GET', '/v1/cases/%2e%2e'],
    ['GET', '/v1/cases/a%2fb'],
    ['GET', '/v1/cases/a%5Cb'],
    ['GET', '/v1/cases/%00'],
    ['GET', '/v1/cases/%zz'],
    ['GET', `/v1/cases/${'x'.repeat(65)}`],
    ['GET', '/v1/:id'],
    ['GET', '/v1/cases/c1/presence'],
    ['GET', '//contoh.id/v1/changes'],
    ['GET', '/v1/changes/'],
    ['POST', '/sandbox/faults'],
    ['GET', '/public/reports/1'],
    ['TRACE', '/v1/status'],
  ])('does not hold %s %s', (method, path) => {
    expect(isAllowed(method, path)).toBe(false)
  })

  it('never leaves the paths of the protocol, whatever is asked', () => {
    const parts = fc.constantFrom('v1', 'cases', 'sessions', '..', '.', '%2e%2e', '%2f', 'x', '')
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 6 }), (asked) => {
        const path = `/${asked.join('/')}`
        if (!isAllowed('GET', path)) return
        const { pathname } = new URL(`https://contoh.id${path}`)
        expect(pathname).toBe(path)
        expect(pathname.startsWith('/v1/')).toBe(true)
        expect(pathname).not.toContain('sessions/')
      }),
    )
  })
})
