import type { CalendarDate, Instant } from '../../shared/domain/identifiers'
import type { Figures } from '../../shared/domain/figures/figures'
import type { Period } from '../../shared/domain/figures/localDays'
import type { Comparison, FigureGroup } from '../../shared/domain/figures/report'
import type { NationalFailure } from './findingApi'

/** What the page may ask about the figures that agencies report; each is defined in shared/domain/figures. */
export interface FiguresApi {
  /** The day it is at the agency, by the national system’s clock; periods are days there. */
  agencyToday(): Promise<AgencyToday>
  /** Of the cases on this computer, unsent work included. */
  figures(query: FiguresQuery): Promise<FiguresAnswer>
  /** Of the whole agency as the national system counts them (PROTOCOL.md 3.3); waits for the network. */
  nationalFigures(period: Period): Promise<NationalFiguresAnswer>
}

export interface AgencyToday {
  readonly today: CalendarDate
  /** IANA. */
  readonly timeZone: string
}

export interface FiguresQuery {
  readonly period: Period
  readonly by: Comparison
}

/** A group with its name where the reference data has one; channels and months are for the catalogues to name. */
export interface NamedGroup extends FigureGroup {
  readonly name: string | null
}

export type FiguresAnswer =
  | {
      readonly outcome: 'counted'
      readonly total: Figures
      /** Every month of the period. */
      readonly months: readonly FigureGroup[]
      /** Without those that hold no case of the period; null last. */
      readonly groups: readonly NamedGroup[]
      readonly coverage: FigureCoverage
    }
  /** Calendars and the time zone have not come yet. */
  | { readonly outcome: 'no-reference' }

/** What the figures of this computer are made of, so that nobody takes them for more. */
export interface FigureCoverage {
  readonly casesHeld: number
  /** Milliseconds since 1970 by this device's clock; null when all was never in step. */
  readonly lastSyncedAt: number | null
  /** All that is in scope has come once. */
  readonly complete: boolean
  /** Null when every held case is counted; before that some are still being read. */
  readonly reading: { readonly done: number; readonly total: number } | null
  /** False: only the cases of the officer's units are here. */
  readonly wholeAgency: boolean
  /** Of what was dispositioned before this day, closed and archived cases are not all here any more. */
  readonly keptFrom: CalendarDate
  /** Actions that are counted although the national system has not taken them. */
  readonly unsent: number
}

export type NationalFiguresAnswer =
  | {
      readonly outcome: 'counted'
      /** As of when. */
      readonly at: Instant
      readonly total: Figures
      readonly months: readonly FigureGroup[]
      /** By all that the answer compares; tags are not among it. */
      readonly by: Readonly<Record<Exclude<Comparison, 'tag'>, readonly NamedGroup[]>>
    }
  | NationalFailure
