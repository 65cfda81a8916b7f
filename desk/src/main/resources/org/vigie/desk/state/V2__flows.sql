-- For how long the rules that count watched in each quarter of an hour, and how many people those of zones saw: so that
-- a quarter of an hour in which nobody passed is told from one in which nobody looked.
create table watched (
  quarter_us integer not null,
  camera text not null,
  rule text not null,
  zone text not null,
  minutes integer not null,
  -- Of rules that count people in a zone: the most at once, and the sum and number of the counts. Else null.
  most integer,
  people integer,
  samples integer,
  primary key (quarter_us, camera, rule, zone)
) without rowid;
