import type { Case } from '../../../../shared/domain/case'
import type { CaseId } from '../../../../shared/domain/identifiers'
import { caseIn } from '../../../shared/domain/sampleCase'

export function caseNumbered(number: number, change: Partial<Case> = {}): Case {
  const id = `case-${number}` as CaseId
  // Made for tests, where ids are made by hand.
  const trackingId = String(9_000_000 + number) as Case['trackingId']
  return { ...caseIn('dispositioned', null), id, trackingId, title: `Laporan ${number}`, ...change }
}
