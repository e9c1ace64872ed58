import type {
  AgencyId,
  CalendarDate,
  CategoryId,
  Instant,
  OfficerId,
  TemplateId,
  UnitId,
} from './identifiers'
import type { ActionType } from './action'
import type { Classification } from './case'
import type { Role } from './officer'

/** DOMAIN.md, *Deadlines*: offices count working days, units that never close count every day. */
export const calendars = ['working_days', 'continuous'] as const
export type Calendar = (typeof calendars)[number]

export const agencyKinds = [
  'ministry',
  'state_body',
  'university',
  'local_government',
  'state_enterprise',
  'mission_abroad',
] as const
export type AgencyKind = (typeof agencyKinds)[number]

export const archiveReasonCodes = [
  'unclear',
  'out_of_scope',
  'duplicate',
  'not_completed',
  'in_court',
  'not_public_service',
  'test_or_spam',
] as const
export type ArchiveReasonCode = (typeof archiveReasonCodes)[number]

export interface Agency {
  readonly id: AgencyId
  readonly name: string
  readonly kind: AgencyKind
}

export interface Unit {
  readonly id: UnitId
  readonly parentId: UnitId | null
  readonly name: string
  readonly calendar: Calendar
  readonly dutyOfficerIds: readonly OfficerId[]
}

/** An officer as colleagues see them. */
export interface Colleague {
  readonly id: OfficerId
  readonly name: string
  readonly role: Role
  readonly unitIds: readonly UnitId[]
  readonly active: boolean
  readonly awayUntil?: Instant | null | undefined
}

export interface Category {
  readonly id: CategoryId
  readonly parentId: CategoryId | null
  readonly name: string
}

export interface Holiday {
  readonly date: CalendarDate
  readonly name: string
  /** Cuti bersama, the collective leave that the government adds to a holiday. */
  readonly collectiveLeave: boolean
}

/** Counted days of each deadline (DOMAIN.md, *Deadlines*). */
export interface DeadlineRules {
  readonly first_response: number
  readonly resolution: Readonly<Record<Classification | 'oversight', number>>
  readonly reporter_reply: number
  readonly auto_close: number
}

export interface Template {
  readonly id: TemplateId
  readonly name: string
  readonly actionType: ActionType
  readonly categoryId?: CategoryId | undefined
  readonly text: string
}

/** What a desk must know besides its cases (PROTOCOL.md 3.1). */
export interface Reference {
  /** `timeZone` is an IANA name: the agency's own zone, by which its deadlines are counted. */
  readonly agency: Agency & { readonly timeZone: string }
  readonly agencies: readonly Agency[]
  readonly units: readonly Unit[]
  readonly officers: readonly Colleague[]
  readonly categories: readonly Category[]
  readonly holidays: readonly Holiday[]
  readonly deadlineRules: DeadlineRules
  readonly templates: readonly Template[]
  readonly archiveReasons: readonly { readonly code: ArchiveReasonCode; readonly name: string }[]
}
