import type { Writable } from 'node:stream'
import { assertNever } from '../../../shared/domain/assertNever'
import { beatSeconds, type Presence } from '../../../shared/protocol/events'
import { millisecondsOf, type Instant } from '../../../shared/domain/identifiers'
import type { Officer } from '../../../shared/domain/officer'
import type { Scope } from '../cases/scope'
import type { Clock } from '../clock'
import type { Database } from '../database/database'
import { announcementIn, channel, type Announcement } from './announcements'
import { EventStream } from './eventStream'
import { Presences } from './presences'

/** Streams that one session can have; a newer one ends the oldest, which its desk has most likely lost. */
const mostOfOneSession = 3
const mostInAll = 2000

/** Node's timers take no more than this; a token that lives longer is looked at again. */
const longestTimer = 2 ** 31 - 1

/** Until when a reader may go on reading, asked anew each time; null when no longer. */
export type Permit = () => Promise<Instant | null>

export interface Reader {
  readonly sessionId: string
  readonly officer: Officer
  readonly scope: Scope
  readonly permit: Permit
}

interface Open extends Reader {
  readonly stream: EventStream
  expiry: NodeJS.Timeout | null
}

/** The open streams of events (PROTOCOL.md 4.8) and who has which case open. One for a server. */
export class EventHub {
  readonly presences: Presences
  private readonly open = new Set<Open>()
  private readonly beats: NodeJS.Timeout
  private unlisten: () => Promise<void> = () => Promise.resolve()

  private constructor(
    private readonly clock: Clock,
    beatMilliseconds: number,
  ) {
    this.presences = new Presences(clock)
    this.beats = setInterval(() => this.beat(), beatMilliseconds)
    this.beats.unref()
  }

  static async listening(
    { database, clock }: { readonly database: Database; readonly clock: Clock },
    beatMilliseconds: number = beatSeconds * 1000,
  ): Promise<EventHub> {
    const hub = new EventHub(clock, beatMilliseconds)
    hub.unlisten = await database.listen(channel, (payload) => hub.heard(payload))
    return hub
  }

  /** Begins to write to `outlet` what the reader is to know, first who has a case open now. */
  begin(reader: Reader, until: Instant, outlet: Writable, current: readonly Presence[]): void {
    this.endOldest(reader.sessionId)
    const one: Open = {
      ...reader,
      stream: new EventStream(outlet, () => this.forget(one)),
      expiry: null,
    }
    this.open.add(one)
    this.endAt(one, until)
    // The session may have ended between the question and now.
    this.check(one)
    for (const presence of current) one.stream.presence(presence)
  }

  /** Tells of a presence those who can see the case, and never the officer whose it is. */
  tell(presence: Presence, place: { readonly agencyId: string; readonly unitId: string }): void {
    for (const one of this.open) {
      if (one.officer.id !== presence.officerId && sees(one.scope, place)) one.stream.presence(presence)
    }
  }

  /** After the clock was moved: ends the streams whose tokens have expired by it. */
  checkAll(): void {
    for (const one of [...this.open]) this.check(one)
  }

  /** Ends every stream and hears nothing any more. */
  async close(): Promise<void> {
    clearInterval(this.beats)
    for (const one of [...this.open]) one.stream.end()
    await this.unlisten()
  }

  private heard(payload: string | null): void {
    if (payload === null) return this.everybodyPulls()
    const announcement = announcementIn(payload)
    if (announcement) this.act(announcement)
  }

  private act(announcement: Announcement): void {
    for (const one of [...this.open]) {
      switch (announcement.kind) {
        case 'cases':
          if (sees(one.scope, announcement)) one.stream.changed('cases')
          break
        case 'reference':
          if (one.scope.agencyId === announcement.agencyId) one.stream.changed('reference')
          break
        case 'session':
          if (one.sessionId === announcement.sessionId) one.stream.end()
          break
        case 'device':
          this.check(one)
          break
        case 'restored':
          one.stream.end()
          break
        default:
          assertNever(announcement, 'announcement')
      }
    }
  }

  /** Something may have been missed. */
  private everybodyPulls(): void {
    for (const { stream } of this.open) {
      stream.changed('cases')
      stream.changed('reference')
    }
  }

  private beat(): void {
    for (const one of [...this.open]) {
      one.stream.beat()
      this.check(one)
    }
  }

  /** Ends the stream of who may not read any more. */
  private check(one: Open): void {
    one.permit().then(
      (until) => {
        if (until === null) one.stream.end()
        else if (this.open.has(one)) this.endAt(one, until)
      },
      () => {
        // The database is not there: nobody can tell now, and the next beat asks again.
      },
    )
  }

  /** Looks again at the moment at which the token expires; not sooner than in a second, whatever the clock says. */
  private endAt(one: Open, until: Instant): void {
    if (one.expiry) clearTimeout(one.expiry)
    const left = millisecondsOf(until) - millisecondsOf(this.clock.now())
    one.expiry = setTimeout(() => this.check(one), Math.min(Math.max(left, 1000), longestTimer))
    one.expiry.unref()
  }

  private endOldest(sessionId: string): void {
    const own = [...this.open].filter((one) => one.sessionId === sessionId)
    if (own.length >= mostOfOneSession) own[0]?.stream.end()
    const [oldest] = this.open
    if (this.open.size >= mostInAll) oldest?.stream.end()
  }

  private forget(one: Open): void {
    if (one.expiry) clearTimeout(one.expiry)
    this.open.delete(one)
  }
}

function sees(
  scope: Scope,
  { agencyId, unitId }: { readonly agencyId: string; readonly unitId: string },
): boolean {
  return scope.agencyId === agencyId && (scope.unitIds === null || scope.unitIds.includes(unitId))
}
