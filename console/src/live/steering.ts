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
export const TOO_LATE = 1.5
/// A little behind is caught up by playing faster, which nobody sees. A link that stutters more than this makes the player wait in front
/// of the next picture, and so finds its own distance.
const LATE = 0.4
const CALM = 0.22
/// How near the newest picture a jump lands: that one, and the one before it.
const LANDING = 0.18
const KEPT = 8
const TRIMMED_TO = 3

/// Keeps a live picture near its newest frame.
///
/// Pictures of a quiet camera come once a second and may leave holes between them: a position in a
/// hole, or before the last unbroken range, jumps into that range, for the pictures before it are past.
///
/// Pure: what it says depends on what it is told only.
export function steer({ ranges, position }: Playing, rateNow = 1): Steering {
  const last = ranges.at(-1)
  const first = ranges[0]
  if (!last || !first) return { rate: 1 }
  const [from, edge] = last
  const behind = edge - position
  if (position < from || behind > TOO_LATE || behind < -0.001) {
    return { seekTo: Math.max(from, edge - LANDING), rate: 1, ...trim(first[0], position) }
  }
  // Two thresholds, so that the speed does not flutter around one.
  const rate = behind > LATE ? 1.1 : behind > CALM && rateNow > 1 ? 1.1 : 1
  return { rate, ...trim(first[0], position) }
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
