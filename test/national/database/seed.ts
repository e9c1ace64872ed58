import type { Case } from '../../../shared/domain/case'
import { derivedColumns } from '../cases/derivedColumns'
import { keepReturned } from '../cases/returnedCases'
import type { NationalData } from '../generator/generate'
import type { Queryable } from './database'

/** As many rows as one statement takes; their JSON stays some megabytes. */
const chunkSize = 500

/** Fills an empty database with what the generator made; call it inside a transaction. */
export async function seed(transaction: Queryable, data: NationalData, passwordHash: string): Promise<void> {
  await seedInstitutions(transaction, data)
  await seedAccounts(transaction, data, passwordHash)
  const cases = [...data.cases, ...data.casesElsewhere]
  for (let from = 0; from < cases.length; from += chunkSize) {
    await insertCases(transaction, cases.slice(from, from + chunkSize))
  }
  await insertAttachments(transaction, data.files)
  for (const { before, after } of data.handedBack) await keepReturned(transaction, before, after)
  // A server's planner knows nothing of tables that it has not looked at.
  await transaction.run('analyze')
}

async function seedInstitutions(queryable: Queryable, data: NationalData): Promise<void> {
  await queryable.run('insert into reference_data (id, document) values (1, $1::text::json)', [
    JSON.stringify(data.shared),
  ])
  await queryable.run(
    `insert into agencies (id, name, kind, time_zone, position)
     select id, name, kind, time_zone, position from json_to_recordset($1::text::json)
       as given (id text, name text, kind text, time_zone text, position integer)`,
    [
      JSON.stringify(
        data.agencies.map(({ timeZone, ...one }, position) => ({ ...one, time_zone: timeZone, position })),
      ),
    ],
  )
  const units = data.agencies.flatMap(({ id, units: own }) =>
    own.map((unit, position) => ({ ...unit, agency_id: id, parent_id: unit.parentId, position })),
  )
  await queryable.run(
    `insert into units (id, agency_id, parent_id, name, calendar, position)
     select id, agency_id, parent_id, name, calendar, position from json_to_recordset($1::text::json)
       as given (id text, agency_id text, parent_id text, name text, calendar text, position integer)`,
    [JSON.stringify(units)],
  )
  const duties = units.filter(({ dutyOfficerIds }) => dutyOfficerIds.length > 0)
  await queryable.run(
    `insert into duties (unit_id, officer_ids, from_at)
     select id, "dutyOfficerIds", '2000-01-01T00:00:00.000Z' from json_to_recordset($1::text::json)
       as given (id text, "dutyOfficerIds" json)`,
    [JSON.stringify(duties)],
  )
  await queryable.run(
    `insert into past_totals (agency_id, received, dispositioned, followed_up)
     select "agencyId", received, dispositioned, "followedUp" from json_to_recordset($1::text::json)
       as given ("agencyId" text, received integer, dispositioned integer, "followedUp" integer)`,
    [JSON.stringify(data.pastTotals)],
  )
}

async function seedAccounts(queryable: Queryable, data: NationalData, passwordHash: string): Promise<void> {
  const accounts = data.accounts.map(({ officer, active, awayUntil, otpSecret }, position) => ({
    id: officer.id,
    username: officer.username,
    password_hash: passwordHash,
    active,
    agency_id: officer.agencyId,
    position,
    away_until: awayUntil,
    otp_secret: otpSecret,
    document: officer,
  }))
  await queryable.run(
    `insert into officers (id, username, password_hash, active, agency_id, position, away_until, otp_secret, document)
     select id, username, password_hash, active, agency_id, position, away_until, otp_secret, document
       from json_to_recordset($1::text::json)
         as given (id text, username text, password_hash text, active boolean, agency_id text, position integer,
                   away_until text, otp_secret text, document json)`,
    [JSON.stringify(accounts)],
  )
}

async function insertCases(queryable: Queryable, cases: readonly Case[]): Promise<void> {
  const documents = JSON.stringify(cases.map((document) => ({ document, ...derivedColumns(document) })))
  await queryable.run(
    `insert into cases (id, tracking_id, version, agency_id, unit_id, status, due_at, closed_at, first_response_at,
                        updated_at, title, document, received_at, dispositioned_at, facts, followed_up, words)
     select document->>'id', document->>'trackingId', (document->>'version')::integer, document->>'agencyId',
            document->>'unitId', document->>'status', document->>'dueAt', document->>'closedAt',
            document->>'firstResponseAt', document->>'updatedAt', document->>'title', document,
            received_at, dispositioned_at, facts, followed_up, array_to_tsvector(words)
       from json_to_recordset($1::text::json)
         as given (document json, received_at text, dispositioned_at text, facts json, followed_up boolean,
                   words text[])`,
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

/** Only how they are made: the bytes of so many pictures would be most of the database. */
async function insertAttachments(queryable: Queryable, files: NationalData['files']): Promise<void> {
  await queryable.run(
    `insert into attachments (id, case_id, name, mime, size, sha256, recipe)
     select id, "caseId", name, mime, size, sha256, recipe from json_to_recordset($1::text::json)
       as given (id text, "caseId" text, name text, mime text, size integer, sha256 text, recipe json)`,
    [JSON.stringify(files)],
  )
}
