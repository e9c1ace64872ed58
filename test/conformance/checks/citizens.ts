import { checksOf, type Check } from '../check'
import type { Context } from '../context'
import { reporterOf } from '../client/citizen'
import { want, wantEqual, wantProblem, wantStatus } from '../expectations'
import { caseIn } from '../situations'

const title = 'Pungli di loket pelayanan'
const body = 'Petugas loket meminta uang tambahan untuk mempercepat berkas.'

async function confidentialOne(context: Context): Promise<void> {
  const { officer, citizen } = context
  const subject = await context.newCase({ confidential: true, title, body })
  await officer.do(subject, 'respond', { text: 'Sedang kami periksa.' })
  const view = await citizen.view(subject.trackingId)
  wantStatus(view, 200)
  want(view.text.includes('answered'), 'the status of a confidential report', view)
  const shown = await citizen.everythingShown(subject.trackingId)
  for (const hidden of [title, body, 'Sedang kami periksa.', reporterOf.name, officer.officer.name]) {
    want(!shown.includes(hidden), `a confidential report without "${hidden}"`)
  }
  want((await citizen.page(subject.trackingId)).text.includes('Ditindaklanjuti'), 'its status on the page')
}

async function openOne(context: Context): Promise<void> {
  const { officer, citizen } = context
  const subject = await context.newCase({ title, body })
  const noted = await officer.do(subject, 'note', { text: 'Hanya untuk kami.' })
  await officer.do(noted, 'respond', { text: 'Petugas sudah ditegur.' })
  for (const answer of [await citizen.view(subject.trackingId), await citizen.page(subject.trackingId)]) {
    wantStatus(answer, 200)
    for (const shown of [title, body, 'Petugas sudah ditegur.'])
      want(answer.text.includes(shown), `"${shown}"`, answer)
    want(!answer.text.includes('Hanya untuk kami.'), 'nothing internal', answer)
    for (const hidden of [reporterOf.phone, reporterOf.email])
      want(!answer.text.includes(hidden), `no "${hidden}"`)
  }
}

async function anonymousOne(context: Context): Promise<void> {
  const { citizen } = context
  const reporter = { name: 'Tanpa Nama Sekali', phone: '081233334444', email: 'tanpa@contoh.example' }
  const subject = await context.newCase({ anonymous: true, title, reporter })
  await citizen.reply(subject.trackingId, 'Masih terjadi.')
  const shown = await citizen.everythingShown(subject.trackingId)
  want(shown.includes(title) && shown.includes('Masih terjadi.'), 'title and reply of an anonymous report')
  for (const hidden of Object.values(reporter)) want(!shown.includes(hidden), `no "${hidden}"`)
}

const reports: Check[] = checksOf('PROTOCOL 8.1', {
  'POST /public/reports is 201 with a trackingId that can be followed at once': async ({ citizen }) => {
    const trackingId = await citizen.report({ title })
    const view = await citizen.view(trackingId)
    wantStatus(view, 200)
    want(view.text.includes(title), 'the title before any agency has it', view)
    wantStatus(await citizen.page(trackingId), 200)
  },
  'no two reports have one number': async ({ citizen }) => {
    const numbers = await Promise.all([citizen.report(), citizen.report(), citizen.report()])
    wantEqual(new Set(numbers).size, 3, 'different numbers:')
  },
  'a report that is not one is 422': async ({ citizen }) => {
    const good = { title, body, reporter: reporterOf }
    const wrong = [
      { title: 7 },
      { body: '' },
      { channel: 'merpati' },
      { reporter: 'Budi' },
      { classification: 'x' },
    ]
    for (const fields of wrong) {
      wantProblem(await citizen.sendReport({ ...good, ...fields }), 422, 'invalid')
    }
  },
  'a confidential report shows its status and nothing else': confidentialOne,
  'of the others title, body and public events are shown, and nothing internal': openOne,
  'an anonymous reporter is named nowhere': anonymousOne,
  'a reply is taken and shown': async (context) => {
    const subject = await caseIn(context, 'answered')
    await context.citizen.reply(subject.trackingId, 'Belum beres, mohon diulang.')
    const { events, status } = await context.officer.case(subject.id)
    wantEqual(
      [events.at(-1)?.text, status],
      ['Belum beres, mohon diulang.', 'in_progress'],
      'last text and status',
    )
    want((await context.citizen.view(subject.trackingId)).text.includes('Belum beres'), 'the reply shown')
  },
  'a reply that is none, or to no report, is refused': async ({ citizen }) => {
    const trackingId = await citizen.report()
    for (const text of [7, '', undefined])
      wantProblem(await citizen.sendReply(trackingId, text), 422, 'invalid')
    wantProblem(await citizen.sendReply('tidak-ada', 'Halo'), 404, 'not_found')
  },
  'a report that does not exist is 404, as JSON and as a page': async ({ citizen }) => {
    wantProblem(await citizen.view('tidak-ada'), 404, 'not_found')
    wantStatus(await citizen.page('tidak-ada'), 404)
  },
})

const page: Check[] = checksOf('PROTOCOL 8.1', {
  'the page is HTML in Indonesian, made for phones': async (context) => {
    const subject = await context.newCase({ title })
    const answer = await context.citizen.page(subject.trackingId)
    wantEqual(answer.mediaType, 'text/html', 'the content type')
    want(/<html[^>]*\blang="id"/.test(answer.text), '<html lang="id">', answer)
    want(/<meta[^>]*name="viewport"/.test(answer.text), 'a viewport', answer)
    want(answer.text.includes(subject.trackingId), 'the number', answer)
  },
  'hostile texts are texts: no markup of theirs reaches the page': async (context) => {
    const hostile = `<script>alert(1)</script><img src=x onerror=alert(2)>"'&`
    const subject = await context.newCase({
      title: hostile,
      body: `${hostile} dan lagi`,
      reporter: { name: hostile },
    })
    await context.officer.do(subject, 'respond', { text: hostile })
    const { text } = await context.citizen.page(subject.trackingId)
    want(!text.includes('<script>alert') && !text.includes('<img src=x'), 'no markup of a report on the page')
    want(text.includes('&lt;script&gt;'), 'the text of it, escaped')
    const missing = await context.citizen.page('<script>alert(1)</script>')
    want(!missing.text.includes('<script>alert'), 'no markup of an address on the page')
  },
})

export const citizenChecks: readonly Check[] = [...reports, ...page]
