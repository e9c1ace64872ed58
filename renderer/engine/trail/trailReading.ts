import { addDays, endOfDay } from '../../../shared/domain/calendar'
import { instantFrom, millisecondsOf, type OfficerId } from '../../../shared/domain/identifiers'
import type { TrailKind, TrailLine, TrailPage, TrailQuery } from '../trailApi'
import type { ReferenceView } from '../referenceView'
import type { RowIndex } from '../rows/rowIndex'
import { trailTypes } from './trailColumns'
import type { NumberedEvent, TrailIndex, TrailWish } from './trailIndex'

export interface TrailReadingParts {
  /** Null at the desk of who does not oversee the agency. */
  readonly trail: TrailIndex | null
  readonly rows: RowIndex
  /** Which cases are read already; null when all are. The trail is made in the same reading. */
  readonly reading: () => { readonly done: number } | null
  readonly references: () => ReferenceView
}

/** The trail as it is shown: the events of the index with the names of their cases. */
export class TrailReading {
  constructor(private readonly parts: TrailReadingParts) {}

  page(query: TrailQuery, from: number, to: number): TrailPage {
    const { trail, rows, reading, references } = this.parts
    if (!trail) return { total: 0, lines: [], cases: 0 }
    const { total, events } = trail.find(wishOf(query, references().timeZone), from, to)
    const lines = events.map((event) => this.line(event)).filter((line) => line !== null)
    return { total, lines, cases: reading()?.done ?? rows.size }
  }

  private line({ place, at, slot, type, data, officerId, ...rest }: NumberedEvent): TrailLine | null {
    const { references, rows } = this.parts
    const row = rows.columns.read(slot)
    if (!row) return null
    // It was an officer's id when the event came; the columns keep it as plain text.
    const id = officerId as OfficerId | null
    return {
      ...rest,
      key: String(place),
      at: instantFrom(at),
      caseId: row.caseId,
      trackingId: row.trackingId,
      title: row.title,
      officerId: id,
      actorName: references().officerName(id) ?? rest.actorName,
      event: { type, data },
    }
  }
}

function wishOf({ officerId, kind, from, to }: TrailQuery, timeZone: string): TrailWish {
  return {
    officerId,
    types: kind && typesOf(kind),
    from: from === null ? -Infinity : millisecondsOf(endOfDay(addDays(from, -1), timeZone)) + 1,
    to: to === null ? Infinity : millisecondsOf(endOfDay(to, timeZone)),
  }
}

/** Reporters' events are not in the trail, so what is no officer's is the national system's. */
function typesOf(kind: TrailKind): ReadonlySet<number> {
  const places = trailTypes.map((type, place) => ({ type, place }))
  const wanted = places.filter(({ type }) =>
    kind === 'national' ? ['received', 'dispositioned', 'auto_closed'].includes(type) : type === kind,
  )
  return new Set(wanted.map(({ place }) => place))
}
