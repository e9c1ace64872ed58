import type { CategoryId, OfficerId, UnitId } from '../../../shared/domain/identifiers'
import type { Comparison, FigureGroup } from '../../../shared/domain/figures/report'
import type { AreaBook } from '../areaBook'
import type { NamedGroup } from '../figuresApi'
import type { ReferenceView } from '../referenceView'

/** The same groups with the names that people know them by; null where none is known. */
export async function named(
  groups: readonly FigureGroup[],
  by: Comparison,
  { references, areas }: { readonly references: ReferenceView; readonly areas: AreaBook },
): Promise<readonly NamedGroup[]> {
  if (by === 'area') {
    const codes = groups.flatMap(({ key }) => (key === null ? [] : [key]))
    const names = await areas.namesOf(new Set(codes))
    return groups.map((group) => ({ ...group, name: names.get(group.key ?? '') ?? null }))
  }
  return groups.map((group) => ({ ...group, name: group.key && nameOf(group.key, by, references) }))
}

/** Keys are the ids of what is compared; the casts only add the brand that the comparison says. */
function nameOf(key: string, by: Exclude<Comparison, 'area'>, references: ReferenceView): string | null {
  switch (by) {
    case 'unit':
      return references.unitName(key as UnitId) || null
    case 'officer':
      return references.officerName(key as OfficerId)
    case 'category':
      return references.categoryName(key as CategoryId) || null
    case 'tag':
      return key
    case 'channel':
      return null
  }
}
