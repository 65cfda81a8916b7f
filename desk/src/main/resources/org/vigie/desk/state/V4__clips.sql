-- What became of each alert's kept clip: OWED, KEPT, NONE or ENDED. Alerts of before have none.
alter table alerts add column clip text not null default 'NONE'
  check (clip in ('OWED', 'KEPT', 'NONE', 'ENDED'));

-- Why there is none: a NoClip.
alter table alerts add column no_clip text not null default 'BEFORE';

-- When it ends, where it was kept.
alter table alerts add column clip_until_us integer not null default 0;

create index alerts_owed on alerts (id) where clip = 'OWED';
create index alerts_kept on alerts (id) where clip = 'KEPT';
