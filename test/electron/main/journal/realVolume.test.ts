import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemErrorCode } from '../../../../electron/main/files/diskFiles'
import { note } from './actions'
import { carelessDiskFiles, openReal, realCutRuns } from './realCuts'
import { canMountVolumes, RealVolume } from './realVolume'

/** Fills what is left of the volume, block by block; answers the files that did it. */
function fill(volume: RealVolume): string[] {
  const fillers: string[] = []
  for (const length of [1024 * 1024, 64 * 1024, 4096, 1]) {
    for (;;) {
      const filler = join(volume.folder, `filler-${fillers.length}`)
      fillers.push(filler)
      try {
        writeFileSync(filler, Buffer.alloc(length, 1))
      } catch (error) {
        if (systemErrorCode(error) !== 'ENOSPC') throw error
        break
      }
    }
  }
  return fillers
}

const long = 'Kami telah meninjau lokasi bersama warga. '.repeat(100)

// Elsewhere the same is shown on a disk in memory (powerCut.test.ts, fullDisk.test.ts).
describe.skipIf(!canMountVolumes())('on a real ext4', () => {
  it('cut from power again and again, nothing that was said to be saved is lost', async () => {
    const figures = await realCutRuns(10)
    expect(figures.saved).toBeGreaterThan(20)
    expect(figures.lost).toBe(0)
  })

  it('much is lost when nothing is synced: the control', async () => {
    expect((await realCutRuns(3, carelessDiskFiles)).lost).toBeGreaterThan(0)
  })

  it('full to the last block, work is saved in the reserve, then refused, and nothing is lost', async () => {
    const volume = new RealVolume(8)
    try {
      const journal = await openReal(volume.folder)
      await journal.atRest()
      const fillers = fill(volume)
      const saved: string[] = []
      let refusal: unknown = null
      while (refusal === null) {
        const id = `a${saved.length}`
        await journal.saveAction(note(id, id, long), null).then(
          () => saved.push(id),
          (error: unknown) => {
            refusal = error
          },
        )
      }
      expect(saved.length).toBeGreaterThan(10)
      expect(refusal).toMatchObject({ code: 'disk-full' })
      expect(journal.diskState).toBe('full')
      await journal.close()
      const again = await openReal(volume.folder)
      expect(again.damage).toBeNull()
      expect(again.entries().map(({ action }) => action.actionId)).toEqual(saved)
      for (const filler of fillers) rmSync(filler, { force: true })
      await again.saveAction(note('room again', 'c1', long), null)
      await again.close()
    } finally {
      volume.remove()
    }
  })
})
