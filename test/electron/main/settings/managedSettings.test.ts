import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  managedSettingsIn,
  managedSettingsPath,
  readManagedSettings,
} from '../../../../electron/main/settings/managedSettings'

const all = {
  server: 'https://lapor.contoh.go.id',
  idleLockMinutes: 10,
  attachmentStoreMegabytes: 250,
  language: 'en',
}

function fileOf(content: string, mode = 0o644): string {
  const path = join(mkdtempSync(join(tmpdir(), 'meja-aduan-managed-')), 'settings.json')
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

describe('the managed settings file', () => {
  it('sets what it names, and its schema for editors sets nothing', async () => {
    const $schema = 'https://example.invalid/managed-settings.schema.json'
    const path = fileOf(JSON.stringify({ $schema, ...all }))
    expect(await readManagedSettings(path)).toEqual({ settings: all, problems: [] })
  })

  it('is read with the mark that editors of Windows put first', () => {
    expect(managedSettingsIn(`\uFEFF${JSON.stringify({ language: 'en' })}`).settings).toEqual({
      language: 'en',
    })
  })

  it('may be missing', async () => {
    const missing = join(tmpdir(), 'tidak-ada', 'settings.json')
    expect(await readManagedSettings(missing)).toEqual({ settings: {}, problems: [] })
  })

  it('loses one wrong value or unknown key, and keeps the rest', () => {
    const text = JSON.stringify({ ...all, server: 'http://203.0.113.9', idleLock: 5 })
    const { settings, problems } = managedSettingsIn(text)
    expect(settings).toEqual({ idleLockMinutes: 10, attachmentStoreMegabytes: 250, language: 'en' })
    expect(problems).toEqual([
      { kind: 'bad-value', key: 'server' },
      { kind: 'unknown-key', key: 'idleLock' },
    ])
  })

  it.each([
    ['server', ['', 'bukan alamat', 'file:///etc/passwd', 'https://a:b@c.id', 7]],
    ['idleLockMinutes', [0, -1, 1.5, 1441, '10', null]],
    ['attachmentStoreMegabytes', [49, 100_001, '250']],
    ['language', ['jv', 'ID', null]],
  ] as const)('takes no %s that makes no sense', (key, values) => {
    for (const value of values) {
      const { settings, problems } = managedSettingsIn(JSON.stringify({ [key]: value }))
      expect(settings).toEqual({})
      expect(problems).toEqual([{ kind: 'bad-value', key }])
    }
  })

  it.each(['', '{', '[]', '"teks"', 'null', '{"server":'])('that is %j sets nothing and says so', (text) => {
    expect(managedSettingsIn(text)).toEqual({ settings: {}, problems: [{ kind: 'unreadable' }] })
  })

  it('quotes a key shortened and without signs that could do harm', () => {
    const [problem] = managedSettingsIn(JSON.stringify({ [`<b>\u202Eserver${'x'.repeat(99)}`]: 1 })).problems
    expect(problem).toEqual({ kind: 'unknown-key', key: `?b??server${'x'.repeat(30)}` })
  })

  it('is not taken from a folder in its place, or when it is endless', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'meja-aduan-managed-')), 'settings.json')
    mkdirSync(folder, { mode: 0o755 })
    expect((await readManagedSettings(folder)).problems).toEqual([{ kind: 'unreadable' }])
    const endless = fileOf(JSON.stringify({ language: 'en', note: 'x'.repeat(70_000) }))
    expect(await readManagedSettings(endless)).toEqual({ settings: {}, problems: [{ kind: 'unreadable' }] })
  })

  // Windows has no such bits: there the folder's own rights keep others from writing (docs/install.md).
  it.skipIf(process.platform === 'win32')(
    'is not taken when others than its owner can write it',
    async () => {
      const path = fileOf(JSON.stringify(all), 0o666)
      expect(await readManagedSettings(path)).toEqual({
        settings: {},
        problems: [{ kind: 'writable-by-others' }],
      })
    },
  )

  it('never throws and never sets what its schema refuses, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const { settings } = managedSettingsIn(text)
        expect(managedSettingsIn(JSON.stringify(settings))).toEqual({ settings, problems: [] })
      }),
    )
    expect(
      managedSettingsIn('{"__proto__": {"server": "https://jahat.invalid"}}').settings.server,
    ).toBeUndefined()
  })

  it('lies where only administrators write', () => {
    expect(managedSettingsPath('linux', {})).toBe('/etc/meja-aduan/settings.json')
    expect(managedSettingsPath('darwin', {})).toBe('/Library/Application Support/Meja Aduan/settings.json')
    expect(managedSettingsPath('win32', { ProgramData: 'D:\\Data' })).toContain('Meja Aduan')
  })
})
