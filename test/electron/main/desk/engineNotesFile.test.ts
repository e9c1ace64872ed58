import { describe, expect, it } from 'vitest'
import { EngineNotesFile } from '../../../../electron/main/desk/engineNotesFile'
import { MemoryDisk } from '../memoryDisk'

const folder = '/profile/officer'
const key = () => new Uint8Array(32).fill(3)

describe('the engine’s notes', () => {
  it('are there again after the power was cut, the last as well as those before', async () => {
    const disk = new MemoryDisk()
    const notes = await EngineNotesFile.open(disk, folder, key())
    await Promise.all([
      notes.keep('cache-mark', 'a'),
      notes.keep('told-wait', 'b'),
      notes.keep('cache-mark', 'c'),
    ])
    await notes.keep('told-wait', null)
    const found = disk.afterPowerCut(() => 'lost')
    expect((await EngineNotesFile.open(found, folder, key())).current).toEqual({ 'cache-mark': 'c' })
  })

  it('cannot be read with another key, and then count as none', async () => {
    const disk = new MemoryDisk()
    await (await EngineNotesFile.open(disk, folder, key())).keep('reconciled-epoch', 'epoch-kenari')
    expect(disk.paths().some((path) => disk.bytesOf(path).includes('epoch-kenari'))).toBe(false)
    expect((await EngineNotesFile.open(disk, folder, new Uint8Array(32))).current).toEqual({})
  })

  it('do not change when the disk does not take them', async () => {
    const disk = new MemoryDisk()
    const notes = await EngineNotesFile.open(disk, folder, key())
    await notes.keep('cache-mark', 'a')
    disk.before = (operation) => {
      if (operation.startsWith('sync')) throw new Error('disk full')
    }
    await expect(notes.keep('cache-mark', 'b')).rejects.toThrow('disk full')
    expect(notes.current).toEqual({ 'cache-mark': 'a' })
    disk.before = () => undefined
    await notes.keep('told-wait', 'c')
    expect(notes.current).toEqual({ 'cache-mark': 'a', 'told-wait': 'c' })
  })
})
