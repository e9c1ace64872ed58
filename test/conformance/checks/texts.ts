import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import type { Case } from '../client/desk'
import { wantApplied, wantRejected } from '../client/desk'
import { wantProblem } from '../expectations'

/** Two UTF-16 code units. */
const emoji = '😀'
/** One code unit that NFC writes as two: a composition exclusion. */
const growing = '\u0958'
/** Two code units that NFC writes as one. */
const shrinking = 'e\u0301'

async function noted(context: Context, subject: Case, text: string) {
  return context.officer.act(subject, { type: 'note', payload: { text } })
}

/** Lengths are measured on notes, whose limit is 1 to 5000 (DOMAIN.md, *Actions*). */
export const textChecks: readonly Check[] = checksOf('PROTOCOL 1.1', {
  'lengths are UTF-16 code units: 2,500 emoji fill 5,000, one more is too many': async (context) => {
    const subject = await context.newCase()
    wantApplied(await noted(context, subject, emoji.repeat(2500)), 'applied (5,000 units)')
    wantRejected(await noted(context, subject, emoji.repeat(2501)), 'invalid', '5,002 units')
    wantRejected(await noted(context, subject, `${emoji.repeat(2500)}a`), 'invalid', '5,001 units')
  },
  'lengths are measured after NFC: letters with loose accents count once': async (context) => {
    const subject = await context.newCase()
    wantApplied(await noted(context, subject, shrinking.repeat(5000)), 'applied (10,000 units, 5,000 in NFC)')
    wantRejected(await noted(context, subject, shrinking.repeat(5001)), 'invalid', '5,001 units in NFC')
  },
  'lengths are measured after NFC: what grows by it counts as it is then': async (context) => {
    const subject = await context.newCase()
    wantApplied(await noted(context, subject, growing.repeat(2500)), 'applied (5,000 units in NFC)')
    wantRejected(await noted(context, subject, growing.repeat(2501)), 'invalid', '5,002 units in NFC')
  },
  'lengths are measured after trimming: white space at the ends does not count': async (context) => {
    const subject = await context.newCase()
    const text = ` \n\t${'a'.repeat(5000)}\u00a0\n `
    wantApplied(await noted(context, subject, text), 'applied (5,000 units between white space)')
    wantRejected(await noted(context, subject, ' \n\t\u00a0 '), 'invalid', 'nothing but white space')
  },
  'reports and replies of citizens are measured the same way': async ({ citizen }) => {
    const blank = { title: '   ', body: ' \n ', reporter: { name: 'Wahyu' } }
    wantProblem(await citizen.sendReport(blank), 422, 'invalid')
    const trackingId = await citizen.report()
    wantProblem(await citizen.sendReply(trackingId, ' \n '), 422, 'invalid')
  },
})
