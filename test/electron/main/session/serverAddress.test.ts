import { describe, expect, it } from 'vitest'
import { readServerAddress } from '../../../../electron/main/session/serverAddress'

describe('the address of the national system', () => {
  it.each([
    ['https://lapor.go.id', 'https://lapor.go.id'],
    ['  https://lapor.go.id/desk/ ', 'https://lapor.go.id/desk'],
    ['lapor.go.id', 'https://lapor.go.id'],
    ['lapor.go.id:8443/desk', 'https://lapor.go.id:8443/desk'],
    ['http://127.0.0.1:4100', 'http://127.0.0.1:4100'],
    ['http://localhost:4100/', 'http://localhost:4100'],
    ['http://[::1]:4100', 'http://[::1]:4100'],
  ])('is read from %j', (typed, baseUrl) => {
    expect(readServerAddress(typed)).toEqual({ kind: 'address', baseUrl })
  })

  it.each([
    '',
    'bukan alamat',
    'bukan-alamat',
    'ftp://lapor.go.id',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https:lapor',
    'https://user:rahasia@lapor.go.id',
    'https://lapor.go.id/?a=1',
    'https://lapor.go.id/#a',
    'https://lapor .go.id',
  ])('is not %j', (typed) => {
    expect(readServerAddress(typed)).toEqual({ kind: 'not-an-address' })
  })

  it.each([
    'http://lapor.go.id',
    'http://10.0.0.1',
    'http://127.0.0.1.contoh.id',
    'http://localhost.contoh.id',
  ])('may not be %j: plain HTTP goes to this computer only', (typed) => {
    expect(readServerAddress(typed)).toEqual({ kind: 'insecure-address', host: new URL(typed).host })
  })
})
