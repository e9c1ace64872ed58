import { describe, expect, it } from 'vitest'
import { defaultSettings, SettingsStore } from '../../../../electron/main/settings/settings'
import { MemoryDisk } from '../memoryDisk'

const path = '/profile/settings.json'

describe('the settings', () => {
  it('are the defaults at first, Indonesian', async () => {
    const store = await SettingsStore.open(new MemoryDisk(), path)
    expect(store.current).toEqual(defaultSettings)
    expect(store.current.language).toBe('id')
  })

  it('are what was chosen last, however fast it was chosen, after a power cut too', async () => {
    const disk = new MemoryDisk()
    const store = await SettingsStore.open(disk, path)
    await Promise.all([
      store.change({ language: 'en' }),
      store.change({ theme: 'dark' }),
      store.change({ language: 'id', server: 'https://lapor.go.id' }),
    ])
    const again = await SettingsStore.open(
      disk.afterPowerCut(() => 'lost'),
      path,
    )
    expect(again.current).toMatchObject({ ...defaultSettings, theme: 'dark', server: 'https://lapor.go.id' })
  })

  it.each(['', '{', '{"version":1,"language":"fr"}', '[]'])(
    'broken as %j, are set aside',
    async (content) => {
      const disk = new MemoryDisk()
      disk.plant(path, Buffer.from(content))
      const store = await SettingsStore.open(disk, path)
      expect(store.current).toEqual(defaultSettings)
      expect(disk.bytesOf(`${path}.broken`).toString()).toBe(content)
      await store.change({ theme: 'light' })
      expect((await SettingsStore.open(disk, path)).current.theme).toBe('light')
    },
  )

  it('of a program that knew no density and no panes are taken over', async () => {
    const disk = new MemoryDisk()
    const chosen = { language: 'en', theme: 'dark', server: 'https://lapor.go.id', window: null }
    disk.plant(path, Buffer.from(JSON.stringify({ version: 1, ...chosen })))
    const store = await SettingsStore.open(disk, path)
    expect(store.current).toMatchObject({ ...defaultSettings, ...chosen })
    await store.change({ density: 'compact', panes: { sidebar: 240, list: 500 } })
    const again = await SettingsStore.open(disk, path)
    expect(again.current).toMatchObject({
      density: 'compact',
      panes: { sidebar: 240, list: 500 },
      theme: 'dark',
    })
  })

  it('are not given up for panes that make no sense', async () => {
    const disk = new MemoryDisk()
    const strange = { ...defaultSettings, version: 1, theme: 'dark', panes: { list: -4 }, density: 'huge' }
    disk.plant(path, Buffer.from(JSON.stringify(strange)))
    expect((await SettingsStore.open(disk, path)).current).toMatchObject({
      ...defaultSettings,
      theme: 'dark',
    })
  })

  it('go on being written after a write failed', async () => {
    const disk = new MemoryDisk()
    const store = await SettingsStore.open(disk, path)
    disk.before = () => {
      throw new Error('full')
    }
    await expect(store.change({ theme: 'dark' })).rejects.toThrow('full')
    disk.before = () => undefined
    await store.change({ language: 'en' })
    expect((await SettingsStore.open(disk, path)).current).toMatchObject({ theme: 'dark', language: 'en' })
  })

  it('of a program that knew no density, no letter keys and no lock are kept, with the defaults for those', async () => {
    const disk = new MemoryDisk()
    const before = { version: 1, language: 'en', theme: 'dark', server: 'https://lapor.go.id', window: null }
    disk.plant(path, Buffer.from(JSON.stringify(before)))
    const store = await SettingsStore.open(disk, path)
    expect(store.current).toMatchObject({
      language: 'en',
      theme: 'dark',
      density: 'comfortable',
      letterKeys: true,
      afterSending: 'stay',
      idleMinutes: 10,
    })
  })
})
