import { describe, expect, it } from 'vitest'
import { redacted } from '../../../../electron/main/log/redaction'

describe('what reaches the log', () => {
  it('is figures and the program’s own words', () => {
    const facts = {
      step: 'boot:page',
      milliseconds: 12.5,
      packaged: false,
      reason: 'unreachable',
      nothing: undefined,
    }
    expect(redacted(facts)).toEqual({ ...facts, nothing: null })
  })

  it.each([
    'Budi Santoso',
    'budi',
    '081234567890',
    'Jalan rusak di depan sekolah',
    'eyJhbGciOiJIUzI1NiJ9.e30.abc',
    'https://lapor.go.id/v1/cases/1',
    '/home/sari/.config',
    { name: 'Budi' },
    ['Budi'],
    () => 'Budi',
  ])('is never %j', (value) => {
    expect(redacted({ value })).toEqual({ value: '[redacted]' })
  })

  it('is of an error its kind and code, without its message', () => {
    const system = Object.assign(new TypeError('/home/sari/laporan Budi'), { code: 'ENOSPC' })
    expect(redacted({ error: system })).toEqual({ error: 'TypeError ENOSPC' })
    expect(redacted({ error: new Error('net::ERR_CONNECTION_REFUSED at lapor.go.id') })).toEqual({
      error: 'Error ERR_CONNECTION_REFUSED',
    })
    const hostile = Object.assign(new Error('x'), { name: 'Budi Santoso', code: 'Budi' })
    expect(redacted({ error: hostile })).toEqual({ error: 'Error' })
  })
})
