import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DexieCache } from '../../../renderer/engine/cache/dexieCache'
import type { ActionId, CaseId } from '../../../shared/domain/identifiers'
import { officer } from '../../shared/domain/sampleCase'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { caseNumbered } from './support/caseNumbered'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const firstCase = 'case-1' as CaseId
const note = (text: string) => ({ type: 'note', payload: { text, uploads: [] } }) as const
const answer = (text: string) => ({ type: 'respond', payload: { text, uploads: [] } }) as const

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk | null = null

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (let number = 1; number <= 5; number += 1) national.put(caseNumbered(number))
  desk = await newDesk()
})

afterEach(async () => {
  await running?.kill()
  running = null
  await desk.remove()
})

async function start(): Promise<RunningDesk> {
  running = await startDesk(desk, sari, clock, national)
  return running
}

async function startAndPull(): Promise<RunningDesk> {
  const started = await start()
  await eventually(
    async () => (await started.engine.syncStatus()).lastSyncedAt !== null,
    'the first pull is done',
  )
  return started
}

async function act(
  decision: Parameters<RunningDesk['engine']['act']>[1],
  caseId = firstCase,
): Promise<ActionId> {
  const saved = await running?.engine.act(caseId, decision)
  if (saved?.outcome !== 'saved') throw new Error(`Not saved: ${JSON.stringify(saved)}`)
  return saved.actionId
}

async function unsent(): Promise<number> {
  return (await running?.engine.syncStatus())?.unsent ?? -1
}

async function settled(): Promise<boolean> {
  return (await unsent()) === 0
}

/** Lets time pass step by step until the desk has nothing unsent. */
async function drain(): Promise<void> {
  await eventually(async () => {
    clock.advance(30_000)
    return settled()
  }, 'all is sent')
}

async function timelineStates(caseId = firstCase): Promise<string[]> {
  const view = await running?.engine.caseView(caseId)
  return view?.timeline.map((item) => item.state) ?? []
}

describe('a desk that is reached', () => {
  test('holds all cases after the first pull and says so', async () => {
    const { engine, events } = await startAndPull()
    expect((await engine.rows(everything, 0, 10)).rows.map((row) => row.caseId)).toHaveLength(5)
    expect((await engine.counts())['needs-action']).toBe(5)
    const status = await engine.syncStatus()
    expect(status).toMatchObject({ state: 'idle', problem: null, casesHeld: 5, firstPull: null, unsent: 0 })
    clock.advance(200)
    expect(events.map((event) => event.kind)).toContain('rows-changed')
  })

  test('holds an action for ten seconds, then sends it, and shows it as the server’s when it came back', async () => {
    const { engine } = await startAndPull()
    await act(answer('Sudah kami perbaiki.'))
    expect(await timelineStates()).toEqual(['held'])
    expect((await engine.rows(everything, 0, 9)).rows.map((row) => row.status)).toContain('answered')
    clock.advance(9_900)
    expect(national.ledger).toHaveLength(0)
    clock.advance(200)
    await eventually(settled, 'it is accepted')
    await eventually(async () => (await timelineStates()).join() === 'server', 'the stored case holds it')
    await eventually(() => running?.journal.journal.entries().length === 0, 'the journal forgets it')
  })

  test('takes an undone action back and gives its text as a draft', async () => {
    const { engine } = await startAndPull()
    const actionId = await act(answer('Terlalu cepat.'))
    expect(await engine.undo(actionId)).toMatchObject({ undone: true, decision: answer('Terlalu cepat.') })
    expect(await timelineStates()).toEqual([])
    expect((await engine.drafts(firstCase)).map((draft) => draft.text)).toEqual(['Terlalu cepat.'])
    clock.advance(60_000)
    expect(national.ledger).toHaveLength(0)
  })

  test('refuses what the rules and the limits do not allow, and saves nothing', async () => {
    const { engine } = await startAndPull()
    expect(await engine.act(firstCase, answer('  \n'))).toEqual({ outcome: 'invalid', problem: 'empty-text' })
    expect(await engine.act(firstCase, answer('a'.repeat(5001)))).toMatchObject({ problem: 'text-too-long' })
    expect(await engine.act('nowhere' as CaseId, note('x'))).toEqual({ outcome: 'case-left' })
    await act({ type: 'accept', payload: {} })
    // The second accept meets the first, which is not even sent.
    expect(await engine.act(firstCase, { type: 'accept', payload: {} })).toMatchObject({
      outcome: 'not-allowed',
    })
    expect(await unsent()).toBe(1)
  })
})

describe('a desk without a network', () => {
  test('keeps what was done through a kill and delivers it once when the answer to the sending is lost', async () => {
    await startAndPull()
    national.fault = () => 'request-lost'
    for (const number of [1, 2, 3]) await act(answer(`Jawaban ${number}`), `case-${number}` as CaseId)
    await running?.kill()

    const again = await start()
    expect((await again.engine.rows(everything, 0, 9)).total).toBe(5)
    expect((await again.engine.syncStatus()).unsent).toBe(3)
    clock.advance(10_000)
    await eventually(async () => {
      clock.advance(1_000)
      return (await again.engine.syncStatus()).state === 'offline'
    }, 'the desk knows from failed requests that it is offline')

    let lost = 0
    national.fault = ({ path }) => (path === '/v1/actions' && lost++ < 2 ? 'response-lost' : 'none')
    await drain()
    expect(lost).toBeGreaterThan(2)
    expect(national.ledger).toHaveLength(3)
    expect(new Set(national.ledger).size).toBe(3)
  })

  test('takes HTML and cut-off JSON with a 200 for a fault and applies nothing of it', async () => {
    national.fault = ({ path }) => (path === '/v1/changes' ? 'html' : 'none')
    const { engine } = await start()
    await eventually(
      async () => (await engine.syncStatus()).problem === 'not-the-national-system',
      'it is said',
    )
    expect((await engine.rows(everything, 0, 9)).total).toBe(0)
    national.fault = ({ path }) => (path === '/v1/changes' ? 'cut-off' : 'none')
    clock.advance(300_000)
    expect((await engine.rows(everything, 0, 9)).total).toBe(0)
    national.fault = () => 'none'
    await eventually(async () => {
      clock.advance(10_000)
      return (await engine.rows(everything, 0, 9)).total === 5
    }, 'the pages come')
  })

  test('tries at once when asked to, and when the device says that the network is back', async () => {
    national.fault = () => 'request-lost'
    const { engine, networkRegained } = await start()
    const status = async (): Promise<string | null> => (await engine.syncStatus()).problem
    await eventually(async () => (await status()) === 'unreachable', 'it failed')
    const tries = national.requests.length
    networkRegained()
    await eventually(() => national.requests.length > tries, 'it tried again')
    await eventually(async () => (await engine.syncStatus()).nextTryAt !== null, 'it waits again')
    national.fault = () => 'none'
    await engine.syncNow()
    await eventually(async () => (await engine.rows(everything, 0, 9)).total === 5, 'the cases came')
  })

  test('asks nothing before the time that the server named, whoever asks and after a restart', async () => {
    await startAndPull()
    const told = { type: 'about:blank', title: 'x', status: 503, code: 'maintenance', detail: 'Pemeliharaan' }
    national.instead = () => ({
      kind: 'answer',
      status: 503,
      text: JSON.stringify(told),
      etag: null,
      retryAfter: '600',
    })
    await running?.engine.syncNow()
    await eventually(
      async () => (await running?.engine.syncStatus())?.problem === 'maintenance',
      'it is said',
    )
    await eventually(async () => (await running?.engine.syncStatus())?.nextTryAt !== null, 'a try is planned')
    national.instead = () => null
    const asked = national.requests.length
    await running?.kill()
    const { engine, networkRegained } = await start()
    await eventually(
      async () => (await engine.syncStatus()).problemDetail === 'Pemeliharaan',
      'it is said again',
    )
    await engine.syncNow()
    networkRegained()
    clock.advance(590_000)
    expect(national.requests.length).toBe(asked)
    clock.advance(20_000)
    await eventually(async () => (await engine.syncStatus()).problem === null, 'it goes on')
  })

  test('stops asking when the session has ended, and loses nothing', async () => {
    await startAndPull()
    const revoked = { type: 'about:blank', title: 'x', status: 401, code: 'session_revoked' }
    national.instead = () => ({
      kind: 'answer',
      status: 401,
      text: JSON.stringify(revoked),
      etag: null,
      retryAfter: null,
    })
    await act(note('Catatan'))
    await running?.engine.syncNow()
    await eventually(
      async () => (await running?.engine.syncStatus())?.problem === 'session-ended',
      'it is said',
    )
    const asked = national.requests.length
    clock.advance(3_600_000)
    await running?.engine.syncNow()
    expect(national.requests.length).toBe(asked)
    expect(await running?.engine.syncStatus()).toMatchObject({ state: 'attention', unsent: 1, casesHeld: 5 })
  })
})

describe('work of others', () => {
  test('a conflict needs the officer, shows what others did, and goes on top when they say so', async () => {
    const { engine } = await startAndPull()
    const refused = await act(answer('Dari Sari'))
    await act(note('Menunggu di belakang'))
    national.happen(
      firstCase,
      { type: 'respond', text: 'Dari rekan' },
      { status: 'answered', assigneeId: null },
    )
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).needsYou === 1, 'it needs the officer')
    const [item] = await engine.needsYou()
    expect(item).toMatchObject({ actionId: refused, text: 'Dari Sari', refusal: { outcome: 'conflict' } })
    await eventually(async () => {
      const [present] = await engine.needsYou()
      return present?.othersSince.map((event) => event.text).join() === 'Dari rekan'
    }, 'what others did stands beside it')
    // It stands in the timeline, but the case is as the others left it.
    expect((await engine.caseView(firstCase))?.timeline.map((entry) => entry.state)).toContain('needs-you')
    clock.advance(600_000)
    expect(national.ledger).toHaveLength(0)

    expect(await engine.sendOnTop(refused)).toMatchObject({ outcome: 'saved' })
    await drain()
    expect(national.cases.get(firstCase)?.events.map((event) => event.text)).toEqual([
      'Dari rekan',
      'Dari Sari',
      'Menunggu di belakang',
    ])
    expect(await engine.needsYou()).toEqual([])
  })

  test('a discarded conflict lets those behind it go', async () => {
    const { engine } = await startAndPull()
    const refused = await act(answer('Dari Sari'))
    await act(note('Menunggu di belakang'))
    national.happen(firstCase, { type: 'respond', text: 'Dari rekan' }, { status: 'answered' })
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).needsYou === 1, 'it needs the officer')
    expect(await engine.discard(refused)).toEqual({ discarded: true })
    await drain()
    expect(national.cases.get(firstCase)?.events.map((event) => event.text)).toEqual([
      'Dari rekan',
      'Menunggu di belakang',
    ])
  })

  test('a case that left takes its content along; the officer’s words stay', async () => {
    const { engine } = await startAndPull()
    await act(answer('Kata-kata saya'))
    national.remove(firstCase)
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).needsYou === 1, 'it needs the officer')
    await eventually(async () => (await engine.caseView(firstCase)) === null, 'the case is gone')
    const [item] = await engine.needsYou()
    expect(item).toMatchObject({ text: 'Kata-kata saya', caseTitle: null, refusal: { code: 'case_left' } })
    expect((await engine.rows(everything, 0, 9)).total).toBe(4)
  })

  test('a server restored from a backup is pulled anew and unsent work stays', async () => {
    const { engine } = await startAndPull()
    await act(note('Tetap ada'))
    national.epoch = 'epoch-2'
    national.put(caseNumbered(1, { title: 'Dari cadangan', version: 1 }))
    national.cases.delete('case-5' as CaseId)
    await drain()
    expect((await engine.caseView(firstCase))?.case.title).toBe('Dari cadangan')
    expect((await engine.rows(everything, 0, 9)).total).toBe(4)
    expect(national.ledger).toHaveLength(1)
  })

  test('an expired cursor brings all anew and removes what did not come again', async () => {
    const { engine } = await startAndPull()
    national.happen(
      'case-2' as CaseId,
      { type: 'note', visibility: 'internal', text: 'x' },
      { title: 'Baru' },
    )
    national.cases.delete('case-5' as CaseId)
    national.expireCursors()
    await engine.syncNow()
    await eventually(async () => (await engine.rows(everything, 0, 9)).total === 4, 'the page was applied')
    expect((await engine.caseView('case-2' as CaseId))?.case.title).toBe('Baru')
  })

  test('one case that cannot be read is set aside and counted, the others come', async () => {
    national.put({ ...caseNumbered(6), title: 7 as unknown as string })
    const { engine } = await startAndPull()
    expect(await engine.syncStatus()).toMatchObject({ casesHeld: 5, casesSetAside: 1, problem: null })
    national.put({ ...caseNumbered(6), version: 9 })
    await engine.syncNow()
    await eventually(async () => (await engine.syncStatus()).casesSetAside === 0, 'it came readable')
    expect((await engine.syncStatus()).casesHeld).toBe(6)
  })
})

describe('a batch that is refused', () => {
  test('is halved until the one that is too large stands alone; all others are delivered', async () => {
    const { engine } = await startAndPull()
    for (const number of [1, 2, 3, 4, 5]) await act(note(`Catatan ${number}`), `case-${number}` as CaseId)
    national.instead = (request) => {
      const text = JSON.stringify(request.body ?? null)
      if (request.path !== '/v1/actions' || !text.includes('Catatan 3')) return null
      const tooLarge = { type: 'about:blank', title: 'x', status: 413, code: 'too_large' }
      return { kind: 'answer', status: 413, text: JSON.stringify(tooLarge), etag: null, retryAfter: null }
    }
    clock.advance(10_000)
    await eventually(async () => (await engine.syncStatus()).needsYou === 1, 'it stands alone')
    await eventually(() => national.ledger.length === 4, 'the others are delivered')
    expect(await engine.needsYou()).toMatchObject([{ text: 'Catatan 3', refusal: { code: 'too_large' } }])
  })
})

test('a case that was being read from a slow disk while its action was settled shows the action all the same', async () => {
  const { engine, journal } = await startAndPull()
  expect(await engine.act(firstCase, note('Kata-kata saya'))).toMatchObject({ outcome: 'saved' })
  await eventually(
    async () => (await engine.rows(everything, 0, 9)).rows.some(({ unsent }) => unsent !== null),
    'its row says so',
  )
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  // The real read, of which the answer comes late.
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called below with the cache that it is of
  const read = DexieCache.prototype.caseById
  const slow = vi.spyOn(DexieCache.prototype, 'caseById').mockImplementationOnce(async function (
    this: DexieCache,
    caseId: CaseId,
  ) {
    const base = await read.call(this, caseId)
    await arrived
    return base
  })
  try {
    const view = engine.caseView(firstCase)
    clock.advance(10_000)
    await eventually(() => journal.journal.entries().length === 0, 'the action is settled')
    arrive()
    expect((await view)?.timeline.map(({ event }) => event.text)).toContain('Kata-kata saya')
  } finally {
    slow.mockRestore()
  }
})
