import { describe, expect, it } from 'vitest'
import { isOlder } from './deskVersion'

describe('versions of desks (PROTOCOL.md 1.4, 426)', () => {
  it.each([
    ['1.1.9', '1.2.0'],
    ['0.9.9', '1.0.0'],
    ['1.2.9', '1.2.10'],
    ['1.2.0-beta.1', '1.2.0'],
    ['1.1', '1.2.0'],
    ['v1.1.9', '1.2.0'],
    ['1.1.9+build.7', '1.2.0'],
  ])('%s is older than %s', (version, least) => {
    expect(isOlder(version, least)).toBe(true)
  })

  it.each([
    ['1.2.0', '1.2.0'],
    ['1.2', '1.2.0'],
    ['1.10.0', '1.9.9'],
    ['2.0.0-beta.1', '1.9.9'],
    ['1.2.0-beta.2', '1.2.0-beta.1'],
    ['1.2.1', '1.2.1-rc.1'],
  ])('%s is not older than %s', (version, least) => {
    expect(isOlder(version, least)).toBe(false)
  })

  it.each([[undefined], [''], ['newest'], ['1'], ['1.2.3.4'], ['-1.0.0'], [`${'9'.repeat(30)}.0.0`]])(
    '%s cannot be read and turns nobody away',
    (version) => {
      expect(isOlder(version, '99.0.0')).toBe(false)
    },
  )
})
