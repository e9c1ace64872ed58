import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../../../shared/domain/identifiers'
import type { RowPage } from '../../../../renderer/engine/api'
import { officer } from '../../../shared/domain/sampleCase'
import { answered, problem } from '../support/answers'
import { caseNumbered } from '../support/caseNumbered'
import { eventually } from '../support/eventually'
import { newDesk, type Desk } from '../support/openJournal'
import { everything, startDesk, type RunningDesk } from '../support/runningDesk'
import { ScriptedNational } from '../support/scriptedNational'
import { VirtualClock } from '../support/virtualClock'

const sari = officer('sari')
const idOf = (number: number) => `case-${number}` as CaseId

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk | null = null

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  national.put(caseNumbered(1, { title: 'Lampu jalan mati', body: 'Gelap gulita sejak Senin.' }))
  national.put(caseNumbered(2, { title: 'Jalan rusak', body: 'Lampu sein pun pecah karena lubang.' }))
  national.put(caseNumbered(3, { title: 'Sampah', status: 'in_progress' }))
  desk = await newDesk()
})

afterEach(async () => {
  await running?.kill()
  running = null
  await desk.remove()
})

async function start(): Promise<RunningDesk['engine']> {
  running = await startDesk(desk, sari, clock, national)
  return running.engine
}

async function pulled(): Promise<RunningDesk['engine']> {
  const engine = await start()
  await eventually(async () => (await engine.syncStatus()).lastSyncedAt !== null, 'the first pull is done')
  return engine
}

function found(page: RowPage): string[] {
  return page.rows.map((row) => row.caseId)
}
const rows = (engine: RunningDesk['engine'], search: string) => engine.rows({ ...everything, search }, 0, 10)

describe('a search on the desk', () => {
  test('finds in titles and texts, the title first, and marks where', async () => {
    const engine = await pulled()
    const page = await rows(engine, 'lampu')
    expect(found(page)).toEqual(['case-1', 'case-2'])
    expect(page.rows[0]?.highlights?.title).toEqual([{ from: 0, to: 5 }])
    expect(page.search).toMatchObject({ hasWords: true, preparing: null, problems: [] })
    expect(await engine.snippets('lampu', [idOf(2), idOf(3)])).toEqual([
      {
        caseId: 'case-2',
        source: 'body',
        text: 'Lampu sein pun pecah karena lubang.',
        marks: [{ from: 0, to: 5 }],
      },
    ])
  })

  test('finds what the officer has written and not sent yet, and no longer what was undone', async () => {
    const engine = await pulled()
    const acted = await engine.act(idOf(3), {
      type: 'note',
      payload: { text: 'Pengangkut terjebak banjir', uploads: [] },
    })
    await eventually(async () => found(await rows(engine, 'banjir')).length === 1, 'the note is found')
    expect(await engine.snippets('banjir', [idOf(3)])).toMatchObject([{ source: 'internal' }])
    if (acted.outcome === 'saved') await engine.undo(acted.actionId)
    await eventually(async () => found(await rows(engine, 'banjir')).length === 0, 'the note is gone')
  })

  test('joins words with conditions, excludes words, and filters by the rest of what it does not understand', async () => {
    const engine = await pulled()
    expect(found(await rows(engine, 'lampu -gelap'))).toEqual(['case-2'])
    expect(found(await rows(engine, 'status:proses'))).toEqual(['case-3'])
    const page = await rows(engine, 'status:ngawur lampu "sein pun"')
    expect(found(page)).toEqual(['case-2'])
    expect(page.search?.problems).toMatchObject([{ kind: 'unknown-value', value: 'ngawur' }])
  })

  test('finds numbers and titles at once after a start, and texts once they are ready', async () => {
    await (await pulled()).stop()
    await running?.kill()
    const engine = await start()
    const early = await rows(engine, 'gelap')
    expect(found(early)).toEqual([])
    expect(early.search?.preparing).toEqual({ done: 0, total: 3 })
    expect(found(await rows(engine, 'lampu'))).toEqual(['case-1'])
    clock.advance(1000)
    await eventually(async () => (await rows(engine, 'gelap')).search?.preparing === null, 'texts are ready')
    expect(found(await rows(engine, 'gelap'))).toEqual(['case-1'])
    expect(found(await rows(engine, 'lampu'))).toEqual(['case-1', 'case-2'])
  })

  test('forgets what left the desk', async () => {
    const engine = await pulled()
    national.remove(idOf(1))
    await engine.syncNow()
    await eventually(async () => found(await rows(engine, 'gelap')).length === 0, 'it is found no more')
  })

  test('suggests searches that led somewhere, after a restart too', async () => {
    const engine = await pulled()
    await engine.searchUsed('lampu mati')
    await engine.searchUsed('  ')
    await running?.kill()
    const { suggestions } = await (await start()).searchHelp('', 0)
    expect(suggestions[0]).toMatchObject({ kind: 'recent', typed: 'lampu mati' })
  })
})

describe('saved views', () => {
  test('stay over a restart and come with how many reports they show', async () => {
    const engine = await pulled()
    const views = [
      { id: 'a', name: 'Lampu', search: 'lampu' },
      { id: 'b', name: 'Diproses', search: 'status:proses' },
    ]
    expect(await engine.keepSavedViews(views)).toEqual({ outcome: 'kept' })
    expect(await engine.savedViewCounts()).toEqual({ a: 2, b: 1 })
    await running?.kill()
    expect(await (await start()).savedViews()).toEqual(views)
  })

  test('are refused when they are none', async () => {
    const engine = await pulled()
    const twice = { id: 'a', name: 'Lampu', search: 'lampu' }
    await expect(engine.keepSavedViews([twice, twice])).rejects.toThrow()
    await expect(engine.keepSavedViews([{ ...twice, name: ' ' }])).rejects.toThrow()
    expect(await engine.savedViews()).toEqual([])
  })
})

describe('the national system', () => {
  const foreign = caseNumbered(900, { title: 'Lampu taman' })

  test('is asked for the words alone, and what it has never becomes a case of this desk', async () => {
    const engine = await pulled()
    const asked: unknown[] = []
    national.instead = (request) => {
      if (request.path === '/v1/search') {
        asked.push(request.query)
        return answered(200, JSON.stringify({ cases: [foreign, { id: 'unreadable' }, caseNumbered(1)] }))
      }
      return request.path === '/v1/cases/case-900' ? answered(200, JSON.stringify(foreign)) : null
    }
    const answer = await engine.searchNational('"lampu taman" status:proses')
    expect(asked).toEqual([{ q: 'lampu taman', limit: '51' }])
    expect(answer).toMatchObject({
      outcome: 'found',
      complete: true,
      reports: [
        { caseId: 'case-900', held: false },
        { caseId: 'case-1', held: true },
      ],
    })
    expect(await engine.nationalCase(idOf(900))).toMatchObject({
      outcome: 'found',
      view: { case: { title: 'Lampu taman' } },
    })
    expect((await engine.syncStatus()).casesHeld).toBe(3)
    expect(await engine.caseView(idOf(900))).toBeNull()
  })

  test('says why it gave nothing', async () => {
    const engine = await pulled()
    expect(await engine.searchNational('status:proses')).toEqual({ outcome: 'no-words' })
    national.instead = () => answered(200, JSON.stringify({ cases: [] }))
    expect(await engine.searchNational('taman')).toEqual({ outcome: 'none' })
    national.instead = () => ({ kind: 'failed', problem: 'unreachable' })
    expect(await engine.searchNational('taman')).toMatchObject({ outcome: 'failed', problem: 'unreachable' })
    national.instead = () => problem(401, 'session_revoked')
    expect(await engine.searchNational('taman')).toMatchObject({
      outcome: 'failed',
      problem: 'session-ended',
    })
    national.instead = () => problem(404, 'not_found')
    expect(await engine.nationalCase(idOf(901))).toEqual({ outcome: 'not-found' })
  })
})
