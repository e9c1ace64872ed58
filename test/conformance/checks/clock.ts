import { checksOf, NotChecked, type Check } from '../check'
import { counts, dayAfter, dayOf, daysLeft, dueAfter, endOf } from '../calendar'
import type { Context } from '../context'
import type { Case } from '../client/desk'
import { deadlineOf, resolutionDays, wantDeadline } from '../deadlineExpectations'
import { want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { calendarOf } from '../places'
import { broughtInto, caseIn } from '../situations'

const dayMilliseconds = 86_400_000

async function timeOf({ server }: Context): Promise<string> {
  const { sent, ...answer } = await server.ask('GET', '/v1/status')
  const date = answer.headers['date']
  if (typeof date !== 'string') throw new NotChecked(`${sent.path} carries no Date`)
  return new Date(date).toISOString()
}

/** Moves the clock and signs the people in anew, since tokens age with it. */
async function at(context: Context, moment: string): Promise<Context> {
  await context.otherSide.setClock(moment)
  return context.anew()
}

function later(moment: string, milliseconds: number): string {
  return new Date(Date.parse(moment) + milliseconds).toISOString()
}

/** The days of the case's unit, as its deadlines are counted. */
function rulesOf(context: Context, subject: Case) {
  return calendarOf(context.reference, subject.unitId)
}

/** The first day from `from` on that is a holiday in the middle of a working week; null when none is known. */
function holidayAfter(context: Context, from: string): string | null {
  const days = context.reference.holidays.map(({ date }) => date as string)
  const inTheWeek = (day: string): boolean => {
    const weekday = new Date(day).getUTCDay()
    return weekday >= 1 && weekday <= 5
  }
  return days.filter((day) => day > from && inTheWeek(day)).sort()[0] ?? null
}

async function overHoliday(context: Context): Promise<void> {
  const now = await timeOf(context)
  const holiday = holidayAfter(context, dayOf(now, context.reference.agency.timeZone))
  if (holiday === null) throw new NotChecked('the reference data know no holiday to come')
  const there = await at(context, `${dayAfter(holiday, -1)}T02:00:00.000Z`)
  for (const classification of ['complaint', 'information_request'] as const) {
    const subject = await there.newCase({ classification })
    const days = resolutionDays(there.reference, subject)
    wantDeadline(there, subject, { kind: 'resolution', startedAt: subject.dispositionedAt, days })
  }
}

async function overWeekend(context: Context): Promise<void> {
  const { timeZone } = context.reference.agency
  let day = dayOf(await timeOf(context), timeZone)
  while (new Date(day).getUTCDay() !== 5) day = dayAfter(day)
  // Friday, a second before midnight in the agency's zone, and a second after it.
  for (const moment of [later(endOf(day, timeZone), -999), later(endOf(day, timeZone), 1001)]) {
    const there = await at(context, moment)
    const subject = await there.newCase()
    const days = there.reference.deadlineRules.first_response
    wantDeadline(there, subject, { kind: 'first_response', startedAt: subject.dispositionedAt, days })
  }
}

async function pausedForDays(
  context: Context,
  pausedFor: number,
): Promise<{ before: Case; after: Case; there: Context }> {
  const before = await caseIn(context, 'awaiting_reporter')
  const there = await at(context, later(await timeOf(context), pausedFor * dayMilliseconds))
  await there.citizen.reply(before.trackingId)
  return { before, after: await there.officer.case(before.id), there }
}

async function pauseAddsDays(context: Context): Promise<void> {
  const { before, after } = await pausedForDays(context, 6)
  const rules = rulesOf(context, before)
  const paused = deadlineOf(before, 'resolution')
  const left = daysLeft(paused.pausedAt ?? '', paused.dueAt, rules)
  const replyAt = after.events.at(-1)?.at ?? ''
  wantEqual(
    deadlineOf(after, 'resolution').dueAt,
    dueAfter(replyAt, left, rules),
    `dueAt, ${left} counted days after the reply of ${replyAt},`,
  )
}

async function latePauseStays(context: Context): Promise<void> {
  const subject = await context.newCase({ classification: 'information_request' })
  const there = await at(context, later(deadlineOf(subject, 'resolution').dueAt, dayMilliseconds))
  const paused = await broughtInto(there, await there.officer.case(subject.id), 'awaiting_reporter')
  await there.citizen.reply(paused.trackingId)
  const after = await there.officer.case(paused.id)
  wantEqual(
    deadlineOf(after, 'resolution').dueAt,
    deadlineOf(subject, 'resolution').dueAt,
    'dueAt of one that was past already',
  )
}

async function autoClosed(context: Context): Promise<void> {
  const subject = await caseIn(context, 'answered')
  const { dueAt } = deadlineOf(subject, 'auto_close')
  const just = await at(context, later(dueAt, -1000))
  wantEqual(
    (await just.officer.case(subject.id)).status,
    'answered',
    'status a second before auto_close is due',
  )
  const there = await at(just, later(dueAt, 60_000))
  const after = await there.officer.case(subject.id)
  wantEqual(
    [after.status, after.events.at(-1)?.type],
    ['closed', 'auto_closed'],
    'status and last event after it',
  )
  wantEqual(after.events.at(-1)?.actor.kind, 'system', 'its actor')
  want(after.version > subject.version && after.closedAt !== null, 'a higher version, and closedAt')
  wantEqual(after.dueAt, null, 'dueAt')
}

async function lateReply(context: Context): Promise<void> {
  const subject = await caseIn(context, 'closed')
  const there = await at(context, later(await timeOf(context), 11 * dayMilliseconds))
  await there.citizen.reply(subject.trackingId)
  const after = await there.officer.case(subject.id)
  wantEqual(
    [after.status, after.events.at(-1)?.type],
    ['closed', 'reporter_replied'],
    'status and last event',
  )
}

async function purged(context: Context): Promise<void> {
  const subject = await caseIn(context, 'closed')
  const cursor = await context.officer.position()
  const almost = await at(context, later(await timeOf(context), 399 * dayMilliseconds))
  wantStatus(await almost.officer.get(`/v1/cases/${subject.id}`), 200)
  const there = await at(almost, later(await timeOf(almost), 2 * dayMilliseconds))
  wantProblem(await there.officer.get(`/v1/cases/${subject.id}`), 404, 'not_found')
  const answer = await there.officer.get(`/v1/changes?since=${encodeURIComponent(cursor)}&limit=1`)
  if (answer.status === 410) return
  const change = (await there.officer.changesOf(subject.id, cursor)).at(-1)
  wantEqual(change, { kind: 'remove', caseId: subject.id, reason: 'purged' }, 'the change')
}

async function tokenExpires(context: Context): Promise<void> {
  const { officer, otherSide } = context
  const { expiresIn, refreshToken } = officer.session
  wantStatus(await officer.get('/v1/reference'), 200)
  await otherSide.setClock(later(await timeOf(context), (expiresIn + 60) * 1000))
  wantProblem(await officer.get('/v1/reference'), 401, 'token_expired')
  const deviceId = officer.headers['x-device-id']
  const fresh = await context.server.ask('POST', '/v1/sessions/refresh', { json: { refreshToken, deviceId } })
  wantStatus(fresh, 200)
}

const counting: Check[] = checksOf(
  'DOMAIN deadlines/calendar',
  {
    'national holidays and collective leave are not counted': overHoliday,
    "Saturday and Sunday are not counted, and a day begins at midnight in the agency's zone": overWeekend,
    'the day on which the clock starts is not counted, whether it counts itself or not': async (context) => {
      const rules = calendarOf(context.reference, (await context.unit()).id)
      let day = dayOf(await timeOf(context), rules.timeZone)
      while (counts(day, { ...rules, calendar: 'working_days' })) day = dayAfter(day)
      const there = await at(context, `${day}T03:00:00.000Z`)
      const subject = await there.newCase()
      const days = there.reference.deadlineRules.first_response
      wantDeadline(there, subject, { kind: 'first_response', startedAt: subject.dispositionedAt, days })
    },
  },
  'upheaval',
)

const pausing: Check[] = checksOf(
  'DOMAIN deadlines/resolution',
  {
    'after a pause the deadline is as many counted days after the reply as were left': pauseAddsDays,
    'one that was already past when it was paused stays': latePauseStays,
  },
  'upheaval',
)

export const clockChecks: readonly Check[] = [
  ...counting,
  ...pausing,
  ...checksOf(
    'DOMAIN deadlines/auto_close',
    { 'then the national system closes the case, not before': autoClosed },
    'upheaval',
  ),
  ...checksOf(
    'DOMAIN status/closed',
    { 'a reply more than 10 days later is only added': lateReply },
    'upheaval',
  ),
  ...checksOf('PROTOCOL 4.2', { 'closed cases stay 400 days, then they are purged': purged }, 'upheaval'),
  ...checksOf(
    'PROTOCOL 1.4',
    { '401 token_expired: an access token past expiresIn; the refresh token goes on': tokenExpires },
    'upheaval',
  ),
]
