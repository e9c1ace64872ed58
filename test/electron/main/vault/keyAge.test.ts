import { describe, expect, it } from 'vitest'
import { ageOf, keyPeriod, longAgo } from '../../../../electron/main/vault/keyAge'

const now = Date.parse('2026-06-08T03:04:05Z')

describe('the age of a key', () => {
  it('is due after its period and not before', () => {
    expect(ageOf(now - keyPeriod + 1, now)).toBe('young')
    expect(ageOf(now - keyPeriod, now)).toBe('due')
    expect(ageOf(longAgo, now)).toBe('due')
  })

  it('is not known where nobody wrote it down, nor where it lies in the future', () => {
    expect(ageOf(null, now)).toBe('unknown')
    expect(ageOf(now + 1, now)).toBe('unknown')
  })
})
