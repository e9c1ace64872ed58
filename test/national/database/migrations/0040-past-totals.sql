-- The national statistics (PROTOCOL.md 8.2) go back further than this database: what came in before its first day is
-- known by its totals only.

create table past_totals (
  -- Null for the reports that never came to an institution.
  agency_id text unique references agencies (id),
  received integer not null,
  dispositioned integer not null,
  followed_up integer not null,
  check (followed_up <= dispositioned and dispositioned <= received)
);

-- `isFollowedUp` of shared/domain/figures; filled like the columns of migration 0020.
alter table cases add column followed_up boolean;
