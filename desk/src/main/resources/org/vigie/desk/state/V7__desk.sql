-- Alerts that nobody has opened, and rules that rest for a while.

-- When an alert that nobody had opened was brought to the supervisors; null until then.
alter table alerts add column escalated_us integer;

-- Those that run; one that is here at the start was cut off by the end of the program.
create table snoozes (
  camera text not null,
  rule text not null,
  person text not null,
  since_us integer not null,
  until_us integer not null,
  primary key (camera, rule)
) without rowid;
