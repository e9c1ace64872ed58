import { describe, expect, it } from 'vitest'
import { readHooks } from '../../../electron/main/environment'

const set = {
  MEJA_ADUAN_PROFILE: '/tmp/profile',
  MEJA_ADUAN_SERVER: 'http://127.0.0.1:1',
  MEJA_ADUAN_PASSPHRASE: 'kata sandi',
}

describe('the hooks of the environment', () => {
  it('are taken in development', () => {
    expect(readHooks(set, false)).toEqual({
      kind: 'hooks',
      hooks: { profile: '/tmp/profile', server: 'http://127.0.0.1:1', passphrase: 'kata sandi' },
    })
    const nothing = { profile: null, server: null, passphrase: null }
    expect(readHooks({ MEJA_ADUAN_SERVER: '' }, false)).toEqual({ kind: 'hooks', hooks: nothing })
  })

  it.each(Object.keys(set))('%s is refused by a packaged program', (name) => {
    expect(readHooks({ [name]: '/x' }, true)).toEqual({ kind: 'refused', names: [name] })
  })

  it('do not stop a packaged program when they are not set', () => {
    expect(readHooks({ HOME: '/root' }, true).kind).toBe('hooks')
  })

  it('take no profile that depends on where the program was started', () => {
    expect(readHooks({ MEJA_ADUAN_PROFILE: 'profile' }, false).kind).toBe('refused')
  })
})
