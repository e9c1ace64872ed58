import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { takesFunctions } from '../page/inPage'
import type { Measured } from '../report/benchRow'
import { median, quantile } from '../statistics'
import type { RowContext, RowWork } from './rowWork'

const warmUp = 5
/** Rows of the list that are surely in sight. */
const reportsInSight = 7
/** Of one record of the journal, about. */
const recordBytes = 600

/** P6: from the click on *save* to the note in the timeline, which the desk shows once its journal is on the disk. */
export const saved: RowWork = { ids: ['P6'], measure }

async function measure({ world, size, quick }: RowContext): Promise<readonly Measured[]> {
  const samples = quick ? 30 : 100
  const desk = await world.desk(size)
  try {
    const { page } = desk
    await takesFunctions(page)
    const times: number[] = []
    for (let click = 0; click < samples + warmUp; click += 1) {
      // One report after the other, as officers go.
      await desk
        .rows()
        .nth(click % reportsInSight)
        .click()
      await page.getByTestId('action-note').click()
      const text = `Catatan ke-${click} untuk mengukur, ${Date.now()}.`
      await page.getByTestId('composer-text').fill(text)
      const time = await page.evaluate(clickToNote, text)
      if (click >= warmUp) times.push(time)
      // An officer who reads and writes is slower than a machine: what the last click set off is over by then.
      await page.waitForTimeout(1_000)
      await expect(page.getByTestId('composer-send')).toBeEnabled({ timeout: 30_000 })
    }
    const disk = quantile(diskTimes(samples), 0.95)
    return [
      {
        ...{ id: 'P6', key: 'saved', name: 'click to saved on the disk, p95', size, unit: 'ms' },
        ...{ ours: quantile(times, 0.95), limit: disk, peers: {}, against: 'limit', samples },
      },
      {
        ...{ id: 'P6', key: 'saved-median', name: 'the same, median', size, unit: 'ms' },
        ...{ ours: median(times), limit: disk, peers: {}, against: 'limit', samples },
      },
    ]
  } finally {
    await desk.close()
  }
}

/** Runs in the page: the note is looked for by its text, since older ones come and go as they are acknowledged. */
function clickToNote(text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const isThere = () =>
      [...document.querySelectorAll('[data-testid=timeline-event][data-type=note]')].some((event) =>
        event.textContent.includes(text),
      )
    const began = performance.now()
    const observer = new MutationObserver(() => {
      if (!isThere()) return
      observer.disconnect()
      resolve(performance.now() - began)
    })
    observer.observe(document.body, { subtree: true, childList: true })
    setTimeout(() => reject(new Error('The note was not shown.')), 30_000)
    document.querySelector<HTMLElement>('[data-testid=composer-send]')?.click()
  })
}

/** Milliseconds in which the disk takes a record appended to a file. */
function diskTimes(samples: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'meja-aduan-fsync-'))
  const file = openSync(join(folder, 'records'), 'a')
  try {
    const record = Buffer.alloc(recordBytes, 1)
    return Array.from({ length: samples }, () => {
      const began = performance.now()
      writeSync(file, record)
      fsyncSync(file)
      return performance.now() - began
    })
  } finally {
    closeSync(file)
    rmSync(folder, { recursive: true })
  }
}
