-- Copies of what the sandbox holds, each in a schema of its own (PROTOCOL.md 8.3, restore).

create table backups (
  sequence bigint generated always as identity unique,
  name text primary key,
  taken_at text not null
);
