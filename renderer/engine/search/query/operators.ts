import type { CaseStatus, Channel, Classification } from '../../../../shared/domain/case'
import type { SearchOperator } from '../../findingApi'
import { fold } from '../../rows/fold'

/** How operators are written: the first name is the one that is suggested and printed, the others are understood too. */
export const operatorNames: Readonly<Record<SearchOperator, readonly [string, ...string[]]>> = {
  status: ['status'],
  unit: ['unit', 'opd'],
  unitAlone: ['unit-ini', 'unit-only'],
  category: ['kategori', 'category'],
  assignee: ['petugas', 'officer', 'assignee'],
  reporter: ['pelapor', 'reporter'],
  channel: ['saluran', 'kanal', 'channel'],
  classification: ['klasifikasi', 'jenis', 'classification', 'class'],
  late: ['terlambat', 'late', 'overdue'],
  atRisk: ['hampir-jatuh-tempo', 'due-soon', 'at-risk'],
  unanswered: ['belum-ditanggapi', 'unanswered'],
  since: ['sejak', 'dari', 'since', 'from'],
  until: ['sampai', 'hingga', 'until', 'to'],
  dispositioned: ['didisposisi', 'dispositioned'],
  due: ['tenggat', 'due', 'deadline'],
  tag: ['tag', 'tagar', 'tags'],
  confidential: ['rahasia', 'confidential'],
  anonymous: ['anonim', 'anonymous'],
  oversight: ['pengawasan', 'oversight'],
  unsent: ['belum-terkirim', 'unsent'],
}

const byName = new Map<string, SearchOperator>(
  Object.entries(operatorNames).flatMap(([operator, names]) =>
    // Made of the keys of the record above, which is what the cast says.
    names.map((name) => [name, operator as SearchOperator] as const),
  ),
)

export function operatorNamed(name: string): SearchOperator | null {
  return byName.get(fold(name)) ?? null
}

/** The name of an operator that begins like this one, or differs from it by one letter; null when none does. */
export function nearestOperatorName(name: string): string | null {
  const folded = fold(name)
  for (const known of byName.keys()) {
    if (known.startsWith(folded) || isOneLetterOff(folded, known)) return known
  }
  return null
}

function isOneLetterOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let same = 0
  while (same < one.length && one[same] === other[same]) same += 1
  const rests = [
    [same + 1, same + 1],
    [same + 1, same],
    [same, same + 1],
  ] as const
  return rests.some(([ofOne, ofOther]) => one.slice(ofOne) === other.slice(ofOther))
}

/** Values that have names of their own, as they are written; the first one is suggested and printed. */
type Named<Value extends string> = readonly (readonly [Value, readonly [string, ...string[]]])[]

export const statusNames: Named<CaseStatus | 'open'> = [
  ['dispositioned', ['terdisposisi', 'disposisi', 'dispositioned']],
  ['in_progress', ['diproses', 'proses', 'in-progress']],
  ['awaiting_reporter', ['menunggu-pelapor', 'ditunda', 'tunda', 'awaiting-reporter']],
  ['answered', ['ditindaklanjuti', 'tindaklanjut', 'answered']],
  ['closed', ['selesai', 'closed', 'done']],
  ['archived', ['diarsipkan', 'arsip', 'archived']],
  ['returned', ['dikembalikan', 'kembali', 'returned']],
  ['open', ['terbuka', 'open']],
]

export const channelNames: Named<Channel> = [
  ['web', ['web']],
  ['android', ['android']],
  ['ios', ['ios', 'iphone']],
  ['sms', ['sms', '1708']],
  ['whatsapp', ['whatsapp', 'wa']],
  ['twitter', ['twitter', 'x']],
  ['walk_in', ['datang-langsung', 'langsung', 'walk-in']],
  ['partner', ['aplikasi-instansi', 'instansi', 'partner']],
]

export const classificationNames: Named<Classification> = [
  ['complaint', ['pengaduan', 'aduan', 'complaint']],
  ['aspiration', ['aspirasi', 'aspiration']],
  ['information_request', ['permintaan-informasi', 'informasi', 'information-request']],
]

export const yesNames: Named<'yes' | 'no'> = [
  ['yes', ['ya', 'yes', 'y', 'true', 'benar']],
  ['no', ['tidak', 'no', 't', 'n', 'false', 'bukan']],
]

/** Before an id: the one thing that has it, whatever it is called. */
export const idMark = '='

export const meNames = ['saya', 'me'] as const
export const nobodyNames = ['tidak-ada', 'kosong', 'nobody', 'none'] as const
export const dayNames = {
  today: ['hari-ini', 'today'],
  tomorrow: ['besok', 'tomorrow'],
  yesterday: ['kemarin', 'yesterday'],
} as const

/** Those whose values exclude each other: written twice they mean either (`status:proses status:selesai`). */
export const eitherOperators: ReadonlySet<SearchOperator> = new Set([
  'status',
  'unit',
  'unitAlone',
  'category',
  'assignee',
  'reporter',
  'channel',
  'classification',
])
