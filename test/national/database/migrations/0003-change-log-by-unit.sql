-- The change log gets a line for every unit that a change touches: where the case lies now, and where it lay before
-- if that was elsewhere. So a desk's delta reads its own lines and nobody else's (PROTOCOL.md 4.1).

create sequence change_numbers;

alter table changes rename to changes_by_case;

create table changes (
  agency_id text not null,
  unit_id text not null,
  -- The lines of one change have the same number.
  sequence bigint not null,
  case_id text not null references cases (id),
  at text not null,
  constraint changes_of_agency primary key (agency_id, sequence, unit_id)
);
create index changes_of_unit on changes (agency_id, unit_id, sequence);

insert into changes (agency_id, unit_id, sequence, case_id, at)
select distinct place.agency_id, place.unit_id, changes_by_case.sequence, changes_by_case.case_id, changes_by_case.at
  from changes_by_case join cases on cases.id = changes_by_case.case_id,
       lateral (values (changes_by_case.from_agency_id, changes_by_case.from_unit_id),
                       (cases.agency_id, cases.unit_id)) as place (agency_id, unit_id)
 where place.agency_id is not null;

select setval('change_numbers', coalesce(max(sequence), 0) + 1, false) from changes;

drop table changes_by_case;

-- What a transaction has changed, until it commits.
create table changes_to_log (
  case_id text not null,
  agencies text[] not null,
  units text[] not null,
  at text not null
);

-- The only way into the log: a transaction says what it changes, and as the last thing before it commits the lines are
-- written. Numbers are given out before commits: a desk that has read number 8 would never see number 7 if that came
-- in later. So whoever writes for an agency waits until those before have committed, and within an agency, which is as
-- far as any desk sees, numbers become visible in their order. Agencies do not wait for one another, and nobody waits
-- for more than a commit.
create function log_change(changed_case text, agencies text[], units text[], moment text) returns void
language sql as $$
  insert into changes_to_log (case_id, agencies, units, at) values (changed_case, agencies, units, moment)
$$;

create function write_to_log() returns trigger
language plpgsql as $$
declare
  number bigint;
begin
  -- Always in the same order, so that two that touch the same two agencies cannot wait for each other.
  perform pg_advisory_xact_lock(4511, locks.key)
     from (select distinct hashtext(agency) as key from unnest(new.agencies) as agency order by 1) as locks;
  number := nextval('change_numbers');
  insert into changes (agency_id, unit_id, sequence, case_id, at)
  select distinct place.agency_id, place.unit_id, number, new.case_id, new.at
    from unnest(new.agencies, new.units) as place (agency_id, unit_id);
  delete from changes_to_log where changes_to_log.ctid = new.ctid;
  return null;
end
$$;

create constraint trigger at_commit after insert on changes_to_log deferrable initially deferred
  for each row execute function write_to_log();

-- A supervisor's first pull goes through an agency's cases by id.
create index cases_of_agency on cases (agency_id, id);
