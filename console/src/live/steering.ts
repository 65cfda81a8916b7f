/// Where the player stands and what it holds, in seconds of media time.
export interface Playing {
  /// Buffered ranges, oldest first.
  readonly ranges: readonly (readonly [from: number, to: number])[]
  readonly position: number
}

/// What to do about it.
export interface Steering {
  /// Jump there; absent when the position is good.
  readonly seekTo?: number
  readonly rate: number
  /// Drop what lies before; absent when there is little.
  readonly trimTo?: number
}

/// More than this behind the newest picture is not live: jump.
export const TOO_LATE = 1
/// How far behind the end of the newest picture a player stays on a link that does not stutter: two pictures, about.
export const NEAREST = 0.18
/// Farther than this a player keeps from no link: that is no live picture.
const FARTHEST = 0.7
/// So much more than it should be behind is caught up by playing faster, which nobody sees.
const SLACK = 0.12
const FARTHER = 0.1
/// In so many seconds without a stop half of what it is farther than it need be is given back: a wall that begins on a busy machine
/// stutters at first, and must not stay late for the minute that a constant step would take.
const HALVED_S = 10
const KEPT = 8
const TRIMMED_TO = 3

/// Keeps a live picture near its newest frame.
///
/// Pictures of a quiet camera come once a second and may leave holes between them: a position in a
/// hole, or before the last unbroken range, jumps into that range, for the pictures before it are past.
///
/// Pure: what it says depends on what it is told only.
///
/// @param distance how far behind it should be, see [stopped] and [wentOn]
export function steer({ ranges, position }: Playing, rateNow = 1, distance = NEAREST): Steering {
  const last = ranges.at(-1)
  const first = ranges[0]
  if (!last || !first) return { rate: 1 }
  const [from, edge] = last
  const behind = edge - position
  if (position < from || behind > TOO_LATE || behind < -0.001) {
    return { seekTo: Math.max(from, edge - distance), rate: 1, ...trim(first[0], position) }
  }
  // Two thresholds, so that the speed does not flutter around one.
  const rate = behind > distance + SLACK || (behind > distance && rateNow > 1) ? 1.1 : 1
  return { rate, ...trim(first[0], position) }
}

/// The distance to keep once the player has stopped in front of a picture that had not come: a link that stutters needs more.
export function stopped(distance: number): number {
  return Math.min(FARTHEST, distance + FARTHER)
}

/// The distance to keep after so many seconds without a stop.
export function wentOn(distance: number, seconds: number): number {
  return NEAREST + (distance - NEAREST) * 0.5 ** (seconds / HALVED_S)
}

/// How far before the end of the newest picture a still is looked at.
const INSIDE = 0.02

/// Shows the newest picture of those that come once a second: nothing is played, each is jumped to.
export function newest({ ranges, position }: Playing): Pick<Steering, 'seekTo' | 'trimTo'> {
  const last = ranges.at(-1)
  const first = ranges[0]
  if (!last || !first) return {}
  const seekTo = Math.max(last[0], last[1] - INSIDE)
  return { ...(Math.abs(seekTo - position) > INSIDE ? { seekTo } : {}), ...trim(first[0], position) }
}

function trim(oldest: number, position: number): { trimTo?: number } {
  return position - oldest > KEPT ? { trimTo: position - TRIMMED_TO } : {}
}
