import type { Reference } from '../../../shared/domain/reference'
import { Html, html } from './html'
import type { PublicEvent, PublicReport } from './publicReport'
import { eventWords, statusWords } from './trackingWords'
import { trackingStyle } from './trackingStyle'

type Agency = Reference['agency']

const zoneNames: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
}

/** `/lacak/{trackingId}`: what a citizen sees of their report, without any script (PROTOCOL.md 8.1). */
export function trackingPage(report: PublicReport, agency: Agency): string {
  const title = report.confidential ? 'Laporan rahasia' : report.title
  const content = report.confidential
    ? html`<p class="card">Isi laporan ini dirahasiakan. Hanya statusnya yang dapat dilihat di sini.</p>`
    : openContent(report, agency)
  return page(
    `Laporan #${report.trackingId}`,
    html`<h1>${title}</h1>
      <p class="number">Nomor pelacakan #${report.trackingId}</p>
      ${statusCard(report)} ${content}`,
  )
}

export function missingPage(trackingId: string): string {
  return page(
    'Laporan tidak ditemukan',
    html`<h1>Laporan tidak ditemukan</h1>
      <p class="card">
        Tidak ada laporan dengan nomor #${trackingId}. Periksa kembali nomor pelacakan yang Anda terima saat
        melapor.
      </p>`,
  )
}

function statusCard(report: PublicReport): Html {
  const { name, meaning } = statusWords[report.status]
  const finished = report.status === 'closed' || report.status === 'answered' ? ' finished' : ''
  return html`<section class="card status${finished}" aria-label="Status laporan">
    <p class="quiet">Status</p>
    <p class="name">${name}</p>
    <p>${meaning}</p>
  </section>`
}

function openContent(report: Extract<PublicReport, { confidential: false }>, agency: Agency): Html {
  const by = report.reporterName === null ? 'Pelapor anonim' : `Dilaporkan oleh ${report.reporterName}`
  const rating = report.satisfaction === null ? html`` : html`<p>Penilaian: ${report.satisfaction} dari 5</p>`
  return html`<section aria-labelledby="isi">
      <h2 id="isi">Isi laporan</h2>
      <div class="card"><p class="text">${report.body}</p></div>
      <p class="quiet">${by}, ${moment(report.receivedAt, agency)}</p>
      ${rating}
    </section>
    <section aria-labelledby="perjalanan">
      <h2 id="perjalanan">Perjalanan laporan</h2>
      <ol>
        ${report.events.map((event) => eventItem(event, agency))}
      </ol>
    </section>`
}

function eventItem(event: PublicEvent, agency: Agency): Html {
  const speaker = event.by === 'agency' ? html`<p class="quiet" style="margin:0">${agency.name}</p>` : html``
  const text = event.text === undefined ? html`` : html`<p class="text">${event.text}</p>`
  return html`<li class="${event.by}">
    <h3>${eventWords[event.type]}</h3>
    ${speaker}
    <time class="quiet" datetime="${event.at}">${moment(event.at, agency)}</time>
    ${text}
  </li>`
}

/** `12 Juni 2026, 14.05 WITA`, in the agency's zone. */
function moment(at: string, agency: Agency): string {
  const format = new Intl.DateTimeFormat('id-ID', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: agency.timeZone,
  })
  return `${format.format(new Date(at)).replace(' pukul ', ', ')} ${zoneNames[agency.timeZone] ?? ''}`.trim()
}

function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} – SP4N-LAPOR!</title>
        <style>
          ${new Html(trackingStyle)}
        </style>
      </head>
      <body>
        <header><strong>SP4N-LAPOR!</strong> Lacak laporan</header>
        <main>${content}</main>
        <footer>
          Simpan nomor pelacakan Anda. Halaman ini menampilkan keadaan terakhir setiap kali dibuka.
        </footer>
      </body>
    </html>`.text
}
