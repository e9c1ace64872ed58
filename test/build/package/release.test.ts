import { describe, expect, it } from 'vitest'
import { refusalOf } from '../../../build/package/release'

const official = { origin: 'official', version: '45.4.1' } as const
const signed = { MEJA_ADUAN_GPG_KEY: 'desk@contoh.go.id' }

describe('a release', () => {
  it('is refused with the Electron out of the registry, signed or not', () => {
    expect(refusalOf('linux', { origin: 'registry', version: '33.2.1' }, signed)).toContain('never shipped')
  })

  it('is refused without a signature, and says what is missing', () => {
    expect(refusalOf('linux', official, {})).toContain('MEJA_ADUAN_GPG_KEY')
    expect(refusalOf('mac', official, { CSC_NAME: 'Instansi' })).toContain('APPLE_API_KEY')
  })

  it('may be made of the official Electron, signed', () => {
    expect(refusalOf('linux', official, signed)).toBeNull()
  })
})
