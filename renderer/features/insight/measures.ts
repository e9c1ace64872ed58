import type { Figures } from '../../../shared/domain/figures/figures'

/** The figures as one number each, in the order in which they are shown. */
export const measures = [
  'received',
  'dispositioned',
  'followedUp',
  'followUpRate',
  'firstResponse',
  'insideShare',
  'open',
  'returned',
  'archived',
  'satisfaction',
] as const
export type Measure = (typeof measures)[number]

/** How a number is written: how many, a share of 1, days, or a mean of 1 to 5. */
export type ValueKind = 'count' | 'share' | 'days' | 'mean'

export const kindOf: Readonly<Record<Measure, ValueKind>> = {
  received: 'count',
  dispositioned: 'count',
  followedUp: 'count',
  followUpRate: 'share',
  firstResponse: 'days',
  insideShare: 'share',
  open: 'count',
  returned: 'count',
  archived: 'count',
  satisfaction: 'mean',
}

/** Null where there is nothing that it could be of. */
export function valueOf(measure: Measure, figures: Figures): number | null {
  switch (measure) {
    case 'received':
    case 'dispositioned':
    case 'followedUp':
    case 'followUpRate':
    case 'returned':
      return figures[measure]
    case 'firstResponse':
      return figures.firstResponse.medianDays
    case 'insideShare':
      return figures.deadline.insideShare
    case 'open':
      return figures.open.cases
    case 'archived':
      return figures.archived.cases
    case 'satisfaction':
      return figures.satisfaction.mean
  }
}
