import { Html, html } from './html'
import type { PublicEvent, PublicReport } from '../../../shared/protocol/citizens'
import { eventWords, statusWords } from './trackingWords'
import { trackingStyle } from './trackingStyle'

/** Until an institution has the report, times are the capital's. */
const capitalZone = 'Asia/Jakarta'

/** `/lacak/{trackingId}`: what a citizen sees of their report, without any script (PROTOCOL.md 8.1). */
export function trackingPage(report: PublicReport, timeZone: string | null): string {
  const title = report.confidential ? 'Laporan rahasia' : report.title
  const content = report.confidential
    ? html`<p class="card">Isi laporan ini dirahasiakan. Hanya statusnya yang dapat dilihat di sini.</p>`
    : openContent(report, timeZone ?? capitalZone)
  return page(
    `Laporan #${report.trackingId}`,
    html`<h1 dir="auto">${title}</h1>
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

function openContent(report: Extract<PublicReport, { confidential: false }>, timeZone: string): Html {
  const by =
    report.reporterName === null
      ? html`Pelapor anonim`
      : html`Dilaporkan oleh <bdi>${report.reporterName}</bdi>`
  const rating =
    report.satisfaction === null ? html`` : html`<p>Penilaian pelapor: ${report.satisfaction} dari 5</p>`
  return html`<section aria-labelledby="isi">
      <h2 id="isi">Isi laporan</h2>
      <div class="card"><p class="text" dir="auto">${report.body}</p></div>
      <p class="quiet">
        ${by}, <time datetime="${report.receivedAt}">${moment(report.receivedAt, timeZone)}</time>
      </p>
      ${rating}
    </section>
    <section aria-labelledby="perjalanan">
      <h2 id="perjalanan">Perjalanan laporan</h2>
      <ol>
        ${report.events.map((event) => eventItem(event, timeZone))}
      </ol>
    </section>`
}

function eventItem(event: PublicEvent, timeZone: string): Html {
  const agency = event.agency === undefined ? html`` : html`<p class="quiet">${event.agency}</p>`
  const text = event.text === undefined ? html`` : html`<p class="text" dir="auto">${event.text}</p>`
  return html`<li class="${event.by}">
    <h3>${eventWords[event.type]}</h3>
    ${agency}
    <time class="quiet" datetime="${event.at}">${moment(event.at, timeZone)}</time>
    ${text}
  </li>`
}

/** `12 Juni 2026, 14.05 WITA`, in the agency's zone; zones abroad as their cities or `GMT` name them. */
function moment(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('id-ID', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  return format.format(new Date(at)).replace(' pukul ', ', ')
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
