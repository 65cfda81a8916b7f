import type { Alert, EventType, Snooze, SnoozeList } from '../api/types.ts'

/// In the order of the keys 1 to 4; the last is the longest that the server allows.
export const REST_MINUTES = [5, 10, 15, 30] as const

/// What is never laid to rest: a life may hang on it.
export const NEVER: readonly EventType[] = ['FIRE', 'PERSON_DOWN']

/// A rule at rest, and when it is heard again by this page's clock: the server says how long it still rests, not until when.
export interface Resting {
  readonly snooze: Snooze
  readonly endsAt: number
}

/// Those of a list that still run.
export function resting(list: SnoozeList | undefined, heardAt: number, now: number): Resting[] {
  return (list?.snoozes ?? []).map((snooze) => ({ snooze, endsAt: heardAt + snooze.left_ms })).filter(({ endsAt }) => endsAt > now)
}

/// The rest of one rule on one camera.
export function restOf(all: readonly Resting[], camera: string, rule: string): Resting | undefined {
  return all.find(({ snooze }) => snooze.camera === camera && snooze.rule === rule)
}

/// Alerts that ask for somebody now, and those whose rule rests.
export function apart(waiting: readonly Alert[], all: readonly Resting[]): { loud: Alert[]; quiet: Alert[] } {
  const quiet = waiting.filter((alert) => restOf(all, alert.camera, alert.rule))
  return { loud: waiting.filter((alert) => !quiet.includes(alert)), quiet }
}
