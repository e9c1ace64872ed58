/**
 * What a file of a report may be called on the officer's disk. The name comes from a stranger: it must not lead into
 * another folder, pass for another kind of file, or be one that a system treats in a way of its own (SECURITY.md 15).
 */

/** The kinds of files that a desk expects, with the endings each may have; the first is given where none fits. */
const endings: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  'audio/mpeg': ['mp3'],
  'audio/mp4': ['m4a'],
  'video/mp4': ['mp4'],
  'video/3gpp': ['3gp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
}
/** Everything else, programs and pages above all: no system opens it by a double click. */
const unknownEnding = 'bin'

const longestBase = 100
const emptyBase = 'lampiran'

/** Controls, marks that turn the direction of writing, and what cannot be seen. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu
const forbidden = /[<>:"|?*]/g
/** Names of devices on Windows, whatever stands behind a dot. */
const reserved = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)$/i

export interface HarmlessName {
  readonly base: string
  /** Without the dot. */
  readonly ending: string
}

/** `mime` decides about the ending, not the name: a picture is saved as a picture, whatever it calls itself. */
export function harmlessName(name: string, mime: string): HarmlessName {
  const seen = name.normalize('NFC').replace(unseen, '')
  const last = seen.split(/[/\\]/).at(-1) ?? ''
  const tidy = trimmed(last.replace(forbidden, '_').replace(/\s+/gu, ' '))
  const allowed = endings[mime.toLowerCase().split(';')[0]?.trim() ?? ''] ?? [unknownEnding]
  const dot = tidy.lastIndexOf('.')
  const written = tidy.slice(dot + 1).toLowerCase()
  const keeps = dot > 0 && allowed.includes(written)
  // Dots inside could pass for an ending where a system hides the last one.
  const base = trimmed((keeps ? tidy.slice(0, dot) : tidy).replaceAll('.', '_'))
  const short = trimmed([...base].slice(0, longestBase).join(''))
  return { base: safeBase(short), ending: keeps ? written : (allowed[0] ?? unknownEnding) }
}

/** Windows drops dots and spaces at the end; elsewhere a dot at the beginning hides a file. */
function trimmed(text: string): string {
  return text.replace(/^[.\s~-]+|[.\s]+$/gu, '')
}

function safeBase(base: string): string {
  if (base.replaceAll('_', '') === '') return emptyBase
  return reserved.test(base) ? `${emptyBase}-${base}` : base
}
