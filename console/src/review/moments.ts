import type { Movement } from '../api/types.ts'
import type { Window } from '../time/day.ts'

/// A stretch that was looked through for movement, of all cameras that are shown.
export interface Moments {
  readonly stretch: Window
  /// When something moved before any of them, in order, not touching.
  readonly moments: readonly Window[]
  /// When nobody knows of one of them.
  readonly unknown: readonly Window[]
  /// The largest share of a picture in which movement is not found.
  readonly hidden: number
}

/// What several cameras' movements say together.
export function momentsOf(stretch: Window, movements: readonly Movement[]): Moments {
  const windows = (part: 'moments' | 'unknown') =>
    joined(movements.flatMap((one) => one[part].map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))))
  return { stretch, moments: windows('moments'), unknown: windows('unknown'), hidden: Math.max(0, ...movements.map((one) => one.hidden)) }
}

/// Windows in order, those that touch made one.
export function joined(windows: readonly Window[]): Window[] {
  const all: Window[] = []
  for (const window of windows.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last && window.from <= last.to) all[all.length - 1] = { from: last.from, to: Math.max(last.to, window.to) }
    else all.push(window)
  }
  return all
}

/// Where the next of some windows is from a moment on, or back from it; the moment itself inside one.
export function nextIn(windows: readonly Window[], at: number, back: boolean): number | undefined {
  if (windows.some((one) => one.from <= at && at < one.to)) return at
  if (!back) return windows.find((one) => one.from > at)?.from
  const before = windows.findLast((one) => one.to <= at)
  return before && before.to - 1
}

export function lengthOf(windows: readonly Window[]): number {
  return windows.reduce((sum, one) => sum + one.to - one.from, 0)
}

/// The glimpse nearest to a moment; nothing where none is near: there is a gap, or a seal.
///
/// @param times of the glimpses, in order
/// @param step how far apart they would be without gaps
export function glimpseAt(times: readonly number[], at: number, step: number): number | undefined {
  let best: number | undefined
  times.forEach((time, n) => {
    if (best === undefined || Math.abs(time - at) < Math.abs(times[best]! - at)) best = n
  })
  return best !== undefined && Math.abs(times[best]! - at) <= step * 1.5 + 2_000 ? best : undefined
}
