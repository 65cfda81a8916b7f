-- The shift log: incidents, bookmarks, handovers. What people typed stands in the ledger beside the entry of each line,
-- and nowhere else, so that it ends in one place.

-- The last number of a kind that was given away: one that is followed by nothing was lost in a sudden end.
create table numbers (
  what text primary key,
  last integer not null
) without rowid;

create table incidents (
  number integer primary key,
  kind text not null,
  status text not null check (status in ('OPEN', 'ON_SITE', 'CLOSED')),
  begun_us integer not null,
  opened_us integer not null,
  changed_us integer not null
);
create index incidents_status on incidents (status, changed_us);

create table shifts (
  number integer primary key,
  began_us integer not null,
  -- Null for the present one.
  ended_us integer
);

create table lines (
  id integer primary key autoincrement,
  at_us integer not null,
  kind text not null,
  person text not null,
  -- Index of the ledger's entry.
  entry integer not null,
  -- The shift in which it was written, by number: clocks step.
  written_in integer not null,
  incident integer references incidents (number),
  -- The shift that it ends or acknowledges.
  shift integer references shifts (number),
  camera text,
  -- Of the picture that a bookmark, or the opening of an incident, is about.
  moment_us integer,
  alert integer
);
create index lines_at on lines (at_us);
create index lines_written_in on lines (written_in, id);
create index lines_incident on lines (incident, id) where incident is not null;
create index lines_shift on lines (shift) where shift is not null;
