import type { Case } from '../../../shared/domain/case'
import type { NationalData } from '../generator/generate'
import type { Database, Queryable } from './database'

/** As many rows as one statement takes; their JSON stays some megabytes. */
const chunkSize = 500

/** Fills an empty database with what the generator made, all or nothing. */
export async function seed(database: Database, data: NationalData, passwordHash: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.run('insert into reference_data (id, document) values (1, $1::text::json)', [
      JSON.stringify(data.reference),
    ])
    const accounts = data.officers.map((officer) => ({
      id: officer.id,
      username: officer.username,
      password_hash: passwordHash,
      document: officer,
    }))
    await transaction.run(
      `insert into officers (id, username, password_hash, active, document)
       select id, username, password_hash, true, document from json_to_recordset($1::text::json)
         as given (id text, username text, password_hash text, document json)`,
      [JSON.stringify(accounts)],
    )
    for (let from = 0; from < data.cases.length; from += chunkSize) {
      await insertCases(transaction, data.cases.slice(from, from + chunkSize))
    }
  })
}

async function insertCases(queryable: Queryable, cases: readonly Case[]): Promise<void> {
  const documents = JSON.stringify(cases.map((document) => ({ document })))
  await queryable.run(
    `insert into cases (id, tracking_id, version, agency_id, unit_id, status, due_at, closed_at, first_response_at,
                        updated_at, title, document)
     select document->>'id', document->>'trackingId', (document->>'version')::integer, document->>'agencyId',
            document->>'unitId', document->>'status', document->>'dueAt', document->>'closedAt',
            document->>'firstResponseAt', document->>'updatedAt', document->>'title', document
       from json_to_recordset($1::text::json) as given (document json)`,
    [documents],
  )
  const events = cases.flatMap((one) =>
    one.events.map((event, index) => ({ event_id: event.id, case_id: one.id, version: index + 1 })),
  )
  await queryable.run(
    `insert into case_events (event_id, case_id, version)
     select event_id, case_id, version from json_to_recordset($1::text::json)
       as given (event_id text, case_id text, version integer)`,
    [JSON.stringify(events)],
  )
}
