import { addDays, localDate } from '../../../shared/domain/calendar'
import { instantFrom } from '../../../shared/domain/identifiers'
import { overseesAgency, type Officer } from '../../../shared/domain/officer'
import { keptDays } from '../../../shared/protocol/changes'
import type { AreaBook } from '../areaBook'
import type { CaseCache } from '../cache/caseCache'
import type { AgencyToday, FigureCoverage, FiguresAnswer, FiguresQuery } from '../figuresApi'
import type { ReferenceView } from '../referenceView'
import type { RowIndex } from '../rows/rowIndex'
import type { ServerClock } from '../serverClock'
import { DayNumbers } from './dayNumbers'
import type { FactFeed } from './factFeed'
import { figurePass } from './figurePass'
import { named } from './groupNames'

export interface DeskFiguresParts {
  readonly officer: Officer
  readonly cache: Pick<CaseCache, 'standing'>
  readonly rows: RowIndex
  readonly facts: FactFeed
  readonly areas: AreaBook
  readonly serverClock: ServerClock
  readonly references: () => ReferenceView
  readonly lastSyncedAt: () => number | null
  /** Actions that change a case and that the national system has not taken. */
  readonly unsent: () => number
}

/** The figures of the cases on this computer. */
export class DeskFigures {
  private days: DayNumbers | null = null

  constructor(private readonly parts: DeskFiguresParts) {}

  today(): AgencyToday {
    const { serverClock, references } = this.parts
    const { timeZone } = references()
    return { today: localDate(instantFrom(serverClock.now()), timeZone), timeZone }
  }

  async figures({ period, by }: FiguresQuery): Promise<FiguresAnswer> {
    const { rows, facts, areas, serverClock } = this.parts
    const references = this.parts.references()
    const { reference } = references
    if (!reference) return { outcome: 'no-reference' }
    const { timeZone } = references
    if (this.days?.timeZone !== timeZone) this.days = new DayNumbers(timeZone)
    const now = serverClock.now()
    const rules = { now, days: this.days, countingOf: references.countingIn(reference) }
    const counted = figurePass({ rows: rows.columns, facts: facts.columns }, period, rules, by)
    return {
      outcome: 'counted',
      ...counted,
      groups: await named(counted.groups, by, { references, areas }),
      coverage: await this.coverage(now, timeZone),
    }
  }

  private async coverage(now: number, timeZone: string): Promise<FigureCoverage> {
    const { officer, cache, rows, facts, lastSyncedAt, unsent } = this.parts
    const { complete } = await cache.standing()
    return {
      casesHeld: rows.size,
      lastSyncedAt: lastSyncedAt(),
      complete,
      reading: facts.progress(),
      wholeAgency: overseesAgency(officer.role),
      keptFrom: addDays(localDate(instantFrom(now), timeZone), -keptDays),
      unsent: unsent(),
    }
  }
}
