import { changeSchema, type Change, type ChangesPage } from '../../../shared/protocol/changes'
import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { sinceQuery, type Desk } from '../client/desk'
import { given, oneOf, want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { changesPageSchema } from '../../../shared/protocol/changes'
import { caseIn } from '../situations'

/** The pages from the beginning until the snapshot is complete. */
export async function snapshotPages(desk: Desk, limit: number): Promise<ChangesPage[]> {
  const pages: ChangesPage[] = []
  for (let cursor: string | null = null; ;) {
    const page: ChangesPage = await desk.page(`?limit=${limit}${sinceQuery(cursor)}`)
    pages.push(page)
    cursor = page.cursor
    if (page.snapshotDone === true || !page.more) return pages
  }
}

export function changesIn(pages: readonly ChangesPage[]): Change[] {
  return pages.flatMap(({ changes }) => changes.flatMap((one) => changeSchema.safeParse(one).data ?? []))
}

function caseIdsIn(changes: readonly Change[]): string[] {
  return changes.map((change) => (change.kind === 'upsert' ? change.case.id : change.caseId))
}

async function snapshotIsWhole(context: Context): Promise<void> {
  const { officer } = context
  const subject = await context.newCase()
  const pages = await snapshotPages(officer, 5000)
  const changes = changesIn(pages)
  wantEqual(
    pages.map(({ snapshotDone }) => snapshotDone === true).indexOf(true),
    pages.length - 1,
    'snapshotDone on page',
  )
  want(
    pages.every(({ epoch }) => epoch === pages[0]?.epoch),
    'one epoch on all pages',
  )
  wantEqual(
    changes.filter(({ kind }) => kind !== 'upsert'),
    [],
    'nothing but upserts before snapshotDone:',
  )
  const ids = caseIdsIn(changes)
  wantEqual(ids.length - new Set(ids).size, 0, 'cases given twice:')
  want(ids.includes(subject.id), 'the case just made in the snapshot')
  const seen = new Set(context.seen().map(({ id }) => id))
  const foreign = changes.filter((one) => one.kind === 'upsert' && !seen.has(one.case.unitId))
  wantEqual(caseIdsIn(foreign).slice(0, 3), [], 'no case of a unit that the officer does not see:')
}

async function snapshotInPages(context: Context): Promise<void> {
  const { officer } = context
  await context.newCases(3)
  const whole = new Set(caseIdsIn(changesIn(await snapshotPages(officer, 5000))))
  const limit = Math.max(1, Math.min(5000, Math.ceil(whole.size / 4)))
  const pages = await snapshotPages(officer, limit)
  for (const { changes } of pages)
    want(changes.length <= limit, `at most ${limit} changes`, String(changes.length))
  const paged = new Set(caseIdsIn(changesIn(pages)))
  const missing = [...whole].filter((id) => !paged.has(id))
  wantEqual(missing.slice(0, 3), [], `nothing lost when it is pulled by ${limit}:`)
}

async function changedMeanwhile(context: Context): Promise<void> {
  const { officer } = context
  await context.newCases(2)
  const beginning = await officer.page('?limit=1')
  const changed = changesIn([beginning])[0]
  if (changed?.kind !== 'upsert') throw new Error('expected an upsert on the first page of a snapshot')
  const late = await context.newCase()
  const { changes } = await officer.pull(beginning.cursor)
  want(caseIdsIn(changes).includes(late.id), 'a case made during the snapshot among what follows')
}

const snapshots: Check[] = checksOf('PROTOCOL 4.1', {
  'without since it gives all in scope as upserts, once each, and then snapshotDone': snapshotIsWhole,
  'page by page a snapshot holds the same, no page more than limit': snapshotInPages,
  'what happens during a snapshot comes after it': changedMeanwhile,
  'after the snapshot it gives what changed since the cursor, and nothing when nothing did': async (
    context,
  ) => {
    const { officer } = context
    const since = await officer.position()
    const subject = await context.newCase()
    const changes = await officer.changesOf(subject.id, since)
    wantEqual(
      changes.map(({ kind }) => kind),
      ['upsert'],
      'one upsert of the new case:',
    )
    const later = await officer.position()
    wantEqual(await officer.changesOf(subject.id, later), [], 'nothing more about it later:')
  },
  'limit is 1 to 5000': async ({ officer }) => {
    for (const limit of ['0', '5001', '-1', 'banyak', '1.5']) {
      wantProblem(await officer.get(`/v1/changes?limit=${limit}`), 422, 'invalid')
    }
    const single = given(changesPageSchema, await officer.get('/v1/changes?limit=1'))
    want(single.changes.length <= 1, 'at most one change for limit=1', String(single.changes.length))
    wantStatus(await officer.get('/v1/changes?limit=5000'), 200)
  },
  'without limit a page holds at most 1000': async ({ officer }) => {
    const { changes } = given(changesPageSchema, await officer.get('/v1/changes'))
    want(changes.length <= 1000, 'at most 1000 changes', String(changes.length))
  },
})

const chains: Check[] = checksOf('PROTOCOL 4.4', {
  'more: true pages lead on without loss, one after the other': async (context) => {
    const { officer } = context
    const since = await officer.position()
    const cases = await context.newCases(5)
    const { changes } = await officer.pull(since, 2)
    const ids = caseIdsIn(changes)
    wantEqual(cases.filter(({ id }) => !ids.includes(id)).length, 0, 'cases lost between pages of 2:')
  },
  'more is said on every page but the last': async (context) => {
    const { officer } = context
    const since = await officer.position()
    await context.newCases(3)
    const page = await officer.page(`?limit=1${sinceQuery(since)}`)
    want(page.more, 'more: true when 3 cases changed and one was asked for')
    wantEqual(page.changes.length, 1, 'changes on it:')
  },
})

const expired: Check[] = checksOf('PROTOCOL 4.5', {
  "somebody else's cursor gives nothing of their scope": async (context) => {
    const { officer } = context
    const other = await context.person('supervisor')
    const cursor = await other.position()
    const secret = await context.newCase({}, context.hiddenUnit())
    const answer = await officer.get(`/v1/changes?limit=5000${sinceQuery(cursor)}`)
    if (answer.status === 410) {
      wantProblem(answer, 410, 'cursor_expired')
      return
    }
    want(!answer.text.includes(secret.id), 'no case that the officer does not see')
  },
  'the epoch is the same on every page, and the one that actions name': async (context) => {
    const { officer } = context
    const first = await officer.page('?limit=1')
    const second = await officer.page(`?limit=1${sinceQuery(await officer.position())}`)
    wantEqual(second.epoch, first.epoch, 'epoch')
    const subject = await context.newCase()
    const action = officer.action(subject, { type: 'note', payload: { text: 'Sama.' } })
    wantStatus(await officer.sendActions([action], first.epoch), 200)
  },
})

const schemaKept: Check[] = checksOf('PROTOCOL 4.6', {
  'the server sends no case that the schema refuses': async ({ officer }) => {
    for (const { changes } of await snapshotPages(officer, 1000)) {
      for (const change of changes) {
        const read = changeSchema.safeParse(change)
        const first = read.error?.issues[0]
        want(read.success, 'a case as 6.1 says', `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`)
      }
    }
  },
})

const versions: Check[] = checksOf('PROTOCOL 4.3', {
  'the version rises by what is done, and is the same in result, pull and GET': async (context) => {
    const { officer } = context
    const since = await officer.position()
    const subject = await caseIn(context, 'in_progress')
    const after = await officer.do(subject, 'note', { text: 'Catatan.' })
    want(after.version > subject.version, `a version above ${subject.version}`, String(after.version))
    const held = await officer.case(subject.id)
    wantEqual(held, after, 'the case of GET to be that of the result:')
    const change = (await officer.changesOf(subject.id, since)).at(-1)
    wantEqual(change, { kind: 'upsert', case: after }, 'the case of the pull to be that of the result:')
  },
  'what others do raises the version too: a reply, a rating, a disposition': async (context) => {
    const { officer, citizen } = context
    const subject = await caseIn(context, 'closed')
    wantStatus(await citizen.rate(subject.trackingId, 3), 200, 201, 204)
    const rated = await officer.case(subject.id)
    want(rated.version > subject.version, 'a higher version after a rating', String(rated.version))
    await citizen.reply(subject.trackingId)
    const replied = await officer.case(subject.id)
    want(replied.version > rated.version, 'a higher version after a reply', String(replied.version))
  },
  'a refused action leaves the version': async (context) => {
    const { officer } = context
    const subject = await caseIn(context, 'in_progress')
    await officer.act(subject, { type: 'close' })
    await officer.act(subject, { type: 'respond', payload: { text: '' } })
    wantEqual((await officer.case(subject.id)).version, subject.version, 'version')
  },
})

const repeated: Check[] = checksOf(
  'PROTOCOL 4.3',
  {
    'a page asked for again with the same cursor is the same': async (context) => {
      const { officer } = context
      const since = await officer.position()
      const cases = await context.newCases(3)
      const query = `?limit=2${sinceQuery(since)}`
      const first = await officer.page(query)
      const again = await officer.page(query)
      wantEqual(again, first, 'the same page:')
      oneOf(cases, ({ id }) => caseIdsIn(changesIn([first])).includes(id), 'one of the cases just made')
    },
  },
  'alone',
)

export const pullingChecks: readonly Check[] = [
  ...snapshots,
  ...versions,
  ...repeated,
  ...chains,
  ...expired,
  ...schemaKept,
]
