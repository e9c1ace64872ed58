import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { countingOf, deadlineAfter } from '../../../shared/domain/calendar'
import type { Case, CaseStatus } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import { actionResultSchema } from '../../../shared/protocol/action'
import { referenceSchema } from '../../../shared/protocol/reference'
import { identifierOf } from '../newIdentifier'
import type { RunningNational } from '../startNational'
import { first, ledgerOf, parsed, post, problemOf, startTestNational, TestClock, TestDesk } from '../testDesk'

const clock = new TestClock()
let national: RunningNational
let sari: TestDesk
let ashar: TestDesk
let supervisor: TestDesk
let reference: Reference

beforeAll(async () => {
  national = await startTestNational({ now: clock.now })
  sari = await TestDesk.signIn(national, 'sari')
  ashar = await TestDesk.signIn(national, 'ashar')
  supervisor = await TestDesk.signIn(national, 'rahmawati')
  reference = parsed(referenceSchema, await sari.get('/v1/reference'))
})
afterAll(() => national.close())

/** A new case in a unit that both sari and ashar see. */
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

async function caseIn(status: CaseStatus): Promise<Case> {
  return first(
    await sari.cases(),
    (one) => one.status === status && one.assigneeId === sari.session.officer.id,
  )
}

const answer = { type: 'respond', payload: { text: 'Sudah kami perbaiki.' } }

describe('pushing (PROTOCOL.md 5)', () => {
  it('5.1 applies a batch in its order and gives a result for each', async () => {
    const subject = await newCase()
    const actions = [
      sari.actionOn(subject, { type: 'accept' }),
      sari.actionOn(subject, { type: 'note', payload: { text: 'Survei besok.' } }),
      sari.actionOn(subject, answer),
    ]
    const results = await sari.push(actions)
    expect(results.map(({ actionId }) => actionId)).toEqual(actions.map(({ actionId }) => actionId))
    expect(results.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied'])
    const after = await sari.case(subject.id)
    expect(after).toMatchObject({ status: 'answered', version: subject.version + 3, dueKind: 'auto_close' })
    expect(after.events.slice(-3).map(({ actionId }) => actionId)).toEqual(
      actions.map(({ actionId }) => actionId),
    )
  })

  it('5.2 orders by its own clock, whatever the device says', async () => {
    const subject = await newCase()
    const action = { ...sari.actionOn(subject, answer), createdAt: '1999-01-01T00:00:00.000Z' }
    await sari.push([action])
    const after = await sari.case(subject.id)
    const counting = countingOf(reference, after.unitId)
    expect(after.answeredAt).toBe(clock.now())
    expect(after.dueAt).toBe(deadlineAfter(clock.now(), reference.deadlineRules.auto_close, counting))
  })

  it('5.4 an id that comes again has no second effect and is told to be a duplicate', async () => {
    const subject = await newCase()
    const action = sari.actionOn(subject, { type: 'note', payload: { text: 'Satu kali.' } })
    const [once] = await sari.push([action])
    const [again] = await sari.push([action])
    expect([once?.outcome, again?.outcome]).toEqual(['applied', 'duplicate'])
    expect(again?.case?.version).toBe(subject.version + 1)
    expect((await ledgerOf(national)).filter(({ actionId }) => actionId === action.actionId)).toHaveLength(1)
  })

  it('5.4 copies of one id sent at the same time take effect once', async () => {
    const subject = await newCase()
    const action = sari.actionOn(subject, { type: 'note', payload: { text: 'Bersamaan.' } })
    const results = await Promise.all([sari.push([action]), sari.push([action]), sari.push([action])])
    expect(results.map(([result]) => result?.outcome).sort()).toEqual(['applied', 'duplicate', 'duplicate'])
    expect((await sari.case(subject.id)).version).toBe(subject.version + 1)
  })

  it('5.4 a rejection is recorded too: a late copy can never take effect', async () => {
    const subject = await caseIn('closed')
    const action = sari.actionOn(subject, answer)
    const [refused] = await sari.push([action])
    expect(refused).toMatchObject({ outcome: 'rejected', code: 'invalid_transition' })
    const trackingReply = `${national.url}/public/reports/${subject.trackingId}/replies`
    await post(trackingReply, { text: 'Belum selesai.' })
    const [again] = await sari.push([action])
    expect(again).toMatchObject({ outcome: 'rejected', code: 'invalid_transition' })
  })

  it("5.4 somebody else's id neither tells about nor repeats their action", async () => {
    const subject = await newCase()
    const action = sari.actionOn(subject, { type: 'note', payload: { text: 'Milik Sari.' } })
    await sari.push([action])
    const [foreign] = await ashar.push([action])
    expect(foreign).toMatchObject({ outcome: 'rejected', code: 'invalid' })
    expect(foreign?.case).toBeUndefined()
  })

  it('5.5 gives the recorded result of an id, or 404 when it was never seen', async () => {
    const subject = await newCase()
    const action = sari.actionOn(subject, { type: 'accept' })
    await sari.push([action])
    const known = parsed(actionResultSchema, await sari.get(`/v1/actions/${action.actionId}`))
    expect(known).toMatchObject({ outcome: 'applied', case: { id: subject.id, status: 'in_progress' } })
    expect(problemOf(await sari.get(`/v1/actions/${newId()}`))).toMatchObject({ status: 404 })
    expect(problemOf(await ashar.get(`/v1/actions/${action.actionId}`))).toMatchObject({ status: 404 })
  })

  it('5.5 another epoch is 409 and nothing is done', async () => {
    const subject = await newCase()
    const body = { epoch: 'lain', actions: [sari.actionOn(subject, answer)] }
    expect(problemOf(await sari.post('/v1/actions', body))).toMatchObject({
      status: 409,
      code: 'epoch_changed',
    })
    expect((await sari.case(subject.id)).version).toBe(subject.version)
  })

  it('1.4 a batch that is too large is 413, an envelope that is wrong is 422', async () => {
    const subject = await newCase()
    const { epoch } = await sari.page('?limit=1')
    const many = Array.from({ length: 101 }, () => sari.actionOn(subject, { type: 'accept' }))
    expect(problemOf(await sari.post('/v1/actions', { epoch, actions: many }))).toMatchObject({ status: 413 })
    const heavy = { epoch, actions: ['x'.repeat(1_100_000)] }
    expect(problemOf(await sari.post('/v1/actions', heavy))).toMatchObject({ status: 413, code: 'too_large' })
    for (const actions of [[], 'banyak', [{ type: 'accept' }]]) {
      expect(problemOf(await sari.post('/v1/actions', { epoch, actions }))).toMatchObject({ status: 422 })
    }
    expect((await sari.case(subject.id)).version).toBe(subject.version)
  })
})

describe('the order of checks (PROTOCOL.md 5.6)', () => {
  it('a bad action is rejected alone, the others go on', async () => {
    const subject = await newCase()
    const tooLong = sari.actionOn(await newCase(), { type: 'respond', payload: { text: 'x'.repeat(5001) } })
    const unknown = sari.actionOn(await newCase(), { type: 'bakar' })
    const good = sari.actionOn(subject, { type: 'accept' })
    const results = await sari.push([tooLong, unknown, good])
    expect(results).toMatchObject([
      { outcome: 'rejected', code: 'invalid' },
      { outcome: 'rejected', code: 'invalid' },
      { outcome: 'applied' },
    ])
    expect(results[0]?.detail).toContain('payload.text')
  })

  it('5,000 characters are counted after NFC and trimming (1.1)', async () => {
    const subject = await newCase()
    const text = ` ${'é'.normalize('NFD').repeat(5000)} `
    expect(await sari.act(subject, { type: 'respond', payload: { text } })).toMatchObject({
      outcome: 'applied',
    })
  })

  it('a case that does not exist is not_found, one out of scope case_left without the case', async () => {
    const nowhere = { id: identifierOf<CaseId>('tidak-ada'), version: 1 }
    expect(await sari.act(nowhere, answer)).toMatchObject({ outcome: 'rejected', code: 'not_found' })
    const result = await sari.act(await newCase('rsud-daya'), answer)
    expect(result).toMatchObject({ outcome: 'rejected', code: 'case_left' })
    expect(result.case).toBeUndefined()
  })

  it('a conflict comes before the role: it shows the case as it is now', async () => {
    const subject = await newCase()
    await ashar.act(subject, answer)
    const result = await sari.act(subject, answer)
    // By role alone it would be forbidden: the case is another's now.
    expect(result).toMatchObject({
      outcome: 'conflict',
      case: { status: 'answered', version: subject.version + 1 },
    })
    const seen = await sari.case(subject.id)
    expect(await sari.act(seen, answer)).toMatchObject({ outcome: 'rejected', code: 'forbidden' })
  })

  it("the role comes before the transition: accepting another's closed case is forbidden", async () => {
    const subject = await newCase()
    await ashar.act(subject, { type: 'respond', payload: { text: 'Selesai.', close: true } })
    const seen = await sari.case(subject.id)
    expect(seen.status).toBe('closed')
    expect(await sari.act(seen, answer)).toMatchObject({ outcome: 'rejected', code: 'forbidden' })
    expect(await supervisor.act(seen, answer)).toMatchObject({
      outcome: 'rejected',
      code: 'invalid_transition',
    })
  })

  it('files that were not sent come last and may be tried again', async () => {
    const subject = await newCase()
    const upload = { uploadId: 'u1', name: 'foto.jpg', mime: 'image/jpeg', size: 3, sha256: 'a'.repeat(64) }
    const action = sari.actionOn(subject, {
      type: 'respond',
      payload: { text: 'Lihat foto.', uploads: [upload] },
    })
    const behind = sari.actionOn(subject, { type: 'note', payload: { text: 'Di belakang.' } })
    expect(await sari.push([action, behind])).toMatchObject([
      { outcome: 'retry', code: 'upload_missing' },
      { outcome: 'retry', code: 'blocked' },
    ])
    expect(problemOf(await sari.get(`/v1/actions/${action.actionId}`))).toMatchObject({ status: 404 })
  })

  it('after a conflict later actions of that case are blocked, those of others are not', async () => {
    const subject = await newCase()
    const other = await newCase()
    await ashar.act(subject, { type: 'accept' })
    const actions = [
      sari.actionOn(subject, { type: 'accept' }),
      sari.actionOn(subject, { type: 'note', payload: { text: 'Menunggu.' } }),
      sari.actionOn(other, { type: 'accept' }),
    ]
    expect(await sari.push(actions)).toMatchObject([
      { outcome: 'conflict' },
      { outcome: 'retry', code: 'blocked' },
      { outcome: 'applied' },
    ])
    // Blocked is not final: alone, the note is taken.
    expect(await sari.push(actions.slice(1, 2))).toMatchObject([{ outcome: 'applied' }])
  })

  it('a note never conflicts, and own work is not the work of others', async () => {
    const subject = await newCase()
    await sari.act(subject, { type: 'accept' })
    expect(await ashar.act(subject, { type: 'note', payload: { text: 'Sekadar info.' } })).toMatchObject({
      outcome: 'applied',
    })
    expect(await sari.act(subject, answer)).toMatchObject({ outcome: 'applied' })
  })
})

describe('the ledger (PROTOCOL.md 8.3)', () => {
  it('lists every action that took effect, in order, and no other', async () => {
    const subject = await newCase()
    const before = (await ledgerOf(national)).length
    await sari.act(subject, { type: 'accept' })
    await ashar.act(subject, { type: 'accept' })
    await sari.act(subject, answer)
    const entries = (await ledgerOf(national)).slice(before)
    expect(entries).toMatchObject([
      { type: 'accept', caseId: subject.id, officerId: sari.session.officer.id },
      { type: 'respond', trackingId: subject.trackingId, text: 'Sudah kami perbaiki.' },
    ])
  })
})
