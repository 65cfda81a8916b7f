import type { Camera, Lift, LiftGround, LiftList } from '../api/types.ts'

/// In the order of the keys 1 to 5.
export const GROUNDS: readonly LiftGround[] = ['PERSON_IN_DANGER', 'OFFENCE_UNDER_WAY', 'GUIDING_A_CREW', 'CHECKING_AN_ALERT', 'OTHER']

/// A lift, and when it ends by this page's clock: the server says how long it still runs, not when.
export interface Running {
  readonly lift: Lift
  readonly endsAt: number
}

/// Those of a list that still run.
export function running(list: LiftList | undefined, heardAt: number, now: number): Running[] {
  return (list?.lifts ?? []).map((lift) => ({ lift, endsAt: heardAt + lift.left_ms })).filter(({ endsAt }) => endsAt > now)
}

/// The asker's own lift of a camera's pictures as they come.
export function liveOf(all: readonly Running[], camera: string): Running | undefined {
  return all.find(({ lift }) => lift.mine && lift.live && lift.camera === camera)
}

/// The asker's own lift of a camera's footage at a moment.
export function footageOf(all: readonly Running[], camera: string | undefined, at: number | undefined): Running | undefined {
  if (at === undefined) return undefined
  return all.find(({ lift }) => lift.mine && !lift.live && lift.camera === camera && Date.parse(lift.from!) <= at && at < Date.parse(lift.to!))
}

/// Minutes and seconds that are left, as 4:07; never one that is over.
export function countdown(endsAt: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((endsAt - now) / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

const BEFORE_MS = 30_000
const AFTER_MS = 5 * 60_000
/// The server's clock decides what is recorded already; this computer's may be a little ahead.
const MARGIN_MS = 3_000

/// The stretch of footage around a moment that is lifted with one key; nothing where it would be too young.
export function stretchAround(at: number, now: number): { from: string; to: string } | undefined {
  const to = Math.min(at + AFTER_MS, now - MARGIN_MS)
  const from = Math.min(at, to) - BEFORE_MS
  return at < to ? { from: new Date(from).toISOString(), to: new Date(to).toISOString() } : undefined
}

/// As many cameras as one person may see clear at once.
export const MOST_AT_ONCE = 4

/// Cameras and those that stand beside them, no more than can be seen clear at once; the given ones first.
export function withNeighbours(all: readonly Camera[], of: readonly string[]): Camera[] {
  const beside = of.flatMap((id) => all.find((camera) => camera.id === id)?.neighbours ?? [])
  return [...new Set([...of, ...beside])].flatMap((id) => all.find((camera) => camera.id === id) ?? []).slice(0, MOST_AT_ONCE)
}
