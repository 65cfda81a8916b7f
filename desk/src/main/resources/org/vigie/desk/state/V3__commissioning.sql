-- Commissioning: in which mode each rule is, scenes that were staged, days that were watched.

-- Raised in shadow: kept for whoever commissions the rule, no operator sees it.
alter table alerts add column shadow integer not null default 0;

create table standings (
  camera text not null,
  rule text not null,
  event text not null,
  -- Of the settings that this is about.
  fingerprint text not null,
  mode text not null,
  since_us integer not null,
  -- When it was last put into shadow: what is measured begins there.
  shadow_us integer not null,
  person text not null,
  -- Negative while none is declared.
  floor real not null,
  why text not null,
  primary key (camera, rule)
) without rowid;

create table scenes (
  id integer primary key autoincrement,
  camera text not null,
  rule text not null,
  light text not null,
  expected integer not null,
  what text not null,
  from_us integer not null,
  to_us integer not null,
  person text not null
);
create index scenes_rule on scenes (camera, rule, from_us);

-- Days since 1970, UTC, on which at least one rule judged something on the camera.
create table watched_days (
  camera text not null,
  day integer not null,
  primary key (camera, day)
) without rowid;
