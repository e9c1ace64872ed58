import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { TransportAnswer } from '../../../renderer/engine/sync/transport'
import { officer } from '../../shared/domain/sampleCase'
import { answered } from './support/answers'
import { caseNumbered } from './support/caseNumbered'
import { eventually } from './support/eventually'
import { newDesk, type Desk } from './support/openJournal'
import { everything, startDesk, type RunningDesk } from './support/runningDesk'
import { ScriptedNational } from './support/scriptedNational'
import { VirtualClock } from './support/virtualClock'

const sari = officer('sari')
const firstCase = 'case-1' as CaseId
const cases = 5

let clock: VirtualClock
let national: ScriptedNational
let desk: Desk
let running: RunningDesk | null = null

beforeEach(async () => {
  clock = new VirtualClock()
  national = new ScriptedNational(sari, () => clock.now())
  for (let number = 1; number <= cases; number += 1) national.put(caseNumbered(number))
  desk = await newDesk()
})
afterEach(async () => {
  await running?.kill()
  running = null
  await desk.remove()
})

/** Starts the desk on what it has and waits until it has pulled everything. */
async function pulled(): Promise<RunningDesk> {
  running = await startDesk(desk, sari, clock, national)
  await eventually(async () => (await running?.engine.syncStatus())?.lastSyncedAt !== null, 'it has pulled')
  return running
}

const subject = caseNumbered(1)
const page = (changes: readonly unknown[], rest: object = {}): string =>
  JSON.stringify({ epoch: 'epoch-1', cursor: 'x', more: false, changes, ...rest })
const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const polluted = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'

/** What says nothing that the protocol knows, and what says it wrongly; none of it may change anything. */
const lies: readonly (readonly [name: string, answer: TransportAnswer])[] = [
  ['HTML', answered(200, '<!doctype html><script>alert(1)</script>')],
  ['nothing', answered(200, '')],
  ['null', answered(200, 'null')],
  ['a number', answered(200, '7')],
  ['a list', answered(200, '[[[[]]]]')],
  ['depth', answered(200, deep(20_000))],
  ['a page as deep', answered(200, page([]).replace('[]', `[{"kind":"upsert","case":${deep(5_000)}}]`))],
  ['a polluted object', answered(200, polluted)],
  [
    'a page with a polluted case',
    answered(200, page([]).replace('[]', `[{"kind":"upsert","case":${polluted}}]`)),
  ],
  ['a page of wrong types', answered(200, page([7, null, 'x', [], { kind: 'upsert' }, { kind: 'evil' }]))],
  ['a page whose cursor is a list', answered(200, page([], { cursor: ['x'] }))],
  ['a page whose cursor is endless', answered(200, page([], { cursor: 'x'.repeat(1_000_000) }))],
  ['a page of another epoch', answered(200, page([], { epoch: '\u0000<b>' }))],
  [
    'an endless text of a status',
    answered(200, JSON.stringify({ maintenance: { message: 'x'.repeat(2_000_000) } })),
  ],
  ['a problem without a form', answered(401, '{"code":"session_revoked"')],
  ['a problem in HTML', answered(403, '<h1>device_revoked</h1>')],
  ['a status that there is not', answered(799, '{}')],
  ['a teapot', answered(418, polluted)],
  ['a redirect', { ...answered(302, ''), location: 'https://jahat.invalid/' }],
  ['results of nothing', answered(200, '{"results":[]}')],
  [
    'results of wrong types',
    answered(200, '{"results":[7,null,{"actionId":{}},{"actionId":"x","outcome":"applied"}]}'),
  ],
]

describe('a hostile national system', () => {
  test.each(lies)('that answers everything with %s loses nothing of the officer’s', async (_name, lie) => {
    const { engine } = await pulled()
    national.instead = () => lie
    const saved = await engine.act(firstCase, { type: 'note', payload: { text: 'Tetap ada.', uploads: [] } })
    expect(saved.outcome).toBe('saved')
    for (let turn = 0; turn < 12; turn += 1) {
      clock.advance(30_000)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    expect(national.ledger).toEqual([])
    expect((await engine.syncStatus()).unsent).toBe(1)
    expect((await engine.rows(everything, 0, 99)).total).toBe(cases)
    national.instead = () => null
    await eventually(async () => {
      clock.advance(300_000)
      return (await engine.syncStatus()).unsent === 0
    }, 'it is delivered as soon as the server is itself again')
    expect(national.texts()).toEqual(['Tetap ada.'])
    expect((await engine.rows(everything, 0, 99)).total).toBe(cases)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('whose cases have one field changed to anything stops no desk: it holds the case or sets it aside', async () => {
    const { engine } = await pulled()
    const fields = fc.constantFrom(...Object.keys(subject))
    const values = fc.oneof(
      fc.anything(),
      fc.constantFrom('x'.repeat(100_000), -1, 1e308, null, [], {}, '\uD800'),
    )
    let number = 0
    await fc.assert(
      fc.asyncProperty(fields, values, async (field, value) => {
        number += 1
        const changed = { ...subject, id: `strange-${number}`, version: 1, [field]: asSent(value) }
        const text = page([{ kind: 'upsert', case: changed }], { cursor: `strange-${number}` })
        let given = false
        national.instead = ({ path }) => {
          if (path !== '/v1/changes' || given) return null
          given = true
          return answered(200, text)
        }
        await engine.syncNow()
        await eventually(() => given, 'the page was asked for')
        await eventually(async () => (await engine.syncStatus()).state !== 'syncing', 'it was taken')
        expect((await engine.rows(everything, 0, 9)).rows.length).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
    national.instead = () => null
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    expect((await engine.caseView(firstCase))?.timeline).toBeDefined()
  })
})

/** As JSON would carry it; what it cannot carry is left out. */
function asSent(value: unknown): unknown {
  try {
    const text = JSON.stringify(value)
    return text === undefined ? null : (JSON.parse(text) as unknown)
  } catch {
    return null
  }
}
