import { z } from 'zod'
import type { Case } from '../../../shared/domain/case'
import { factsOf } from '../../../shared/domain/figures/caseFacts'
import { isFollowedUp } from '../../../shared/domain/figures/figures'
import { caseSchema } from '../../../shared/protocol/case'
import type { Queryable } from '../database/database'
import { agencyWord, searchedWords } from './searchWords'

/** The columns of migrations 0020 and 0040 as parameters; `words` goes through `array_to_tsvector`. */
export function derivedColumns(subject: Case) {
  const facts = factsOf(subject)
  return {
    received_at: subject.receivedAt,
    dispositioned_at: subject.dispositionedAt,
    facts,
    followed_up: isFollowedUp(facts),
    words: [agencyWord(subject.agencyId), ...searchedWords(subject)],
  }
}

const chunkSize = 200

/** Fills the columns of cases that were written before there were such columns. */
export async function deriveMissingColumns(queryable: Queryable): Promise<void> {
  for (;;) {
    const rows = await queryable.rows(
      z.object({ document: z.string() }),
      'select document::text as document from cases where facts is null or followed_up is null limit $1',
      [chunkSize],
    )
    if (rows.length === 0) return
    const cases = rows.map((row) => caseSchema.parse(JSON.parse(row.document)))
    await queryable.run(
      `update cases set received_at = given.received_at, dispositioned_at = given.dispositioned_at,
              facts = given.facts, followed_up = given.followed_up, words = array_to_tsvector(given.words)
         from json_to_recordset($1::text::json)
           as given (id text, received_at text, dispositioned_at text, facts json, followed_up boolean, words text[])
        where cases.id = given.id`,
      [JSON.stringify(cases.map((one) => ({ id: one.id, ...derivedColumns(one) })))],
    )
  }
}
