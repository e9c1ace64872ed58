import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { MemoryDisk } from '../memoryDisk'
import { cutCases, cutOnce, cutRuns, faultyCases, killedCases } from './cutRuns'

describe('a power cut', () => {
  it('takes nothing that was said to be done, invents nothing and keeps the order, wherever it comes', async () => {
    await fc.assert(
      fc.asyncProperty(cutCases, async (each) => {
        expect((await cutOnce(() => new MemoryDisk(), each)).wrong).toBeNull()
      }),
      { numRuns: 250 },
    )
  })

  it('takes nothing on a disk that takes few bytes at a time, either', async () => {
    const smallBites = () => Object.assign(new MemoryDisk(), { longestWrite: 100 })
    await fc.assert(
      fc.asyncProperty(cutCases, async (each) => {
        expect((await cutOnce(smallBites, each)).wrong).toBeNull()
      }),
      { numRuns: 100 },
    )
  })

  it.each([false, true])(
    'takes nothing after writes and syncs failed, whether or not the system forgets what it could not sync: %s',
    async (forgetsAfterFailedSync) => {
      const failing = () => Object.assign(new MemoryDisk(), { forgetsAfterFailedSync })
      await fc.assert(
        fc.asyncProperty(faultyCases, async (each) => {
          expect((await cutOnce(failing, each)).wrong).toBeNull()
        }),
        { numRuns: 150 },
      )
    },
  )

  it('takes nothing of what a program shows that was killed before and started again', async () => {
    await fc.assert(
      fc.asyncProperty(killedCases, async (each) => {
        expect((await cutOnce(() => new MemoryDisk(), each)).wrong).toBeNull()
      }),
      { numRuns: 150 },
    )
  })

  it('takes something when nothing is synced: the control', async () => {
    const figures = await cutRuns(60, 1, () => new MemoryDisk(false))
    expect(figures.lost).toBeGreaterThan(30)
  })
})
