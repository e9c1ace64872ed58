-- What figures and search ask of a case without reading its document (PROTOCOL.md 3.3, 4.7). Written together with
-- the document; for cases that were there before, the program fills them at its start (cases/derivedColumns.ts), so
-- that there is one definition of each.

alter table cases add column received_at text;
alter table cases add column dispositioned_at text;
-- CaseFacts of shared/domain/figures.
alter table cases add column facts json;
-- The words that search finds, each once; with them the agency as a lexeme of its own, so that a search goes
-- through one agency's postings only.
alter table cases add column words tsvector;

create index cases_received on cases (agency_id, received_at);
create index cases_dispositioned on cases (agency_id, dispositioned_at);
create index cases_words on cases using gin (words);

-- Cases that an agency handed back and that lie with another one since: they stay in the figures of the first.
create table returned_cases (
  agency_id text not null,
  case_id text not null references cases (id),
  received_at text not null,
  dispositioned_at text not null,
  facts json not null,
  primary key (agency_id, case_id)
);
