import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ActionId, CaseId } from '../../../../shared/domain/identifiers'
import { officer } from '../../../shared/domain/sampleCase'
import { caseNumbered } from '../support/caseNumbered'
import { eventually } from '../support/eventually'
import { newDesk, type Desk } from '../support/openJournal'
import { everything, startDesk, type RunningDesk } from '../support/runningDesk'
import { ScriptedNational } from '../support/scriptedNational'
import { VirtualClock } from '../support/virtualClock'

const sari = officer('sari')
const firstCase = 'case-1' as CaseId
const note = (text: string) => ({ type: 'note', payload: { text, uploads: [] } }) as const

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (let number = 1; number <= 3; number += 1) national.put(caseNumbered(number))
  desk = await newDesk()
  running = await startDesk(desk, sari, clock, national)
  await pulled()
})

afterEach(async () => {
  await running.kill()
  await desk.remove()
})

async function pulled(): Promise<void> {
  await eventually(async () => (await running.engine.syncStatus()).lastSyncedAt !== null, 'it has pulled')
}
async function act(text: string, fileBytes?: Uint8Array): Promise<ActionId> {
  const { engine } = running
  const fileIds = []
  if (fileBytes) {
    const about = { caseId: firstCase, type: 'note', name: 'surat.pdf', mime: 'application/pdf' } as const
    const begun = await engine.beginFile({ ...about, size: fileBytes.length })
    if (begun.outcome === 'refused') throw new Error(begun.reason)
    await engine.addToFile(begun.fileId, fileBytes.slice())
    await engine.finishFile(begun.fileId)
    fileIds.push(begun.fileId)
  }
  const saved = await engine.act(firstCase, note(text), fileIds)
  if (saved.outcome !== 'saved') throw new Error(JSON.stringify(saved))
  return saved.actionId
}

/** As the page does it: one engine ends, the other begins, on the same profile. */
async function lock(): Promise<void> {
  await running.engine.stop()
  await running.journal.close()
  running = await startDesk({ ...desk, cacheKey: null }, sari, clock, national)
}
async function unlock(): Promise<void> {
  await running.engine.stop()
  await running.journal.close()
  running = await startDesk(desk, sari, clock, national)
}
async function sent(): Promise<void> {
  await eventually(async () => {
    clock.advance(10_000)
    return (await running.engine.syncStatus()).unsent === 0
  }, 'all is sent')
}
const askedFor = () => new Set(national.requests.map(({ method, path }) => `${method} ${path}`))

describe('a locked desk', () => {
  test('sends what was decided, and asks for nothing', async () => {
    const actionId = await act('Diputuskan hari Jumat.')
    await lock()
    national.requests.length = 0
    await sent()
    expect(national.ledger).toEqual([actionId])
    expect([...askedFor()]).toEqual(['POST /v1/actions'])
  })

  test('sends the files of what was decided too', async () => {
    const actionId = await act('Lihat berkas.', new Uint8Array(100_000).fill(7))
    await lock()
    national.requests.length = 0
    await sent()
    expect(national.ledger).toEqual([actionId])
    const others = [...askedFor()].filter((request) => !/^(POST|PATCH|HEAD) \/v1\/uploads/.test(request))
    expect(others).toEqual(['POST /v1/actions'])
  })

  test('keeps the result in the journal, and shows it once it is unlocked', async () => {
    await act('Sudah ditelepon.')
    await lock()
    await sent()
    await unlock()
    await pulled()
    expect((await running.engine.caseView(firstCase))?.timeline.at(-1)).toMatchObject({ state: 'server' })
    expect(national.ledger).toHaveLength(1)
  })

  test('has a conflict wait for the officer', async () => {
    await running.engine.act(firstCase, {
      type: 'respond',
      payload: { text: 'Besok kami datang.', uploads: [] },
    })
    await lock()
    national.happen(firstCase, { type: 'respond', data: { text: 'Sudah selesai.' } }, { status: 'answered' })
    await eventually(async () => {
      clock.advance(10_000)
      return (await running.engine.syncStatus()).needsYou === 1
    }, 'it needs the officer')
    await unlock()
    await pulled()
    expect(await running.engine.needsYou()).toHaveLength(1)
  })

  test('goes on after an outage', async () => {
    const actionId = await act('Menunggu jaringan.')
    await lock()
    let failures = 3
    national.fault = () => (failures-- > 0 ? 'request-lost' : 'none')
    await sent()
    expect(national.ledger).toEqual([actionId])
  })

  test('waits for the unlocking when the national system was restored, and sends then', async () => {
    const backup = national.backup()
    const actionId = await act('Setelah pemulihan.')
    await lock()
    national.restore(backup)
    clock.advance(10_000)
    await eventually(() => askedFor().has('POST /v1/actions'), 'it has asked once')
    const asked = national.requests.length
    for (let minute = 0; minute < 20; minute += 1) {
      clock.advance(60_000)
      // A round that was begun has its turns.
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const status = await running.engine.syncStatus()
    expect(status.unsent).toBe(1)
    // So that nobody is told that it is being sent.
    expect(status.firstPull).not.toBeNull()
    expect(national.requests).toHaveLength(asked)
    await unlock()
    await sent()
    expect(national.ledger).toEqual([actionId])
  })

  test('answers nothing about a report', async () => {
    await running.engine.saveDraft({ caseId: firstCase, type: 'respond', text: 'Belum selesai' })
    await lock()
    const { engine } = running
    const questions = [
      () => engine.rows(everything, 0, 10),
      () => engine.caseView(firstCase),
      () => engine.drafts(firstCase),
      () => engine.outbox(),
      () => engine.savedViews(),
      () => engine.act(firstCase, note('tidak boleh')),
    ]
    for (const question of questions) await expect(question()).rejects.toThrow()
    await unlock()
    expect(await running.engine.drafts(firstCase)).toMatchObject([{ text: 'Belum selesai' }])
  })
})
