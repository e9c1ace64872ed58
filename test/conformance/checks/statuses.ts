import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { wantApplied, wantTaken } from '../client/desk'
import { want, wantEqual, wantProblem } from '../expectations'
import { broughtInto, caseIn } from '../situations'

/** What the citizen's page calls each status (DOMAIN.md, *Status*, column *id*). */
async function wantWord(context: Context, trackingId: string, word: string): Promise<void> {
  const page = await context.citizen.page(trackingId)
  want(
    page.text.includes(word),
    `"${word}" on the tracking page`,
    `${page.status}, ${page.text.length} characters`,
  )
}

export const statusChecks: readonly Check[] = [
  ...checksOf('DOMAIN status/dispositioned', {
    'Terdisposisi: entered by the national admin': async (context) => {
      const subject = await context.newCase()
      wantEqual(subject.status, 'dispositioned', 'status')
      await wantWord(context, subject.trackingId, 'Terdisposisi')
    },
    'entered by forward to another unit, from any status that forward may be done in': async (context) => {
      const unit = await context.neighbour()
      for (const status of ['dispositioned', 'in_progress', 'awaiting_reporter'] as const) {
        const payload = { unitId: unit.id, text: 'Mohon ditangani.' }
        const after = await context.officer.do(await caseIn(context, status), 'forward', payload)
        wantEqual(
          [after.status, after.unitId],
          ['dispositioned', unit.id],
          `status and unit after forward from ${status}`,
        )
      }
    },
  }),
  ...checksOf('DOMAIN status/in_progress', {
    'Diproses: entered by accept': async (context) => {
      const subject = await caseIn(context, 'in_progress')
      wantEqual(subject.status, 'in_progress', 'status')
      await wantWord(context, subject.trackingId, 'Diproses')
    },
    "entered by a reporter's reply while awaited": async (context) => {
      const subject = await caseIn(context, 'awaiting_reporter')
      await context.citizen.reply(subject.trackingId)
      wantEqual((await context.officer.case(subject.id)).status, 'in_progress', 'status')
    },
    'entered by a reply to what was answered': async (context) => {
      const subject = await caseIn(context, 'answered')
      await context.citizen.reply(subject.trackingId)
      wantEqual((await context.officer.case(subject.id)).status, 'in_progress', 'status')
    },
    'entered by a reply to what was closed within 10 days': async (context) => {
      const subject = await caseIn(context, 'closed')
      await context.citizen.reply(subject.trackingId)
      const after = await context.officer.case(subject.id)
      wantEqual([after.status, after.closedAt], ['in_progress', null], 'status and closedAt')
    },
    'entered by reopen, from closed and archived': async (context) => {
      const supervisor = await context.person('supervisor')
      for (const status of ['closed', 'archived'] as const) {
        const subject = await caseIn(context, status)
        const after = await supervisor.do(subject, 'reopen', { reason: 'Perlu ditinjau.' })
        wantEqual(
          [after.status, after.closedAt],
          ['in_progress', null],
          `status and closedAt, from ${status}`,
        )
      }
    },
    'a reply in dispositioned, in_progress and archived is only added': async (context) => {
      for (const status of ['dispositioned', 'in_progress', 'archived'] as const) {
        const subject = await caseIn(context, status)
        await context.citizen.reply(subject.trackingId)
        const after = await context.officer.case(subject.id)
        wantEqual(
          [after.status, after.events.at(-1)?.type],
          [status, 'reporter_replied'],
          'status and last event',
        )
      }
    },
  }),
  ...checksOf('DOMAIN status/awaiting_reporter', {
    'Ditunda, menunggu pelapor: entered by request_info': async (context) => {
      const subject = await caseIn(context, 'awaiting_reporter')
      wantEqual(subject.status, 'awaiting_reporter', 'status')
      await wantWord(context, subject.trackingId, 'Ditunda, menunggu pelapor')
    },
  }),
  ...checksOf('DOMAIN status/answered', {
    'Ditindaklanjuti: entered by respond': async (context) => {
      const subject = await caseIn(context, 'answered')
      want(subject.answeredAt !== null && subject.firstResponseAt !== null, 'answeredAt and firstResponseAt')
      wantEqual([subject.status, subject.closedAt], ['answered', null], 'status and closedAt')
      await wantWord(context, subject.trackingId, 'Ditindaklanjuti')
    },
  }),
  ...checksOf('DOMAIN status/closed', {
    'Selesai: entered by close': async (context) => {
      const answered = await caseIn(context, 'answered')
      const after = wantApplied(await context.officer.act(answered, { type: 'close' }))
      want(after.closedAt !== null, 'closedAt')
      wantEqual(after.status, 'closed', 'status')
      await wantWord(context, after.trackingId, 'Selesai')
    },
    'entered by respond with close at once, with answeredAt and closedAt': async (context) => {
      const after = await broughtInto(context, await context.newCase(), 'closed')
      wantEqual([after.status, after.answeredAt], ['closed', after.closedAt], 'status and answeredAt')
    },
  }),
  ...checksOf('DOMAIN status/archived', {
    'Diarsipkan: entered by archive': async (context) => {
      const subject = await caseIn(context, 'archived')
      wantEqual(subject.status, 'archived', 'status')
      want(subject.closedAt !== null, 'closedAt')
      await wantWord(context, subject.trackingId, 'Diarsipkan')
    },
  }),
  ...checksOf('DOMAIN status/returned', {
    'Dikembalikan: entered by return; the case then leaves the desk': async (context) => {
      const { officer } = context
      const subject = await context.newCase()
      wantTaken(await officer.act(subject, { type: 'return', payload: { reason: 'Bukan kewenangan kami.' } }))
      wantProblem(await officer.get(`/v1/cases/${subject.id}`), 404, 'not_found')
      await wantWord(context, subject.trackingId, 'Dikembalikan')
    },
  }),
]
