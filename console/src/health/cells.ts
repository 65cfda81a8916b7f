import type { Alarm, AlarmKind, Camera, Clock, Machine, Town, WitnessList } from '../api/types.ts'

/// What the page says the state of, in the order in which it says it.
export const CELLS = ['cameras', 'disks', 'eyes', 'clock', 'ledger', 'duties', 'computer', 'certificate'] as const
export type Cell = (typeof CELLS)[number]

/// Where each alarm of the system belongs; a kind that is missing here does not compile.
export const CELL_OF: Record<AlarmKind, Cell> = {
  NOT_RECORDING: 'cameras',
  BELOW_NORM: 'cameras',
  CAMERA_DRIFT: 'cameras',
  BURNER: 'cameras',
  DWELLINGS_UNMASKED: 'cameras',
  VIEW_BLINDED: 'cameras',
  VIEW_DEFOCUSED: 'cameras',
  VIEW_MOVED: 'cameras',
  CAMERA_AWAY: 'cameras',
  INNER_MASKS: 'cameras',
  PRESETS: 'cameras',
  VIEW_COVERED: 'cameras',
  GROUP_OUTAGE: 'cameras',
  VOLUME_WRONG: 'disks',
  VOLUME_SPACE: 'disks',
  DISK_FAILED: 'disks',
  OVERLOAD: 'disks',
  INDEX_MISMATCH: 'disks',
  UNREADABLE: 'disks',
  DELETION_LATE: 'disks',
  UNCONFINED: 'eyes',
  RULE_BELOW_FLOOR: 'eyes',
  CLOCK: 'clock',
  LEDGER: 'ledger',
  DATABASE: 'ledger',
  CERTIFICATE: 'certificate',
  WITNESS_SILENT: 'ledger',
  LEDGER_CONTRADICTED: 'ledger',
  UPGRADE_UNDONE: 'computer',
  HOLD_REVIEW: 'duties',
  ACCESS_DUE: 'duties',
  ACCESS_FOOTAGE: 'duties',
  ACT_ENDS: 'duties',
  ACTS_REFUSED: 'duties',
  NOT_TOLD: 'computer',
  NOT_HEARD: 'computer',
}

/// Good, bad, or nothing to be either: no witness named, no certificate needed.
export type State = 'good' | 'bad' | 'off'

/// Everything that the page knows; what has not come yet is missing.
export interface Known {
  readonly town?: Town | undefined
  readonly cameras?: readonly Camera[] | undefined
  readonly machine?: Machine | undefined
  readonly clock?: Clock | undefined
  readonly witnesses?: WitnessList | undefined
  readonly alarms?: readonly Alarm[] | undefined
}

/// Below this share of memory or of the data folder's disk a machine begins to stumble.
export const LEAST_LEFT = 0.05
/// A certificate is renewed weeks ahead: one that is so near its end was not.
export const CERTIFICATE_DAYS = 21

const DAY_MS = 86_400_000

/// How one thing stands; nothing before what it rests on has come.
export function stateOf(cell: Cell, known: Known): State | undefined {
  const own = ownStateOf(cell, known)
  if (own === undefined || known.alarms === undefined) return undefined
  return known.alarms.some((alarm) => CELL_OF[alarm.kind] === cell) ? 'bad' : own
}

function ownStateOf(cell: Cell, { town, cameras, machine, clock, witnesses }: Known): State | undefined {
  switch (cell) {
    case 'cameras':
      return town && cameras && (cameras.length === 0 ? 'off' : town.recording < town.cameras ? 'bad' : 'good')
    case 'disks':
      return machine && (machine.volumes.every((volume) => volume.present && volume.detail === '') ? 'good' : 'bad')
    case 'eyes':
      return machine && (!machine.eyes ? 'off' : machine.eyes.running < machine.eyes.wanted || !machine.eyes.confined || machine.eyes.model_refused ? 'bad' : 'good')
    case 'clock':
      return clock && (clock.kept === 'NO' || clock.holds_deletion ? 'bad' : clock.kept === 'UNKNOWN' ? 'off' : 'good')
    case 'ledger':
      return witnesses && (witnesses.witnesses.some((witness) => witness.silent) ? 'bad' : witnesses.witnesses.length === 0 ? 'off' : 'good')
    case 'duties':
      return town && (town.recording_act ? 'good' : 'bad')
    case 'computer':
      return machine && (leastLeft(machine) < LEAST_LEFT ? 'bad' : 'good')
    case 'certificate':
      return machine && town && (!machine.certificate ? 'off' : daysLeft(machine.certificate.until, town.now) < CERTIFICATE_DAYS ? 'bad' : 'good')
  }
}

/// The smaller share of memory and of the data folder's disk that is left, 0 to 1.
function leastLeft({ computer }: Machine): number {
  return Math.min(computer.memory_left_bytes / computer.memory_bytes, computer.disk_left_bytes / computer.disk_bytes)
}

/// Whole days from one moment to a later one; negative once it has passed.
export function daysLeft(until: string, now: string): number {
  return Math.floor((Date.parse(until) - Date.parse(now)) / DAY_MS)
}

/// How many days of footage disks hold together at the rate of the last ten minutes; nothing while nothing is written.
export function daysHeld(machine: Machine): number | undefined {
  const present = machine.volumes.filter((volume) => volume.present)
  const rate = present.reduce((sum, volume) => sum + volume.bytes_per_second, 0)
  if (rate <= 0) return undefined
  return present.reduce((sum, volume) => sum + volume.used_bytes + volume.left_bytes, 0) / rate / (DAY_MS / 1000)
}
