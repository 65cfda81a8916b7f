import { footageFrom, type Stretches } from '../time/bar.ts'
import type { Window } from '../time/day.ts'
import { nextIn, type Moments } from './moments.ts'

/// What decides where the playhead goes on.
export interface Ground {
  /// The days of the cameras that are shown; fewer while some are not known yet.
  readonly days: readonly Stretches[]
  readonly cameras: number
  readonly whole: Window
  readonly isToday: boolean
  /// Where only what moved is shown.
  readonly moments: Moments | undefined
}

/// Where the next footage of any camera that is shown is, from a moment on or back from it: the moment itself where it is
/// there, or while that is not known; over midnight where the day holds no more; nothing where there is an end.
export function nextShown({ days, cameras, whole, isToday, moments }: Ground, from: number, back: boolean, now: number): number | undefined {
  const at = moments ? nextIn(moments.moments, from, back) : from
  if (at === undefined) return undefined
  if (days.length < cameras || at < whole.from || at >= whole.to) return at
  const found = days.flatMap((day) => footageFrom(day, whole, at, back, now) ?? [])
  if (found.length > 0) return back ? Math.max(...found) : Math.min(...found)
  // An empty day is an end: nobody waits while months of them are asked for.
  const holdsAny = days.some((day) => day.recorded.length > 0)
  if (!holdsAny || (isToday && !back)) return undefined
  return back ? whole.from - 1 : whole.to
}
