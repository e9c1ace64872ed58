import { protectiveHeaders } from './contentPolicy'

/**
 * What stands in the window of a program whose files are damaged. In both languages, and without a script or a file:
 * nothing of the page can be counted on.
 */
export const damagedPageWords = {
  id:
    'Berkas program Meja Aduan di komputer ini rusak atau tidak lengkap. Pasang ulang program ini atau hubungi bagian ' +
    'TI; pekerjaan yang sudah tersimpan tidak hilang.',
  en:
    'Files of Meja Aduan on this computer are damaged or missing. Install the program again or ask your IT staff; what ' +
    'was saved is not lost.',
} as const

const style =
  ':root{color-scheme:light dark}' +
  'body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem}' +
  'p+p{opacity:.75}'

export function damagedPage(): Response {
  const { id, en } = damagedPageWords
  const html =
    '<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Meja Aduan</title>' +
    `<style>${style}</style></head><body><main role="alert"><p>${id}</p><p lang="en">${en}</p></main></body></html>`
  return new Response(html, { headers: { ...protectiveHeaders, 'content-type': 'text/html; charset=utf-8' } })
}
