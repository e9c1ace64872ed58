-- A stream of events ends at once when its session does (PROTOCOL.md 4.8). Sessions are ended in several places; from
-- here none of them can forget to say so.

create function announce_ended_session() returns trigger
language plpgsql as $$
begin
  perform pg_notify('desks', json_build_object('kind', 'session', 'sessionId', new.id)::text);
  return null;
end
$$;

create trigger session_ended after update of revoked_at on sessions
  for each row when (new.revoked_at is not null)
  execute function announce_ended_session();

create function announce_revoked_device() returns trigger
language plpgsql as $$
begin
  perform pg_notify('desks', json_build_object('kind', 'device')::text);
  return null;
end
$$;

create trigger device_revoked after insert on revoked_devices
  for each statement execute function announce_revoked_device();
