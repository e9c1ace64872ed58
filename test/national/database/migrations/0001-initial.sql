-- The first shape of the sandbox's database. Migrations are append-only: a later change is a new file.
-- Moments are kept as the protocol writes them (UTC with milliseconds), which orders as text.

create table national (
  name text primary key,
  value text not null
);

create table reference_data (
  id integer primary key check (id = 1),
  document json not null
);

create table officers (
  id text primary key,
  username text not null unique,
  password_hash text not null,
  active boolean not null,
  document json not null
);

-- What citizens sent; case_id stands once the national admin has dispositioned it.
create table reports (
  tracking_id text primary key,
  received_at text not null,
  document json not null,
  case_id text
);

create sequence tracking_numbers start 9200001;

-- document is the whole case as the protocol gives it; the columns beside it are what queries ask for.
create table cases (
  id text primary key,
  tracking_id text not null unique,
  version integer not null,
  agency_id text not null,
  unit_id text not null,
  status text not null,
  due_at text,
  closed_at text,
  first_response_at text,
  updated_at text not null,
  purged boolean not null default false,
  title text not null,
  document json not null
);
create index cases_scope on cases (agency_id, unit_id, id);
create index cases_due on cases (status, due_at);

-- At which version each event came in: "others since baseVersion" is asked of this.
create table case_events (
  event_id text primary key,
  case_id text not null references cases (id),
  version integer not null
);
create index case_events_of_case on case_events (case_id, version);

-- The log that desks pull. Where the case lay before says whose desks have to drop it.
create table changes (
  sequence bigint generated always as identity primary key,
  case_id text not null references cases (id),
  from_agency_id text,
  from_unit_id text,
  at text not null
);

-- Every final result, for ever: the action's id is the idempotency key.
create table action_results (
  action_id text primary key,
  officer_id text not null,
  case_id text,
  outcome text not null,
  code text,
  detail text,
  at text not null
);

create table ledger (
  sequence bigint generated always as identity primary key,
  action_id text not null unique,
  case_id text not null,
  tracking_id text not null,
  type text not null,
  officer_id text not null,
  at text not null,
  text text
);

-- One row for each sign-in. Tokens are derived from id, generation and a secret, so none is kept here.
create table sessions (
  id text primary key,
  officer_id text not null references officers (id),
  device_id text not null,
  device_name text not null,
  generation integer not null,
  -- Whether a token of the newest generation was used already.
  confirmed boolean not null,
  access_until text not null,
  previous_access_until text,
  revoked_at text,
  created_at text not null
);

create table sign_in_failures (
  username text not null,
  at text not null
);
create index sign_in_failures_by_name on sign_in_failures (username, at);
