-- Alerts, their signals and verdicts, and counts. Times are microseconds since 1970, UTC.

create table alerts (
  id integer primary key autoincrement,
  camera text not null,
  event text not null,
  rule text not null,
  zone text not null,
  kind text not null,
  from_us integer not null,
  at_us integer not null,
  last_us integer not null,
  raised_us integer not null,
  confidence real not null,
  boxes text not null,
  signals integer not null,
  -- Index of the ledger entry that says it was raised; null until there is one.
  ledger_index integer,
  seen_by text,
  seen_us integer,
  state text not null default 'WAITING' check (state in ('WAITING', 'CONFIRMED', 'DISMISSED')),
  judged_by text,
  judged_us integer,
  -- A DismissReason where dismissed; a sentence, which lies in notes, where confirmed.
  reason text
);
create index alerts_at on alerts (at_us);
create index alerts_state on alerts (state, camera, rule);
create index alerts_unledgered on alerts (id) where ledger_index is null;

-- What people wrote, apart from the verdicts, so that it can end before they do.
create table notes (
  alert integer primary key references alerts (id),
  reason text not null,
  note text not null
);

create table signals (
  id integer primary key autoincrement,
  alert integer not null references alerts (id),
  from_us integer not null,
  at_us integer not null,
  kind text not null,
  direction text not null,
  confidence real not null,
  boxes text not null
);
create index signals_alert on signals (alert);

-- Passages over a line in one minute: nothing about any single one is kept.
create table counts (
  minute_us integer not null,
  camera text not null,
  rule text not null,
  line text not null,
  kind text not null,
  direction text not null,
  passages integer not null,
  primary key (minute_us, camera, rule, line, kind, direction)
) without rowid;

-- The measured precision of each rule on each camera.
create table tallies (
  camera text not null,
  rule text not null,
  confirmed integer not null default 0,
  dismissed integer not null default 0,
  primary key (camera, rule)
) without rowid;
