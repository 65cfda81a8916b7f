-- What teams on the ground said of confirmed alerts, each step of a person once.

create table field_steps (
  alert integer not null references alerts (id),
  -- SEEN, ON_SITE or DONE.
  step text not null check (step in ('SEEN', 'ON_SITE', 'DONE')),
  -- Pseudonymous.
  person text not null,
  -- The name of a team; empty where none was chosen.
  unit text not null,
  -- When the button was pressed, which may be long before it could be sent.
  pressed_us integer not null,
  primary key (alert, person, step)
) without rowid;
