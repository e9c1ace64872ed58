import type { PossibleHolder } from '../../engine/reassignApi'
import type { MessageKey, MessageValues } from '../../i18n/words'

interface Saying {
  /** How many cases are to be given. */
  readonly total: number
  readonly t: (key: MessageKey, values?: MessageValues) => string
  readonly number: (value: number) => string
  readonly until: (instant: string) => string
  readonly unitName: (unitId: unknown) => string | null
}

/** What tells one possible holder from another: whether they are there, what they see, what they hold, where they work. */
export function holderDetail(holder: PossibleHolder, { total, t, number, until, unitName }: Saying): string {
  const { awayUntil, load, mayHold, unitIds } = holder
  const sees =
    mayHold === 0
      ? t('reassign.seesNone')
      : t('reassign.seesSome', { n: number(mayHold), total: number(total) })
  return [
    ...(awayUntil ? [t('reassign.away', { until: until(awayUntil) })] : []),
    ...(mayHold < total ? [sees] : []),
    t('reassign.load', { open: number(load.open), late: number(load.late) }),
    ...unitIds.map(unitName).filter((name) => name !== null),
  ].join(' · ')
}
