import { z } from 'zod'
import type { Queryable } from '../database/database'
import { inScopeSql, type Scope } from './scope'
import { agencyWord, wordsOf } from './searchWords'

/**
 * The cases, as JSON, in which every word that is asked for begins some word, the newest first (PROTOCOL.md 4.7). In
 * scope only: what was purged or returned is not found.
 */
export async function searchCases(
  queryable: Queryable,
  scope: Scope,
  search: { readonly q: string; readonly limit: number },
): Promise<string[]> {
  const words = wordsOf(search.q)
  if (words.length === 0) return []
  const query = [quoted(agencyWord(scope.agencyId)), ...words.map((word) => `${quoted(word)}:*`)].join(' & ')
  // The ids first: only the documents that are given are read.
  const rows = await queryable.rows(
    z.object({ document: z.string() }),
    `select document::text as document from cases
      where id in (select id from cases
                    where words @@ $3::text::tsquery and ${inScopeSql('$1', '$2')}
                    order by received_at desc, id desc limit $4)
      order by received_at desc, id desc`,
    [scope.agencyId, scope.unitIds, query, search.limit],
  )
  return rows.map((row) => row.document)
}

/** A lexeme as a tsquery writes it. */
function quoted(word: string): string {
  return `'${word.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`
}
