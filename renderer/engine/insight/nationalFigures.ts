import type { Period } from '../../../shared/domain/figures/localDays'
import type { AreaBook } from '../areaBook'
import type { NationalFiguresAnswer } from '../figuresApi'
import type { ReferenceView } from '../referenceView'
import { failureOf, patience } from '../sync/nationalFailure'
import type { NationalClient } from '../sync/nationalClient'
import { named } from './groupNames'

export interface NationalFiguresParts {
  readonly national: NationalClient
  readonly areas: AreaBook
  readonly references: () => ReferenceView
}

/** The figures of the agency as the national system counts them (PROTOCOL.md 3.3): asked, shown and forgotten. */
export class NationalFigures {
  constructor(private readonly parts: NationalFiguresParts) {}

  async figures(period: Period): Promise<NationalFiguresAnswer> {
    const { national, areas } = this.parts
    const reply = await national.figures(period, patience())
    if (reply.kind === 'fault') return failureOf(reply.fault)
    const { at, total, by } = reply.value
    const names = { references: this.parts.references(), areas }
    return {
      outcome: 'counted',
      at,
      total,
      months: by.month,
      by: {
        unit: await named(by.unit, 'unit', names),
        officer: await named(by.officer, 'officer', names),
        category: await named(by.category, 'category', names),
        channel: await named(by.channel, 'channel', names),
        area: await named(by.area, 'area', names),
      },
    }
  }
}
