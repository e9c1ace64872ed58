import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { referenceSchema } from '../../../shared/protocol/reference'
import type { RunningNational } from '../startNational'
import { ask, first, ledgerOf, parsed, post, startTestNational, TestClock, TestDesk } from '../testDesk'

const clock = new TestClock()
let national: RunningNational
let sari: TestDesk
let ashar: TestDesk
let supervisor: TestDesk

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
  sari = await TestDesk.signIn(national, 'sari')
  ashar = await TestDesk.signIn(national, 'ashar')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
})
afterAll(() => national.close())

async function newCase(unitId = 'bidang-jalan'): Promise<Case> {
  const reported = await post(`${national.url}/public/reports`, {
    title: 'Jalan berlubang di Jl. Sunu',
    body: 'Lubangnya selebar ban mobil dan tergenang air.',
    reporter: { name: 'Nurlaela Saleh' },
  })
  const { trackingId } = parsed(z.object({ trackingId: z.string() }), reported)
  const body = { trackingId, agencyId: 'pemkot-makassar', unitId }
  const disposed = await post(`${national.url}/national/dispositions`, body)
  return supervisor.case(parsed(z.object({ caseId: z.string() }), disposed).caseId)
}

/** Pushes on what the desk sees now; the case afterwards, which must have been applied. */
async function done(desk: TestDesk, subject: Case, type: string, payload: unknown = {}): Promise<Case> {
  const result = await desk.act(await supervisor.case(subject.id), { type, payload })
  expect(result).toMatchObject({ outcome: 'applied' })
  return supervisor.case(subject.id)
}

const invalid = { outcome: 'rejected', code: 'invalid' }

describe('every action of DOMAIN.md is taken', () => {
  it('from the acceptance over a question and its answer to the closing and back', async () => {
    const subject = await newCase()
    expect(await done(sari, subject, 'accept')).toMatchObject({ status: 'in_progress' })
    const asked = await done(sari, subject, 'request_info', { text: 'Di depan nomor berapa?' })
    expect(asked).toMatchObject({ status: 'awaiting_reporter', dueKind: 'reporter_reply' })
    const replied = await post(`${national.url}/public/reports/${subject.trackingId}/replies`, {
      text: 'Nomor 12.',
    })
    expect(replied.status).toBeLessThan(300)
    expect(await supervisor.case(subject.id)).toMatchObject({ status: 'in_progress', dueKind: 'resolution' })
    await done(sari, subject, 'respond', { text: 'Sudah ditambal.' })
    const closed = await done(sari, subject, 'close', { text: 'Terima kasih.' })
    expect(closed).toMatchObject({ status: 'closed', closedAt: clock.now(), dueAt: null })
    const reopened = await done(supervisor, subject, 'reopen', { reason: 'Berlubang lagi.' })
    expect(reopened).toMatchObject({ status: 'in_progress', closedAt: null, dueKind: 'resolution' })
    const archived = await done(sari, subject, 'archive', { reasonCode: 'in_court' })
    expect(archived).toMatchObject({ status: 'archived', closedAt: clock.now() })
  })

  it('and each stands in the ledger with what the officer wrote, whatever its field is called', async () => {
    const subject = await newCase()
    await done(sari, subject, 'edit', { title: 'Lubang di Jl. Sunu', oversight: true })
    await done(sari, subject, 'assign', { assigneeId: sari.session.officer.id, reason: 'Wilayah saya.' })
    const sendBack = { type: 'return', payload: { reason: 'Jalan ini milik provinsi.' } }
    expect(await sari.act(await sari.case(subject.id), sendBack)).toMatchObject({ outcome: 'applied' })
    expect((await supervisor.get(`/v1/cases/${subject.id}`)).status).toBe(404)
    const entries = (await ledgerOf(national)).filter(({ caseId }) => caseId === subject.id)
    expect(entries.map(({ type, text }) => [type, text])).toEqual([
      ['edit', undefined],
      ['assign', 'Wilayah saya.'],
      ['return', 'Jalan ini milik provinsi.'],
    ])
  })
})

describe('what an action refers to is checked by the server, never by the desk', () => {
  it('an assignee must be of the agency, active and able to see the case', async () => {
    const subject = await newCase()
    const { officers } = parsed(referenceSchema, await sari.get('/v1/reference'))
    const blind = first(officers, ({ role, active, unitIds }) => {
      return role === 'officer' && active && unitIds.every((id) => id === 'rsud-daya')
    })
    for (const assigneeId of ['tidak-ada', blind.id]) {
      expect(await supervisor.act(subject, { type: 'assign', payload: { assigneeId } })).toMatchObject(
        invalid,
      )
    }
    expect((await supervisor.case(subject.id)).version).toBe(subject.version)
  })

  it('an officer claims for themself only', async () => {
    const subject = await newCase()
    const give = { type: 'assign', payload: { assigneeId: ashar.session.officer.id } }
    expect(await sari.act(subject, give)).toMatchObject({ outcome: 'rejected', code: 'forbidden' })
    const claim = { type: 'assign', payload: { assigneeId: sari.session.officer.id } }
    expect(await sari.act(subject, claim)).toMatchObject({ outcome: 'applied' })
    expect(await sari.act(await sari.case(subject.id), give)).toMatchObject({ outcome: 'applied' })
  })

  it('a primary is a case on the officer’s desk that is no duplicate itself', async () => {
    const [primary, duplicate, third] = [await newCase(), await newCase(), await newCase()]
    const hidden = await newCase('rsud-daya')
    const link = (primaryCaseId: string) => ({ type: 'link_duplicate', payload: { primaryCaseId } })
    expect(await sari.act(duplicate, link(hidden.id))).toMatchObject(invalid)
    expect(await sari.act(duplicate, link('tidak-ada'))).toMatchObject(invalid)
    expect(await sari.act(duplicate, link(duplicate.id))).toMatchObject(invalid)
    expect(await sari.act(duplicate, link(primary.id))).toMatchObject({ case: { duplicateOf: primary.id } })
    expect(await sari.act(third, link(duplicate.id))).toMatchObject(invalid)
    const unlink = (primaryCaseId: string) => ({ type: 'unlink_duplicate', payload: { primaryCaseId } })
    const linked = await sari.case(duplicate.id)
    expect(await sari.act(linked, unlink(third.id))).toMatchObject(invalid)
    expect(await sari.act(linked, unlink(primary.id))).toMatchObject({ case: { duplicateOf: null } })
  })

  it('two cases linked to each other at once never both become duplicates', async () => {
    const [one, other] = [await newCase(), await newCase()]
    const link = (primaryCaseId: string) => ({ type: 'link_duplicate', payload: { primaryCaseId } })
    const results = await Promise.all([sari.act(one, link(other.id)), ashar.act(other, link(one.id))])
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'rejected'])
  })

  it('an unknown unit or category is invalid', async () => {
    const subject = await newCase()
    const forward = { type: 'forward', payload: { unitId: 'tidak-ada', text: 'Mohon ditangani.' } }
    expect(await sari.act(subject, forward)).toMatchObject(invalid)
    const edit = { type: 'edit', payload: { categoryId: 'tidak-ada' } }
    expect(await sari.act(subject, edit)).toMatchObject(invalid)
  })
})

describe('a forwarded case', () => {
  it('leaves the desk of who cannot see it there, and its text never reaches the public', async () => {
    const subject = await newCase()
    const { cursor } = await sari.pull()
    const payload = { unitId: 'rsud-daya', text: 'Rahasia antarunit.' }
    const result = await sari.act(subject, { type: 'forward', payload })
    expect(result).toMatchObject({ outcome: 'applied' })
    expect(result.case).toBeUndefined()
    const { changes } = await sari.pull(cursor)
    expect(changes).toContainEqual({ kind: 'remove', caseId: subject.id, reason: 'reassigned' })
    expect(await supervisor.case(subject.id)).toMatchObject({ unitId: 'rsud-daya', status: 'dispositioned' })
    for (const path of [`/public/reports/${subject.trackingId}`, `/lacak/${subject.trackingId}`]) {
      const shown = await ask(`${national.url}${path}`)
      expect(shown.status).toBe(200)
      expect(JSON.stringify(shown.body)).not.toContain('antarunit')
    }
  })
})
