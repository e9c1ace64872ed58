import { describe, expect, it } from 'vitest'
import {
  programToStart,
  readHooks,
  refusedSwitches,
  switchesRefused,
} from '../../../electron/main/environment'

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

describe('the program that is started anew', () => {
  const inside = { APPIMAGE: '/home/sari/meja-aduan.AppImage', APPDIR: '/tmp/.mount_meja' }

  it('is the one that runs, or the file of the AppImage that it runs from', () => {
    expect(programToStart('/opt/meja-aduan/meja-aduan', {})).toBe('/opt/meja-aduan/meja-aduan')
    expect(programToStart('/tmp/.mount_meja/meja-aduan', inside)).toBe(inside.APPIMAGE)
  })

  it('is never another AppImage, from which this program was started', () => {
    expect(programToStart('/opt/meja-aduan/meja-aduan', inside)).toBe('/opt/meja-aduan/meja-aduan')
  })
})
