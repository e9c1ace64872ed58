import type { NationalProcess } from '../../e2e/nationalProcess'

/** A report whose every text can be told from all others, so that it is found wherever it was left. */
export interface CanaryReport {
  readonly trackingId: string
  /** What citizens wrote, and who they are. */
  readonly secrets: readonly string[]
}

const reporter = {
  name: 'Kenari Budiman Situmorang',
  phone: '081277665544332',
  email: 'kenari.budiman@contoh-pelapor.id',
} as const
const title = 'Kenari bersarang di gardu listrik Jalan Cendrawasih'
const body = 'Tujuh belas kenari bertengger di tiang bendera sejak hari Selasa yang lalu'

/** A citizen's report that the desk of Makassar's public works is given. */
export async function reportCanary(national: NationalProcess, confidential = false): Promise<CanaryReport> {
  const trackingId = await national.report({ title, body, reporter, confidential })
  return { trackingId, secrets: [title, body, reporter.name, reporter.phone, reporter.email] }
}
