-- One-time codes count once each, and devices can be revoked (PROTOCOL.md 1.4, 2.1).

-- Which steps of 30 seconds an officer's codes were taken for already.
create table used_one_time_codes (
  officer_id text not null references officers (id),
  step bigint not null,
  primary key (officer_id, step)
);

create table revoked_devices (
  device_id text primary key,
  revoked_at text not null
);

create index sessions_of_officer on sessions (officer_id);
create index sessions_of_device on sessions (device_id);
create index sign_in_failures_by_time on sign_in_failures (at);
