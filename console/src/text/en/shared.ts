import type { CoarseClass, DismissReason, EventType, GapReason, NoClip, Right, StreamState } from '../../api/types.ts'

export const events: Record<EventType, string> = {
  ABANDONED_OBJECT: 'Abandoned object',
  WEAPON: 'Weapon',
  WRONG_WAY: 'Wrong way',
  INTRUSION: 'Intrusion',
  PERSON_DOWN: 'Person down (experimental)',
  CROWD_MOVEMENT: 'Crowd movement',
  DENSITY: 'Density',
  FIRE: 'Fire (experimental)',
  LINE_COUNT: 'Count',
}

export const classes: Record<CoarseClass, string> = {
  PERSON: 'a person',
  TWO_WHEELER: 'a two-wheeler',
  CAR: 'a car',
  HEAVY_VEHICLE: 'a heavy vehicle',
  OBJECT: 'an object',
  ANIMAL: 'an animal',
  UNKNOWN: 'something moving',
}

export const dismissReasons: Record<DismissReason, string> = {
  NOTHING_THERE: 'Nothing there',
  LIGHT_OR_SHADOW: 'Light or shadow',
  WEATHER: 'Weather',
  ANIMAL: 'Animal',
  AUTHORISED: 'Allowed to be there',
  ORDINARY: 'Ordinary scene',
  WRONG_PLACE: 'Outside the zone',
  DRILL: 'Drill or test',
  OTHER: 'Other, say which',
}

export const noClip: Record<NoClip, string> = {
  BEFORE: 'none is kept: the alert is older than the keeping of clips',
  NO_FOOTAGE: 'none is kept: nothing was recorded',
  NO_EYE: 'none is kept: masked copies could not be made',
  NO_ROOM: 'none is kept: the disk had no room',
  NOT_WRITTEN: 'none is kept: it could not be written',
  TOO_MANY: 'none is kept: too many alerts at once',
  LOST: 'lost: it cannot be read any more',
}

export const gapReasons: Record<GapReason, string> = {
  NO_ACT: 'no recording act covers this camera',
  CAMERA_LOST: 'the camera did not answer',
  CAMERA_REFUSED: 'the camera refused, or sent what cannot be recorded',
  OVERLOAD: 'this machine could not keep up',
  DISK: 'the disk was full or failed',
  CLOCK: 'the clock stepped',
  RESTART: 'Vigie was stopped or restarted',
  STOPPED: 'taken out of service by a person',
  BURNER: 'the program that burns in privacy masks was not running',
  MASKED_BY_LAW: 'left out as the law asks',
}

export const phases: Record<StreamState['phase'], string> = {
  OFF: 'off',
  CONNECTING: 'connecting',
  STREAMING: 'streaming',
  WAITING: 'will try again',
}

export const rights: Record<Right, string> = {
  VIEW_LIVE: 'watch live',
  PLAY_BACK: 'play back',
  EXPORT: 'export',
  JUDGE: 'judge alerts',
  STOP: 'stop detection',
  CONFIGURE: 'configure',
  INSPECT: 'inspect',
  ADMINISTER: 'administer',
  ANSWER_ACCESS: 'answer requests for access',
  OVERSEE: 'oversee how footage is looked at',
  SEE_CLEAR: 'see clear',
  STEER: 'steer cameras',
  RELAY_CLEAR: 'relay cameras clear to partners',
  ATTEND: 'hear of confirmed alerts and open incidents outside, with a masked still of each alert',
}
