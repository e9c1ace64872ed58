import type { Case } from '../../../shared/domain/case'
import type { CaseId } from '../../../shared/domain/identifiers'

/** Which held cases are linked to which as duplicates. Few are: nothing is kept for the others. */
export class DuplicateLinks {
  private readonly primaries = new Map<CaseId, CaseId>()
  private readonly members = new Map<CaseId, Set<CaseId>>()

  written({ id, duplicateOf }: Pick<Case, 'id' | 'duplicateOf'>): void {
    if (this.primaries.get(id) === (duplicateOf ?? undefined)) return
    this.removed(id)
    if (duplicateOf === null) return
    this.primaries.set(id, duplicateOf)
    const held = this.members.get(duplicateOf)
    if (held) held.add(id)
    else this.members.set(duplicateOf, new Set([id]))
  }

  removed(caseId: CaseId): void {
    const primary = this.primaries.get(caseId)
    if (primary === undefined) return
    this.primaries.delete(caseId)
    const held = this.members.get(primary)
    held?.delete(caseId)
    if (held?.size === 0) this.members.delete(primary)
  }

  clear(): void {
    this.primaries.clear()
    this.members.clear()
  }

  of(primaryId: CaseId): readonly CaseId[] {
    return [...(this.members.get(primaryId) ?? [])]
  }
}
