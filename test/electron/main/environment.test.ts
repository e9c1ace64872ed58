import { describe, expect, it } from 'vitest'
import { readHooks, refusedSwitches, switchesRefused } from '../../../electron/main/environment'

const set = {
  MEJA_ADUAN_PROFILE: '/tmp/profile',
  MEJA_ADUAN_SERVER: 'http://127.0.0.1:1',
  MEJA_ADUAN_PASSPHRASE: 'kata sandi',
  MEJA_ADUAN_MANAGED_SETTINGS: '/tmp/settings.json',
}

describe('the hooks of the environment', () => {
  it('are taken in development', () => {
    expect(readHooks(set, false)).toEqual({
      kind: 'hooks',
      hooks: {
        profile: '/tmp/profile',
        server: 'http://127.0.0.1:1',
        passphrase: 'kata sandi',
        managedSettings: '/tmp/settings.json',
      },
    })
    const nothing = { profile: null, server: null, passphrase: null, managedSettings: null }
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

describe('the switches of Chromium', () => {
  it('that take a protection away are refused by a packaged program', () => {
    for (const name of refusedSwitches)
      expect(switchesRefused((asked) => asked === name, true)).toEqual([name])
    expect(switchesRefused(() => false, true)).toEqual([])
  })

  it('are the developer’s own business in development', () => {
    expect(switchesRefused(() => true, false)).toEqual([])
  })
})
