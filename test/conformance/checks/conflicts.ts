import { NotChecked, type Check } from '../check'
import type { Context } from '../context'
import { wantApplied, wantConflict, wantTaken, type Case, type Desk, type Outcome } from '../client/desk'
import { goodAction } from '../goodActions'
import { broughtInto, type Status } from '../situations'

/** What somebody else does while the officer looks at the case. */
type Deed = (context: Context, subject: Case) => Promise<void>

interface Meeting {
  readonly type: string
  /** How the case stands when the officer looks. */
  readonly status: Status
  /** The column *conflict when others since*, by what they did. */
  readonly against: Readonly<Record<string, Deed>>
  /** What does not stand against it. */
  readonly free: Readonly<Record<string, Deed>>
}

async function byOther(context: Context, subject: Case, type: string, payload: unknown): Promise<void> {
  const seen = await context.officer.case(subject.id)
  // What the officer holds, nobody but a supervisor acts on; a note is free to all.
  const held = seen.assigneeId === context.officer.officer.id && type !== 'note'
  const other = held ? await context.person('supervisor') : await context.other()
  wantTaken(await other.act(seen, { type, payload }))
}

function deed(type: string, payload: unknown = {}): Deed {
  return (context, subject) => byOther(context, subject, type, payload)
}

const responded = deed('respond', { text: 'Sudah dijawab.' })
const askedForData = deed('request_info', { text: 'Mohon foto.' })
const archived = deed('archive', { reasonCode: 'duplicate' })
const noted = deed('note', { text: 'Sekadar catatan.' })
const retitled = deed('edit', { title: 'Judul dari orang lain' })
const replied: Deed = ({ citizen }, { trackingId }) => citizen.reply(trackingId)
const accepted = deed('accept')

const forwarded: Deed = async (context, subject) => {
  const { id } = await context.neighbour((unit) => unit.id !== subject.unitId)
  await byOther(context, subject, 'forward', { unitId: id, text: 'Bukan kami.' })
}

/** Given to somebody else than the officer: themselves. */
const takenByAssigning: Deed = async (context, subject) => {
  const other = await context.person('supervisor')
  await byOther(context, subject, 'assign', { assigneeId: other.officer.id, reason: '' })
}

const givenToOfficer: Deed = async (context, subject) => {
  await context.person('supervisor')
  await byOther(context, subject, 'assign', { assigneeId: context.officer.officer.id, reason: '' })
}

const closed: Deed = async (context, subject) => {
  await responded(context, subject)
  await byOther(context, subject, 'close', {})
}

const movedOrAnswered = { responded, 'asked for data': askedForData, forwarded, archived }
const harmless = { 'wrote a note': noted, 'edited another field': retitled }

const meetings: readonly Meeting[] = [
  {
    type: 'accept',
    status: 'dispositioned',
    against: { 'accepted it': accepted, 'had it assigned to another': takenByAssigning },
    free: {
      ...harmless,
      'gave it to the officer who accepts': givenToOfficer,
      'replied, as the reporter': replied,
    },
  },
  {
    type: 'respond',
    status: 'in_progress',
    against: { ...movedOrAnswered, 'responded and closed': closed },
    free: { ...harmless, 'replied, as the reporter': replied },
  },
  {
    type: 'note',
    status: 'in_progress',
    against: {},
    free: {
      ...harmless,
      responded,
      'asked for data': askedForData,
      forwarded,
      archived,
      'responded and closed': closed,
    },
  },
  {
    type: 'request_info',
    status: 'in_progress',
    against: { ...movedOrAnswered, 'responded and closed': closed },
    free: { ...harmless, 'replied, as the reporter': replied },
  },
  {
    type: 'forward',
    status: 'in_progress',
    against: { ...movedOrAnswered, 'responded and closed': closed },
    free: { ...harmless, 'replied, as the reporter': replied },
  },
  {
    type: 'assign',
    status: 'dispositioned',
    against: { 'gave it to another by assign': takenByAssigning, 'took it by accept': accepted },
    free: harmless,
  },
  {
    type: 'return',
    status: 'in_progress',
    against: { ...movedOrAnswered, 'responded and closed': closed },
    free: { ...harmless, 'replied, as the reporter': replied },
  },
  {
    type: 'archive',
    status: 'in_progress',
    against: { ...movedOrAnswered, 'replied, as the reporter': replied },
    free: harmless,
  },
  {
    type: 'close',
    status: 'answered',
    against: { 'replied, as the reporter': replied, 'asked for data': askedForData, responded },
    free: harmless,
  },
]

/** The officer looks, somebody else does something, the officer sends what they decided before. */
async function met(context: Context, { type, status }: Meeting, deedDone: Deed): Promise<Outcome> {
  const { desk, subject, payload } = await goodAction(context, type, status)
  await deedDone(context, subject)
  // Before somebody else's assignment the officer of this row holds nothing: they claim it.
  const claimed = type === 'assign' ? { assigneeId: context.officer.officer.id, reason: '' } : payload
  return desk.act(subject, { type, payload: claimed })
}

function checksOfMeeting(meeting: Meeting): Check[] {
  const paragraph = `DOMAIN actions/${meeting.type}`
  const against = Object.entries(meeting.against).map(([what, done]) => ({
    paragraph,
    sentence: `conflict when others since ${what}`,
    run: async (context: Context) => void wantConflict(await met(context, meeting, done), `others ${what}`),
  }))
  const free = Object.entries(meeting.free).map(([what, done]) => ({
    paragraph,
    sentence: `no conflict when others since ${what}`,
    run: async (context: Context) => wantTaken(await met(context, meeting, done)),
  }))
  return [...against, ...free]
}

/** Conflict comes before role (PROTOCOL.md 5.6), so the officer who may not reopen hears of the conflict first. */
async function reopenMeets(context: Context): Promise<void> {
  const supervisor = await context.person('supervisor')
  const subject = await broughtInto(context, await context.newCase(), 'closed')
  const reopen = { type: 'reopen', payload: { reason: 'Perlu ditinjau ulang.' } }
  wantApplied(await supervisor.act(subject, reopen))
  wantConflict(await context.officer.act(subject, reopen), 'a supervisor reopened it')
}

async function edited(context: Context, mine: unknown, theirs: unknown): Promise<Outcome> {
  const other = await context.other()
  const subject = await context.newCase()
  await other.do(subject, 'edit', theirs)
  return context.officer.act(subject, { type: 'edit', payload: mine })
}

async function linked(context: Context, desk: Desk, type: string, same: boolean): Promise<Outcome> {
  const other = await context.other()
  const [first, second] = await context.newCases(2)
  if (!first || !second) throw new NotChecked('no two cases')
  const subject = await context.newCase()
  const seen =
    type === 'link_duplicate'
      ? subject
      : await desk.do(subject, 'link_duplicate', { primaryCaseId: first.id })
  const theirs = await other.case(subject.id)
  await other.do(theirs, 'link_duplicate', { primaryCaseId: same ? first.id : second.id })
  return desk.act(seen, { type, payload: { primaryCaseId: first.id } })
}

const single: readonly Check[] = [
  {
    paragraph: 'DOMAIN actions/reopen',
    sentence: 'conflict when others since reopened it',
    run: reopenMeets,
  },
  {
    paragraph: 'DOMAIN actions/edit',
    sentence: 'conflict when others since set the same field to another value',
    run: async (context) =>
      void wantConflict(await edited(context, { title: 'Judul B' }, { title: 'Judul A' })),
  },
  {
    paragraph: 'DOMAIN actions/edit',
    sentence: 'no conflict when others since set the same field to the same value',
    run: async (context) =>
      void wantApplied(await edited(context, { title: 'Judul A' }, { title: 'Judul A' })),
  },
  {
    paragraph: 'DOMAIN actions/edit',
    sentence: 'no conflict when others since set another field, or answered',
    run: async (context) => {
      wantApplied(await edited(context, { tags: ['mudik2018'] }, { title: 'Judul A' }))
      wantApplied(await edited(context, { oversight: true }, { tags: ['banjir'], title: 'Judul A' }))
    },
  },
  {
    paragraph: 'DOMAIN actions/link_duplicate',
    sentence: 'conflict when others since linked it to another',
    run: async (context) =>
      void wantConflict(await linked(context, context.officer, 'link_duplicate', false)),
  },
  {
    paragraph: 'DOMAIN actions/unlink_duplicate',
    sentence: 'conflict when others since linked it to another',
    run: async (context) =>
      void wantConflict(await linked(context, context.officer, 'unlink_duplicate', false)),
  },
]

async function ownWork(context: Context): Promise<void> {
  const { officer } = context
  const subject = await broughtInto(context, await context.newCase(), 'answered')
  await officer.do(subject, 'request_info', { text: 'Mohon foto.' })
  const outcome = await officer.act(subject, { type: 'respond', payload: { text: 'Sudah.' } })
  wantApplied(outcome, 'applied (what was done since is their own work)')
}

const others: readonly Check[] = [
  {
    paragraph: 'DOMAIN actions/respond',
    sentence: "one's own work since baseVersion is not the work of others",
    run: ownWork,
  },
  {
    paragraph: 'DOMAIN actions/respond',
    sentence: 'what others did before baseVersion stands against nothing',
    run: async (context) => {
      const other = await context.person('supervisor')
      const subject = await broughtInto(context, await context.newCase(), 'in_progress')
      const seen = await other.do(subject, 'respond', { text: 'Sudah.' })
      wantApplied(await context.officer.act(seen, { type: 'respond', payload: { text: 'Tambahan.' } }))
    },
  },
  {
    paragraph: 'DOMAIN actions/close',
    sentence: 'conflict when others since closed it',
    run: async (context) => {
      const { subject } = await goodAction(context, 'close', 'answered')
      await byOther(context, subject, 'close', {})
      wantConflict(await context.officer.act(subject, { type: 'close' }))
    },
  },
]

export const conflictChecks: readonly Check[] = [...meetings.flatMap(checksOfMeeting), ...single, ...others]
