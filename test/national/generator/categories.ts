import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { CategoryId } from '../../../shared/domain/identifiers'
import type { Category } from '../../../shared/domain/reference'
import { identifierOf } from '../newIdentifier'
import { apportioned } from './apportion'

const categoriesSchema = z.object({
  main: z.array(
    z.object({ id: z.string(), name: z.string(), seen: z.number(), sub: z.array(z.string()).min(1) }),
  ),
})
export type MainCategory = z.infer<typeof categoriesSchema>['main'][number]

/** The public categories of SP4N-LAPOR! with their measured shares. */
export function readCategories(): MainCategory[] {
  const file = new URL('../data/categories.json', import.meta.url)
  return categoriesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).main
}

export function subCategoryId(mainId: string, name: string): CategoryId {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return identifierOf<CategoryId>(`${mainId}.${slug}`)
}

export function referenceCategories(main: readonly MainCategory[]): Category[] {
  return main.flatMap(({ id, name, sub }) => [
    { id: identifierOf<CategoryId>(id), parentId: null, name },
    ...sub.map((subName) => ({
      id: subCategoryId(id, subName),
      parentId: identifierOf<CategoryId>(id),
      name: subName,
    })),
  ])
}

/** So many of each main category that the shares are kept as exactly as whole numbers can. */
export function apportion(main: readonly MainCategory[], total: number): Map<string, number> {
  const counts = apportioned(
    main.map(({ seen }) => seen),
    total,
  )
  return new Map(main.map(({ id }, index) => [id, counts[index] ?? 0]))
}
