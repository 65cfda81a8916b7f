/// How long each page or layout of a tour may stay, in seconds.
export const TOUR_SECONDS = [5, 10, 15, 20, 30, 60, 120] as const
export type TourSeconds = (typeof TOUR_SECONDS)[number]

/// A wall that somebody works at is left alone at least so long.
const REST_MS = 30_000

/// How a wall turns by itself.
export interface Tour {
  readonly on: boolean
  readonly seconds: TourSeconds
  /// Through the pages of what is shown, or through the named layouts.
  readonly over: 'pages' | 'layouts'
}

export const USUAL_TOUR: Tour = { on: false, seconds: 15, over: 'pages' }

/// What a tour knows when it looks at the clock, in ms of any clock that only goes forward.
export interface TourTime {
  readonly now: number
  /// When it turned last, was switched on, or was last held.
  readonly turned: number
  /// When somebody last pressed a key or the pointer.
  readonly acted: number
}

/// Whether it is time to turn. While something holds it, the caller sets `turned` to now instead.
export function isDue({ seconds }: Tour, { now, turned, acted }: TourTime): boolean {
  const every = seconds * 1000
  return now - turned >= every && now - acted >= Math.max(every, REST_MS)
}

/// The place after this one, around the end.
export function next(place: number, places: number): number {
  return places > 0 ? (place + 1) % places : 0
}

/// A tour as it was kept; the usual one for what cannot be read.
export function readTour(kept: string | null): Tour {
  try {
    const read = JSON.parse(kept ?? '') as Partial<Tour>
    const seconds = TOUR_SECONDS.find((one) => one === read.seconds)
    return seconds ? { on: read.on === true, seconds, over: read.over === 'layouts' ? 'layouts' : 'pages' } : USUAL_TOUR
  } catch {
    return USUAL_TOUR
  }
}
