import { caseSchema } from '../../../shared/protocol/case'
import { searchResponseSchema } from '../../../shared/protocol/changes'
import { checksOf, NotChecked, type Check } from '../check'
import type { Context } from '../context'
import type { Desk } from '../client/desk'
import { given, wantEqual, wantProblem } from '../expectations'

async function found(desk: Desk, query: string): Promise<string[]> {
  const answer = await desk.get(`/v1/search?q=${encodeURIComponent(query)}&limit=50`)
  const { cases } = given(searchResponseSchema, answer)
  return cases.flatMap((one) => caseSchema.safeParse(one).data?.trackingId ?? [])
}

/** A word that is in no other text. */
function rareWord(): string {
  return `kata${Math.random().toString(36).slice(2, 12)}`
}

async function otherAgencysCase(context: Context): Promise<string> {
  const outsider = await context.person('outsider')
  const trackingId = await context.citizen.report({ title: `Jalan provinsi ${rareWord()}` })
  const caseId = await context.citizen.dispose(trackingId, { agencyId: outsider.officer.agencyId })
  if (caseId !== null) return caseId
  const { cases } = given(searchResponseSchema, await outsider.get(`/v1/search?q=${trackingId}`))
  const id = cases.flatMap((one) => caseSchema.safeParse(one).data?.id ?? [])[0]
  if (id === undefined)
    throw new NotChecked('the outsider does not see what is dispositioned to their agency')
  return id
}

export const caseChecks: readonly Check[] = checksOf('PROTOCOL 4.7', {
  'GET /v1/cases/{id} gives a case in scope': async (context) => {
    const subject = await context.newCase()
    wantEqual((await context.officer.case(subject.id)).trackingId, subject.trackingId, 'trackingId')
  },
  'a case of a unit that the officer does not see is 404 as one that does not exist': async (context) => {
    const hidden = await context.newCase({}, context.hiddenUnit())
    const answer = await context.officer.get(`/v1/cases/${hidden.id}`)
    const missing = wantProblem(await context.officer.get('/v1/cases/tidak-ada'), 404, 'not_found')
    wantEqual(wantProblem(answer, 404, 'not_found'), missing, 'the problem')
  },
  "another agency's case is 404, not 403, for officers and supervisors": async (context) => {
    const caseId = await otherAgencysCase(context)
    wantProblem(await context.officer.get(`/v1/cases/${caseId}`), 404, 'not_found')
    if (!context.options.supervisor) return
    const supervisor = await context.person('supervisor')
    wantProblem(await supervisor.get(`/v1/cases/${caseId}`), 404, 'not_found')
  },
  'GET /v1/search finds by number and by a word of the title': async (context) => {
    const word = rareWord()
    const subject = await context.newCase({ title: `Jembatan ${word} retak` })
    wantEqual(await found(context.officer, subject.trackingId), [subject.trackingId], 'found by number:')
    wantEqual(await found(context.officer, word), [subject.trackingId], 'found by a word of the title:')
  },
  'GET /v1/search finds nothing outside the scope': async (context) => {
    const word = rareWord()
    await context.newCase({ title: `Sekolah ${word}` }, context.hiddenUnit())
    wantEqual(await found(context.officer, word), [], 'found:')
  },
  'GET /v1/search keeps to limit, and takes signs for what they are': async (context) => {
    const word = rareWord()
    await context.newCases(3, { title: `Taman ${word}` })
    const { cases } = given(searchResponseSchema, await context.officer.get(`/v1/search?q=${word}&limit=2`))
    wantEqual(cases.length, 2, 'cases for limit=2:')
    // Were they wildcards, they would find the three.
    for (const query of [`${word.slice(0, 6)}_${word.slice(7)}`, `${word.slice(0, 4)}%${word.slice(-4)}`]) {
      wantEqual(await found(context.officer, query), [], `found for ${query}:`)
    }
  },
})
