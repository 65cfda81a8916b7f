import type { Text } from './en.ts'
import { access } from './fr/access.ts'
import { account } from './fr/account.ts'
import { acts } from './fr/acts.ts'
import { alarms } from './fr/alarms.ts'
import { cameras } from './fr/cameras.ts'
import { common } from './fr/common.ts'
import { counts } from './fr/counts.ts'
import { custody } from './fr/custody.ts'
import { desk } from './fr/desk.ts'
import { door } from './fr/door.ts'
import { entryKinds } from './fr/entryKinds.ts'
import { field } from './fr/field.ts'
import { find } from './fr/find.ts'
import { handover } from './fr/handover.ts'
import { health } from './fr/health.ts'
import { holds } from './fr/holds.ts'
import { inspection } from './fr/inspection.ts'
import { keys } from './fr/keys.ts'
import { ledger } from './fr/ledger.ts'
import { outside } from './fr/outside.ts'
import { sources } from './fr/sources.ts'
import { relay } from './fr/relay.ts'
import { lift } from './fr/lift.ts'
import { map } from './fr/map.ts'
import { log } from './fr/log.ts'
import { nav } from './fr/nav.ts'
import { notice } from './fr/notice.ts'
import { people } from './fr/people.ts'
import { problems } from './fr/problems.ts'
import { registers } from './fr/registers.ts'
import { review } from './fr/review.ts'
import { rules } from './fr/rules.ts'
import { settingNames, settingValues } from './fr/settings.ts'
import { events, classes, dismissReasons, noClip, gapReasons, phases, rights } from './fr/shared.ts'
import { snooze } from './fr/snooze.ts'
import { status } from './fr/status.ts'
import { steer } from './fr/steer.ts'
import { training } from './fr/training.ts'
import { viewing } from './fr/viewing.ts'
import { visits } from './fr/visits.ts'
import { wall } from './fr/wall.ts'
import { witnesses } from './fr/witnesses.ts'
import { zones } from './fr/zones.ts'
import { nombre } from './counting.ts'

const texte: Text = {
  code: 'fr',
  name: 'Français',
  locale: 'fr-FR',
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
  waiting: (n) => nombre(n, 'alerte en attente', 'alertes en attente'),
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

export const fr: Text = withFrenchSpaces(texte)

/// Puts the no-break spaces that French typography wants, so that the words above stay easy to write.
function withFrenchSpaces<T>(value: T): T {
  if (typeof value === 'string') return spaced(value) as T
  if (Array.isArray(value)) return value.map(withFrenchSpaces) as T
  if (typeof value === 'function') return ((...args: unknown[]) => withFrenchSpaces(value(...args))) as T
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withFrenchSpaces(part)])) as T
  }
  return value
}

function spaced(text: string): string {
  return text
    .replace(/ ([;?!])/g, '\u202f$1')
    .replace(/ :/g, '\u00a0:')
    .replace(/« /g, '«\u00a0')
    .replace(/ »/g, '\u00a0»')
    .replace(/(\d) (s|min|h|%|jours?|caméras?|images?)\b/g, '$1\u00a0$2')
}
