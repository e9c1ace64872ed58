import { figuresSchema } from '../../../shared/protocol/figures'
import { checksOf, type Check } from '../check'
import { dayAfter, dayOf } from '../calendar'
import type { Context } from '../context'
import { given, want, wantEqual, wantProblem } from '../expectations'
import { caseIn, returnedCase } from '../situations'

async function figuresNow(context: Context) {
  const supervisor = await context.person('supervisor')
  const { timeZone } = context.reference.agency
  const date = (await supervisor.get('/v1/reference')).header('date') ?? ''
  const today = dayOf(new Date(date).toISOString(), timeZone)
  const path = `/v1/figures?from=${dayAfter(today, -7)}&to=${dayAfter(today, 1)}`
  return given(figuresSchema, await supervisor.get(path)).total
}

async function counted(context: Context): Promise<void> {
  const before = await figuresNow(context)
  await context.newCase()
  await caseIn(context, 'answered')
  await caseIn(context, 'archived')
  await returnedCase(context)
  const closed = await caseIn(context, 'closed')
  await context.citizen.rate(closed.trackingId, 5)
  const after = await figuresNow(context)
  const more = (of: (figures: typeof after) => number): number => of(after) - of(before)
  wantEqual(
    more(({ received }) => received),
    5,
    'more received:',
  )
  wantEqual(
    more(({ dispositioned }) => dispositioned),
    5,
    'more dispositioned:',
  )
  wantEqual(
    more(({ returned }) => returned),
    1,
    'more returned:',
  )
  wantEqual(
    more(({ archived }) => archived.byReason.unclear),
    1,
    'more archived as unclear:',
  )
  wantEqual(
    more(({ satisfaction }) => satisfaction.ratings),
    1,
    'more ratings:',
  )
  wantEqual(
    more(({ firstResponse }) => firstResponse.cases),
    2,
    'more first responses:',
  )
}

/** They count, so nothing else is done beside them. */
export const figureChecks: readonly Check[] = [
  ...checksOf(
    'PROTOCOL 3.3',
    {
      'GET /v1/figures counts what was received, returned, archived and rated': counted,
      'GET /v1/figures wants two days, the second not before the first': async (context) => {
        const supervisor = await context.person('supervisor')
        for (const query of [
          '',
          '?from=2026-01-01',
          '?from=kemarin&to=besok',
          '?from=2026-02-01&to=2026-01-01',
        ]) {
          wantProblem(await supervisor.get(`/v1/figures${query}`), 422, 'invalid')
        }
      },
    },
    'alone',
  ),
  ...checksOf(
    'DOMAIN figures',
    {
      'received, dispositioned, followed up, rate, first response, deadline, open by age, returned, archived by reason, satisfaction':
        async (context) => {
          const figures = await figuresNow(context)
          const { followUpRate, followedUp, dispositioned } = figures
          want(
            dispositioned === 0 || Math.abs((followUpRate ?? 0) - followedUp / dispositioned) < 1e-9,
            'the rate of what was followed up',
          )
          const ages = Object.values(figures.open.byAge)
          wantEqual(
            ages.reduce((sum, one) => sum + one, 0),
            figures.open.cases,
            'open cases by age together:',
          )
        },
      'by unit, officer, category, channel, area and month': async (context) => {
        const supervisor = await context.person('supervisor')
        const answer = await supervisor.get('/v1/figures?from=2026-01-01&to=2026-12-31')
        const { by } = given(figuresSchema, answer)
        wantEqual(
          Object.keys(by).sort(),
          ['area', 'category', 'channel', 'month', 'officer', 'unit'],
          'the groups',
        )
      },
    },
    'alone',
  ),
]
