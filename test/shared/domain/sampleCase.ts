import type { Case, CaseStatus } from '../../../shared/domain/case'
import { countingOf } from '../../../shared/domain/calendar'
import { deadlinesOnDisposition, nextDeadline } from '../../../shared/domain/deadlines'
import type { Officer, Role } from '../../../shared/domain/officer'
import type { Reference } from '../../../shared/domain/reference'
import { caseSchema } from '../../../shared/protocol/case'
import { officerSchema } from '../../../shared/protocol/session'
import { referenceSchema } from '../../../shared/protocol/reference'

/** A small agency: one office with a section below it, one hospital, and those who work there. */
export const reference: Reference = referenceSchema.parse({
  agency: { id: 'agency', name: 'Pemkot Contoh', kind: 'local_government', timeZone: 'Asia/Makassar' },
  agencies: [],
  units: [
    { id: 'root', parentId: null, name: 'Pemkot Contoh', calendar: 'working_days', dutyOfficerIds: [] },
    { id: 'office', parentId: 'root', name: 'Dinas Contoh', calendar: 'working_days', dutyOfficerIds: [] },
    { id: 'section', parentId: 'office', name: 'Seksi Contoh', calendar: 'working_days', dutyOfficerIds: [] },
    { id: 'hospital', parentId: 'root', name: 'RSUD Contoh', calendar: 'continuous', dutyOfficerIds: [] },
  ],
  officers: [
    colleague('actor', 'officer', 'office'),
    colleague('other', 'officer', 'office'),
    colleague('third', 'officer', 'office'),
    colleague('nurse', 'officer', 'hospital'),
    { ...colleague('retired', 'officer', 'office'), active: false },
    colleague('boss', 'supervisor', 'root'),
    colleague('inspector', 'auditor', 'root'),
  ],
  categories: [
    { id: 'jalan', parentId: null, name: 'Jalan' },
    { id: 'air', parentId: null, name: 'Air bersih' },
  ],
  holidays: [{ date: '2026-12-25', name: 'Hari Raya Natal', collectiveLeave: false }],
  deadlineRules: {
    first_response: 5,
    resolution: { information_request: 5, aspiration: 14, complaint: 14, oversight: 60 },
    reporter_reply: 10,
    auto_close: 10,
  },
  templates: [],
  archiveReasons: [],
})

function colleague(id: string, role: Role, unitId: string) {
  return { id, name: `Petugas ${id}`, role, unitIds: [unitId], active: true }
}

export function officer(id: string, role: Role = 'officer'): Officer {
  return officerSchema.parse({
    id,
    username: id,
    name: `Petugas ${id}`,
    role,
    agencyId: 'agency',
    unitIds: role === 'officer' ? ['office'] : ['root'],
  })
}

/** A complaint dispositioned on Monday 23 November 2026, in a given status and with a given holder. */
export function caseIn(status: CaseStatus, assigneeId: string | null): Case {
  const dispositioned = caseSchema.parse({
    id: 'case',
    trackingId: '9165816',
    version: 3,
    title: 'Jalan berlubang',
    body: 'Sudah dua motor jatuh minggu ini.',
    classification: 'complaint',
    categoryId: 'jalan',
    tags: [],
    channel: 'web',
    anonymous: false,
    confidential: false,
    oversight: false,
    location: {},
    reporter: { id: 'reporter', name: 'M. Akbar' },
    status,
    agencyId: 'agency',
    unitId: 'office',
    assigneeId,
    receivedAt: '2026-11-20T01:00:00.000Z',
    dispositionedAt: '2026-11-23T01:00:00.000Z',
    firstResponseAt: null,
    answeredAt: null,
    closedAt: null,
    deadlines: [],
    dueAt: null,
    dueKind: null,
    satisfaction: null,
    duplicateOf: null,
    attachments: [],
    events: [],
    updatedAt: '2026-11-23T01:00:00.000Z',
  })
  const counting = countingOf(reference, dispositioned.unitId)
  const deadlines = deadlinesOnDisposition(dispositioned, reference.deadlineRules, counting)
  return { ...dispositioned, deadlines, ...nextDeadline(status, deadlines) }
}
