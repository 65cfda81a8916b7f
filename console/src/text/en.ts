import { access } from './en/access.ts'
import { account } from './en/account.ts'
import { acts } from './en/acts.ts'
import { alarms } from './en/alarms.ts'
import { cameras } from './en/cameras.ts'
import { common } from './en/common.ts'
import { counts } from './en/counts.ts'
import { custody } from './en/custody.ts'
import { desk } from './en/desk.ts'
import { door } from './en/door.ts'
import { entryKinds } from './en/entryKinds.ts'
import { field } from './en/field.ts'
import { find } from './en/find.ts'
import { handover } from './en/handover.ts'
import { health } from './en/health.ts'
import { holds } from './en/holds.ts'
import { inspection } from './en/inspection.ts'
import { keys } from './en/keys.ts'
import { ledger } from './en/ledger.ts'
import { outside } from './en/outside.ts'
import { sources } from './en/sources.ts'
import { relay } from './en/relay.ts'
import { lift } from './en/lift.ts'
import { map } from './en/map.ts'
import { log } from './en/log.ts'
import { nav } from './en/nav.ts'
import { notice } from './en/notice.ts'
import { people } from './en/people.ts'
import { problems } from './en/problems.ts'
import { registers } from './en/registers.ts'
import { review } from './en/review.ts'
import { rules } from './en/rules.ts'
import { settingNames, settingValues } from './en/settings.ts'
import { events, classes, dismissReasons, noClip, gapReasons, phases, rights } from './en/shared.ts'
import { snooze } from './en/snooze.ts'
import { status } from './en/status.ts'
import { steer } from './en/steer.ts'
import { training } from './en/training.ts'
import { viewing } from './en/viewing.ts'
import { visits } from './en/visits.ts'
import { wall } from './en/wall.ts'
import { witnesses } from './en/witnesses.ts'
import { zones } from './en/zones.ts'
import { plural } from './counting.ts'

/// All words of the console in English, a file for each page; what is missing in French does not compile.
export const en = {
  code: 'en' as 'en' | 'fr',
  name: 'English',
  locale: 'en-GB',
  events,
  classes,
  dismissReasons,
  noClip,
  gapReasons,
  phases,
  rights,
  problems,
  entryKinds,
  settingNames,
  settingValues,
  nav,
  waiting: (n: number) => plural(n, 'alert waits', 'alerts wait'),
  door,
  wall,
  map,
  field,
  zones,
  desk,
  review,
  cameras,
  rules,
  counts,
  ledger,
  custody,
  witnesses,
  registers,
  inspection,
  acts,
  notice,
  people,
  account,
  training,
  viewing,
  visits,
  find,
  health,
  holds,
  access,
  handover,
  status,
  alarms,
  lift,
  relay,
  outside,
  sources,
  steer,
  snooze,
  log,
  keys,
  common,
}

export type Text = typeof en
