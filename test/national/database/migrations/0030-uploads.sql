-- Files that are sent before the action which names them (PROTOCOL.md 7), and what becomes of them: the attachments
-- of reports and events (6.3).

create table uploads (
  id text primary key,
  officer_id text not null references officers (id),
  action_id text not null,
  name text not null,
  mime text not null,
  sha256 text not null,
  -- Upload-Metadata as it came, for HEAD.
  metadata text not null,
  size integer not null,
  -- Bytes that are in file_chunks. Equal to size only once the whole was found to have the sum it should have.
  stored integer not null,
  created_at text not null
);
create index uploads_by_age on uploads (created_at);

-- The bytes of uploads and attachments, in the pieces in which they came; position is the first byte's place.
create table file_chunks (
  file_id text not null,
  position integer not null,
  bytes bytea not null,
  primary key (file_id, position)
);
-- Photographs and letters do not get smaller by trying.
alter table file_chunks alter column bytes set storage external;

create table attachments (
  id text primary key,
  case_id text not null references cases (id),
  name text not null,
  mime text not null,
  size integer not null,
  sha256 text not null,
  -- Where its bytes are (file_chunks), or how the generator makes them.
  file_id text,
  recipe json,
  check ((file_id is null) <> (recipe is null))
);
create index attachments_of_case on attachments (case_id);
