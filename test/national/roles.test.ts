import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { actionTypes, type ActionType, type Decision } from '../../shared/domain/action'
import { caseStatuses, type Case, type CaseStatus } from '../../shared/domain/case'
import type { Officer } from '../../shared/domain/officer'
import { permissionFor } from '../../shared/domain/permission'
import type { Reference } from '../../shared/domain/reference'
import { canSee } from '../../shared/domain/visibility'
import { decisionSchema } from '../../shared/protocol/action'
import { referenceSchema } from '../../shared/protocol/reference'
import type { RunningNational } from './startNational'
import { first, parsed, post, startTestNational, TestClock, TestDesk } from './testDesk'

/*
 * DOMAIN.md, *Roles* and *Actions*, written by hand from the page, and held against both sides: what shared/domain
 * says to the officer, and what the national system answers to whoever sends it all the same.
 */

/** From each status in the order of `caseStatuses`: `x` where the table of actions lets it begin, `-` where not. */
const begins: Readonly<Record<ActionType, string>> = {
  accept: 'x------',
  respond: 'xxxx---',
  note: 'xxxxxx-',
  request_info: 'xx-x---',
  forward: 'xxx----',
  assign: 'xxxx---',
  return: 'xx-----',
  archive: 'xxx----',
  close: '---x---',
  reopen: '----xx-',
  edit: 'xxxx---',
  link_duplicate: 'xxxx---',
  unlink_duplicate: 'xxxx---',
}

/** Who asks, about a report that lies before whom. */
const situations = [
  'officer, own',
  'officer, unassigned',
  'officer, held by another in the unit',
  'officer, of another unit',
  'supervisor, unassigned',
  'supervisor, held by an officer',
  'auditor, unassigned',
  'auditor, held by an officer',
] as const
type Situation = (typeof situations)[number]

/** What each may of what the status lets begin; `all` counts the supervisors' own `reopen` in. */
const may: Readonly<Record<Situation, 'all' | 'but reopen' | 'notes' | 'nothing' | 'left'>> = {
  'officer, own': 'but reopen',
  'officer, unassigned': 'but reopen',
  'officer, held by another in the unit': 'notes',
  'officer, of another unit': 'left',
  'supervisor, unassigned': 'all',
  'supervisor, held by an officer': 'all',
  'auditor, unassigned': 'nothing',
  'auditor, held by an officer': 'nothing',
}

type Verdict = 'applied' | 'forbidden' | 'invalid_transition' | 'case_left'

function expected(situation: Situation, type: ActionType, status: CaseStatus): Verdict {
  const rights = may[situation]
  // A returned case has left every desk (DOMAIN.md, *Status*).
  if (rights === 'left' || status === 'returned') return 'case_left'
  if (rights === 'nothing') return 'forbidden'
  if (rights === 'notes' && type !== 'note') return 'forbidden'
  if (rights === 'but reopen' && type === 'reopen') return 'forbidden'
  return begins[type][caseStatuses.indexOf(status)] === 'x' ? 'applied' : 'invalid_transition'
}

const clock = new TestClock()
let national: RunningNational
let reference: Reference
let primary: Case
let desks: { readonly officer: TestDesk; readonly supervisor: TestDesk; readonly auditor: TestDesk }

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
  const [officer, supervisor, auditor] = await Promise.all([
    TestDesk.signIn(national, 'ashar'),
    TestDesk.signIn(national, 'rahmawati'),
    TestDesk.signIn(national, 'mardiana'),
  ])
  desks = { officer, supervisor, auditor }
  reference = parsed(referenceSchema, await supervisor.get('/v1/reference'))
  primary = await newCase('bidang-jalan')
})
afterAll(() => national.close())

async function newCase(unitId: string): Promise<Case> {
  const reported = await post(`${national.url}/public/reports`, {
    title: 'Jalan berlubang di Jl. Sunu',
    body: 'Lubangnya selebar ban mobil dan tergenang air.',
    reporter: { name: 'Nurlaela Saleh' },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
  const body = { trackingId, agencyId: 'pemkot-makassar', unitId }
  const disposed = await post(`${national.url}/national/dispositions`, body)
  return desks.supervisor.case(parsed(z.object({ caseId: z.string() }), disposed).caseId)
}

function deskOf(situation: Situation): TestDesk {
  const [role] = situation.split(',')
  return role === 'supervisor' ? desks.supervisor : role === 'auditor' ? desks.auditor : desks.officer
}

/** Who holds the case, by name; null for nobody. `sari` and `ashar` both see the road unit. */
function holderOf(situation: Situation): string | null {
  if (situation === 'officer, own') return 'ashar'
  return situation.includes('held by') ? 'sari' : null
}

/** What a supervisor does to bring a new report there; each keeps to DOMAIN.md's table itself. */
const ways: Readonly<Record<CaseStatus, readonly ActionType[]>> = {
  dispositioned: [],
  in_progress: ['accept'],
  awaiting_reporter: ['request_info'],
  answered: ['respond'],
  closed: ['respond', 'close'],
  archived: ['archive'],
  returned: ['return'],
}

/** A new report in that status, before whom the situation says; made in one push. */
async function caseFor(situation: Situation, status: CaseStatus): Promise<Case> {
  const subject = await newCase(situation === 'officer, of another unit' ? 'rsud-daya' : 'bidang-jalan')
  const holder = holderOf(situation)
  const assigneeId =
    holder === null ? null : first(national.officers, ({ username }) => username === holder).id
  const give: Decision = { type: 'assign', payload: { assigneeId, reason: '' } }
  const way = ways[status].map((type) => leastDecision(type, null))
  // What ends a case must come after it was given to somebody; what only moves it may take it, and comes before.
  const ends = status === 'archived' || status === 'returned'
  const decisions = ends ? [give, ...way] : [...way.slice(0, 1), give, ...way.slice(1)]
  const { supervisor } = desks
  const results = await supervisor.push(decisions.map((decision) => supervisor.actionOn(subject, decision)))
  expect(results.map(({ outcome }) => outcome)).toEqual(decisions.map(() => 'applied'))
  // A returned case is on no desk any more: nobody is given its new state.
  return results.at(-1)?.case ?? { ...subject, status }
}

/** The least that each action asks for. An officer may take an unassigned case for nobody but themself. */
function leastDecision(type: ActionType, actor: Officer | null): Decision {
  const payloads: Readonly<Record<ActionType, object>> = {
    accept: {},
    respond: { text: 'Sudah kami periksa.', uploads: [] },
    note: { text: 'Sudah kami periksa.', uploads: [] },
    request_info: { text: 'Di depan nomor berapa?' },
    forward: { unitId: 'bidang-drainase', text: 'Mohon ditangani.' },
    assign: { assigneeId: actor?.id ?? null, reason: '' },
    return: { reason: 'Jalan ini milik provinsi.' },
    archive: { reasonCode: 'unclear' },
    close: {},
    reopen: { reason: 'Belum selesai.' },
    edit: { title: 'Jalan berlubang di depan sekolah' },
    link_duplicate: { primaryCaseId: primary.id },
    unlink_duplicate: { primaryCaseId: primary.id },
  }
  return decisionSchema.parse({ type, payload: payloads[type] })
}

/** What the desk tells the officer without asking anybody. */
function domainSays(decision: Decision, subject: Case, actor: Officer): Verdict {
  if (subject.status === 'returned' || !canSee(actor, subject, reference.units)) return 'case_left'
  const permission = permissionFor(decision, subject, actor)
  return permission.allowed ? 'applied' : permission.code
}

async function nationalSays(desk: TestDesk, decision: Decision, subject: Case) {
  const result = await desk.act(subject, decision)
  const after = result.case ?? subject
  if (result.outcome === 'applied') return { verdict: result.outcome, after }
  const refused = z.object({ code: z.enum(['forbidden', 'invalid_transition', 'case_left']) })
  return { verdict: refused.parse(result).code, after }
}

/** What leaves a case as it was for the next question comes first, so that few new ones are needed. */
const gentle: readonly ActionType[] = ['note', 'edit', 'link_duplicate', 'unlink_duplicate']
const asked = [...gentle, ...actionTypes.filter((type) => !gentle.includes(type))]

describe.each(situations)('%s', (situation) => {
  test.each(caseStatuses)('of what is %s: each action as DOMAIN.md says, on both sides', async (status) => {
    const desk = deskOf(situation)
    const actor = desk.session.officer
    const wanted: Record<string, Verdict> = {}
    const domain: Record<string, Verdict> = {}
    const server: Record<string, Verdict> = {}
    let subject = await caseFor(situation, status)
    for (const type of asked) {
      const decision = leastDecision(type, situation === 'officer, unassigned' ? actor : null)
      wanted[type] = expected(situation, type, status)
      domain[type] = domainSays(decision, subject, actor)
      const { verdict, after } = await nationalSays(desk, decision, subject)
      server[type] = verdict
      if (verdict === 'applied') subject = gentle.includes(type) ? after : await caseFor(situation, status)
    }
    expect({ domain, server }).toEqual({ domain: wanted, server: wanted })
  })
})

describe('who gets a case by acting on it', () => {
  test.each(['accept', 'respond', 'request_info'] as const)(
    '%s on an unassigned case assigns it to the officer who acts, and to the supervisor who acts',
    async (type) => {
      for (const desk of [desks.officer, desks.supervisor]) {
        const subject = await caseFor('officer, unassigned', 'dispositioned')
        const result = await desk.act(subject, leastDecision(type, desk.session.officer))
        expect(result).toMatchObject({ outcome: 'applied', case: { assigneeId: desk.session.officer.id } })
      }
    },
  )

  test('an officer takes an unassigned case for nobody else, and a supervisor gives it to anybody but an auditor', async () => {
    const to = (username: string) => ({
      type: 'assign',
      payload: { assigneeId: first(national.officers, (one) => one.username === username).id, reason: '' },
    })
    const subject = await caseFor('officer, unassigned', 'in_progress')
    expect(await desks.officer.act(subject, to('sari'))).toMatchObject({
      outcome: 'rejected',
      code: 'forbidden',
    })
    expect(await desks.supervisor.act(subject, to('mardiana'))).toMatchObject({ code: 'invalid' })
    expect(await desks.supervisor.act(subject, to('sari'))).toMatchObject({ outcome: 'applied' })
  })
})

describe('what an auditor sees', () => {
  test('is all that a supervisor sees, and setting duty, absence or anything else is refused', async () => {
    const { auditor, supervisor } = desks
    const [seen, all] = await Promise.all([auditor.cases(), supervisor.cases()])
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(all.map(({ id }) => id)))
    const duty = { officerIds: [], from: '2026-11-28T00:00:00.000Z', until: '2026-11-30T00:00:00.000Z' }
    expect((await auditor.put('/v1/units/rsud-daya/duty', duty)).status).toBe(403)
    expect((await auditor.put('/v1/officers/petugas-03/away', { until: null })).status).toBe(403)
    expect((await auditor.get('/v1/figures?from=2026-11-01&to=2026-11-23')).status).toBe(200)
  })
})
