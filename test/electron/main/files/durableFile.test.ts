import { describe, expect, it } from 'vitest'
import { writeDurably } from '../../../../electron/main/files/durableFile'
import { MemoryDisk, type Fate } from '../memoryDisk'

const path = '/profile/settings.json'

describe('a file that is replaced', () => {
  it('is the old one or the new one, killed or cut before each step, and the new one once that is said', async () => {
    const seen = new Set<string>()
    for (let steps = 0; steps < 12; steps += 1) {
      for (const after of ['killed', 'lost', 'kept', 'torn'] as const) {
        const disk = new MemoryDisk()
        disk.plant(path, Buffer.from('old'))
        let left = steps
        disk.before = () => {
          left -= 1
          if (left < 0) throw new Error('cut')
        }
        const said = await writeDurably(disk, path, Buffer.from('newer')).then(
          () => true,
          () => false,
        )
        const found = after === 'killed' ? disk.afterKill() : disk.afterPowerCut((): Fate => after)
        const content = found.bytesOf(path).toString()
        expect(['old', 'newer']).toContain(content)
        if (said) expect(content).toBe('newer')
        seen.add(`${content} ${said}`)
      }
    }
    expect([...seen].sort()).toEqual(['newer false', 'newer true', 'old false'])
  })
})
