import type { Case } from '../../../shared/domain/case'
import { factsOf } from '../../../shared/domain/figures/caseFacts'
import { figureRulesOf } from '../../../shared/domain/figures/figures'
import type { Period } from '../../../shared/domain/figures/localDays'
import { figureReport, type FigureGroup } from '../../../shared/domain/figures/report'
import { addDays, localDate } from '../../../shared/domain/calendar'
import { instantFrom } from '../../../shared/domain/identifiers'
import type { Reference } from '../../../shared/domain/reference'
import type {
  FigureCoverage,
  FiguresAnswer,
  FiguresApi,
  FiguresQuery,
  NamedGroup,
  NationalFiguresAnswer,
} from '../../../renderer/engine/figuresApi'
import type { NationalFailure } from '../../../renderer/engine/findingApi'
import { FactFeed } from '../../../renderer/engine/insight/factFeed'
import { DayNumbers } from '../../../renderer/engine/insight/dayNumbers'
import { figurePass } from '../../../renderer/engine/insight/figurePass'
import { RowIndex } from '../../../renderer/engine/rows/rowIndex'

export interface FiguresDoubleParts {
  readonly cases: () => readonly Case[]
  readonly reference: () => Reference
  readonly now: () => number
  readonly lastSyncedAt: () => number | null
}

/** The figures of a desk in memory, by the engine's own pass; the national system counts the same cases. */
export class FiguresDouble {
  fails = false
  /** What the national system answers instead while it fails. */
  nationalFails: NationalFailure | null = null
  /** What is otherwise with the cache than on a desk that is in step. */
  coverage: Partial<FigureCoverage> = {}
  /** Returned and purged ones, which only the national system counts. */
  foreign: Case[] = []
  readonly asked: Period[] = []

  constructor(private readonly parts: FiguresDoubleParts) {}

  api(): FiguresApi {
    return {
      agencyToday: async () => {
        const { timeZone } = this.parts.reference().agency
        return { today: localDate(instantFrom(this.parts.now()), timeZone), timeZone }
      },
      figures: async (query) => this.figures(query),
      nationalFigures: async (period) => this.national(period),
    }
  }

  private figures({ period, by }: FiguresQuery): FiguresAnswer {
    if (this.fails) throw new Error('The figures cannot be counted')
    const [rows, facts, reference, now] = [
      new RowIndex(),
      new FactFeed(),
      this.parts.reference(),
      this.parts.now(),
    ]
    const cases = this.parts.cases()
    for (const subject of cases) facts.written(rows.put(subject, null), subject)
    const { timeZone } = reference.agency
    const { countingOf } = figureRulesOf(reference, instantFrom(now))
    const counted = figurePass(
      { rows: rows.columns, facts: facts.columns },
      period,
      { now, days: new DayNumbers(timeZone), countingOf },
      by,
    )
    return {
      outcome: 'counted',
      ...counted,
      groups: this.named(counted.groups),
      coverage: {
        casesHeld: cases.length,
        lastSyncedAt: this.parts.lastSyncedAt(),
        complete: true,
        reading: null,
        wholeAgency: true,
        keptFrom: addDays(localDate(instantFrom(now), timeZone), -400),
        unsent: 0,
        ...this.coverage,
      },
    }
  }

  private national(period: Period): NationalFiguresAnswer {
    this.asked.push(period)
    if (this.nationalFails) return this.nationalFails
    const at = instantFrom(this.parts.now())
    const facts = [...this.parts.cases(), ...this.foreign].map(factsOf)
    const { total, by } = figureReport(facts, period, figureRulesOf(this.parts.reference(), at))
    return {
      outcome: 'counted',
      at,
      total,
      months: by.month,
      by: {
        unit: this.named(by.unit),
        officer: this.named(by.officer),
        category: this.named(by.category),
        channel: this.named(by.channel),
        area: this.named(by.area),
      },
    }
  }

  private named(groups: readonly FigureGroup[]): readonly NamedGroup[] {
    const { units, officers, categories } = this.parts.reference()
    const names = new Map([...units, ...officers, ...categories].map(({ id, name }) => [String(id), name]))
    return groups.map((group) => ({ ...group, name: names.get(group.key ?? '') ?? null }))
  }
}
