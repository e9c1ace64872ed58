-- Every agency has a reference of its own (PROTOCOL.md 3.1): what all share stays in reference_data, what is an
-- agency's own becomes rows, so that duty and absence can be set (3.3).

create table agencies (
  id text primary key,
  name text not null,
  kind text not null,
  time_zone text not null,
  -- The order in which the reference gives them.
  position integer not null
);

create table units (
  id text primary key,
  agency_id text not null references agencies (id),
  -- Null for an agency's root unit, of which there is one.
  parent_id text references units (id),
  name text not null,
  calendar text not null,
  position integer not null
);
create index units_of_agency on units (agency_id, position);
create unique index one_root_unit on units (agency_id) where parent_id is null;

-- Who answers for a unit on holidays, and from when until when; without an end until it is set anew.
create table duties (
  unit_id text primary key references units (id),
  officer_ids json not null,
  from_at text not null,
  until_at text
);

alter table officers add column agency_id text;
alter table officers add column position integer not null default 0;
alter table officers add column away_until text;
-- The shared key of the one-time codes (PROTOCOL.md 2.1); null for who signs in without.
alter table officers add column otp_secret text;

insert into agencies (id, name, kind, time_zone, position)
select one.value->>'id', one.value->>'name', one.value->>'kind',
       case when one.value->>'id' = document->'agency'->>'id' then document->'agency'->>'timeZone'
            else 'Asia/Jakarta' end,
       one.ordinality
  from reference_data, json_array_elements(document->'agencies') with ordinality as one (value, ordinality);

insert into units (id, agency_id, parent_id, name, calendar, position)
select one.value->>'id', document->'agency'->>'id', one.value->>'parentId', one.value->>'name',
       one.value->>'calendar', one.ordinality
  from reference_data, json_array_elements(document->'units') with ordinality as one (value, ordinality);

insert into units (id, agency_id, parent_id, name, calendar, position)
select 'unit-' || agencies.id, agencies.id, null, agencies.name, 'working_days', 1
  from agencies where not exists (select 1 from units where units.agency_id = agencies.id);

insert into duties (unit_id, officer_ids, from_at)
select one.value->>'id', one.value->'dutyOfficerIds', '2000-01-01T00:00:00.000Z'
  from reference_data, json_array_elements(document->'units') as one (value)
 where json_array_length(one.value->'dutyOfficerIds') > 0;

update officers set agency_id = document->>'agencyId';
update officers set away_until = one.value->>'awayUntil', position = one.ordinality
  from reference_data, json_array_elements(reference_data.document->'officers') with ordinality as one (value, ordinality)
 where one.value->>'id' = officers.id;
alter table officers alter column agency_id set not null;
create index officers_of_agency on officers (agency_id, position);

update reference_data set document = json_build_object(
  'categories', document->'categories', 'holidays', document->'holidays',
  'deadlineRules', document->'deadlineRules', 'templates', document->'templates',
  'archiveReasons', document->'archiveReasons');
