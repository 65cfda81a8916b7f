import { film, type Film } from '../api/client.ts'
import type { Window } from '../time/day.ts'

/// So many pictures show a stretch while somebody drags along it.
export const COUNT = 60
/// What is younger may not be on the disk yet.
const YOUNG_MS = 5_000
/// The newest glimpse stands for so much after it.
const LATE_MS = 60_000
const MOST_KEPT = 4

/// The glimpses of a stretch of one camera.
export interface Glimpses {
  readonly window: Window
  readonly film: Film
}

const kept = new Map<string, Glimpses>()
/// What is on its way, or was refused, by camera: neither is asked for again while the same hand drags.
const asked = new Map<string, Window>()
let visit = 0

/// What is here for a moment, as fine as the bars show it now.
export function glimpsesAt(camera: string, at: number, shown: Window): Glimpses | undefined {
  const here = kept.get(camera)
  return here && holds(here.window, at) && lengthOf(here.window) <= lengthOf(shown) * 1.5 ? here : undefined
}

/// Asks for the glimpses of what the bars show, unless they are on their way: one entry in the ledger.
export function fetchGlimpses(camera: string, at: number, shown: Window, reason: string, here: () => void): void {
  const under = asked.get(camera)
  if (under && holds(under, at)) return
  const window = { from: Math.round(shown.from), to: Math.round(Math.min(shown.to, Date.now() - YOUNG_MS)) }
  if (window.to <= window.from) return
  const mine = visit
  asked.set(camera, window)
  const query = { from: new Date(window.from).toISOString(), to: new Date(window.to).toISOString(), count: COUNT, reason }
  void film<'glimpses'>('/api/cameras/{camera}/glimpses', { path: { camera }, query }).then((answer) => {
    if (answer.kind !== 'done' || mine !== visit) return
    asked.delete(camera)
    kept.delete(camera)
    kept.set(camera, { window, film: answer.value })
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
    here()
  })
}

/// A hand has let go: what was refused may be asked for again.
export function handLetGo(camera: string): void {
  asked.delete(camera)
}

/// Lets go of all: whoever leaves Review takes none along.
export function forgetGlimpses(): void {
  visit++
  kept.clear()
  asked.clear()
}

function holds(window: Window, at: number): boolean {
  return window.from <= at && at < window.to + LATE_MS
}

export function lengthOf({ from, to }: Window): number {
  return to - from
}
