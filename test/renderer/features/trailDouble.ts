import type { Case } from '../../../shared/domain/case'
import { localDate } from '../../../shared/domain/calendar'
import type { CaseId, OfficerId } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import type { TimelineItem } from '../../../renderer/engine/api'
import type { TrailApi, TrailLine, TrailQuery } from '../../../renderer/engine/trailApi'

/** The part of a desk in memory that says who did what when, by a scan over its cases. */
export class TrailDouble {
  /** The next questions cannot be answered. */
  fails = false

  constructor(
    private readonly cases: ReadonlyMap<CaseId, Case>,
    private readonly timelineOf: (subject: Case) => readonly TimelineItem[],
    private readonly reference: () => Reference,
  ) {}

  api(): TrailApi {
    return {
      trail: async (query, from, to) => {
        if (this.fails) throw new Error('The trail cannot be read')
        const found = this.lines(query)
        return { total: found.length, lines: found.slice(from, to), cases: this.cases.size }
      },
    }
  }

  private lines({ officerId, kind, from, to }: TrailQuery): TrailLine[] {
    const { agency } = this.reference()
    return [...this.cases.values()]
      .flatMap((subject) => this.timelineOf(subject).map((item) => this.line(subject, item)))
      .filter((line) => line !== null)
      .filter((line) => {
        if (officerId !== null && line.officerId !== officerId) return false
        if (kind === 'national' ? line.officerId !== null : kind !== null && line.event.type !== kind)
          return false
        const day = localDate(line.at, agency.timeZone)
        return (from === null || day >= from) && (to === null || day <= to)
      })
      .sort((one, other) => (one.at < other.at ? 1 : -1))
  }

  private line({ id, trackingId, title }: Case, { event, state }: TimelineItem): TrailLine | null {
    const { actor, at, type, data, visibility } = event
    if (actor.kind === 'reporter') return null
    return {
      key: event.id,
      at,
      caseId: id,
      trackingId,
      title,
      // An officer's event names the officer by their id.
      officerId: actor.kind === 'officer' ? ((actor.id ?? null) as OfficerId | null) : null,
      actorName: actor.name,
      event: { type, data },
      visibility,
      state,
    }
  }
}
