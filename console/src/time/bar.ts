import type { CivilDay, GapReason, Timeline } from '../api/types.ts'
import { HOUR, type Window } from './day.ts'

/// One piece of the bar, as shares of its width.
export interface Piece {
  readonly kind: 'recorded' | 'gap' | 'deleted' | 'sealed'
  readonly left: number
  readonly width: number
  readonly from: number
  readonly to: number
  readonly reason?: GapReason
  readonly detail?: string
}

/// What the bar draws of a time line or of a day.
export type Stretches = Pick<Timeline, 'recorded' | 'gaps' | 'deleted'> & Partial<Pick<CivilDay, 'sealed' | 'held'>>

/// A label under the bar.
export interface Tick {
  readonly at: number
  readonly left: number
  /// Bigger ones carry text.
  readonly labelled: boolean
}

export function shareOf(at: number, window: Window): number {
  return (at - window.from) / (window.to - window.from)
}

export function instantAt(share: number, window: Window): number {
  return window.from + Math.min(1, Math.max(0, share)) * (window.to - window.from)
}

/// A timeline cut to the window, in the order in which it is drawn.
export function piecesOf(timeline: Stretches, window: Window): Piece[] {
  const piece = (kind: Piece['kind'], { from, to }: { from: string; to: string }): Piece[] => {
    const start = Math.max(Date.parse(from), window.from)
    const end = Math.min(Date.parse(to), window.to)
    if (!(end > start)) return []
    return [{ kind, left: shareOf(start, window), width: (end - start) / (window.to - window.from), from: start, to: end }]
  }
  return [
    ...timeline.deleted.flatMap((stretch) => piece('deleted', stretch)),
    ...timeline.recorded.flatMap((stretch) => piece('recorded', stretch)),
    ...(timeline.sealed ?? []).flatMap((stretch) => piece('sealed', stretch)),
    ...timeline.gaps.flatMap((gap) => piece('gap', gap).map((p) => ({ ...p, reason: gap.reason, detail: gap.detail }))),
  ].sort((a, b) => a.from - b.from)
}

/// What lies at an instant. A gap wins over the footage that it touches, and a seal over what it covers.
export function pieceAt(pieces: readonly Piece[], at: number): Piece | undefined {
  const here = pieces.filter((p) => p.from <= at && at < p.to)
  return here.find((p) => p.kind === 'gap') ?? here.find((p) => p.kind === 'sealed') ?? here[0]
}

const STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 360].map((minutes) => minutes * 60_000)

/// Round times across the window, at most `most` of them labelled.
///
/// Steps are counted from the window's start by elapsed time, so a day of 25 hours has 25 of them and the
/// hour that comes twice is labelled twice.
export function ticksOf(window: Window, most: number): Tick[] {
  const length = window.to - window.from
  const labelStep = STEPS.find((step) => length / step <= most) ?? 12 * HOUR
  const step = Math.max(60_000, labelStep > HOUR ? HOUR : labelStep)
  // Zones stand whole quarters of an hour off UTC: steps up to a quarter align by themselves, and longer
  // ones align with a window that begins on a round local time.
  const base = length > 12 * HOUR ? window.from : 0
  const first = base + Math.ceil((window.from - base) / step) * step
  const ticks: Tick[] = []
  for (let at = first; at < window.to; at += step) {
    ticks.push({ at, left: shareOf(at, window), labelled: (at - base) % labelStep === 0 })
  }
  return ticks
}

/// A window of `length` around an instant, moved so that it stays inside `whole`.
export function windowAround(at: number, length: number, whole: Window): Window {
  if (length >= whole.to - whole.from) return whole
  const from = Math.min(Math.max(at - length / 2, whole.from), whole.to - length)
  return { from, to: from + length }
}

/// The unbroken footage around a moment, and whether it is sealed; nothing where there is a gap, or nothing yet. What has
/// been recorded since the day was asked for counts as footage.
export function reachAt(day: Stretches | undefined, whole: Window, at: number | undefined, now: number): Reach | undefined {
  if (!day || at === undefined || at < whole.from || at >= whole.to) return undefined
  const pieces = keptPieces(day, whole)
  const piece = pieceAt(pieces, at)
  if (piece?.kind === 'gap' || piece?.kind === 'deleted') return undefined
  if (!piece) {
    const known = pieces.reduce((latest, one) => Math.max(latest, one.to), 0)
    const settled = now - UNSETTLED_MS
    return known > 0 && known <= at && at < settled && settled - known < YOUNG_MS ? { kind: 'recorded', from: known, to: settled } : undefined
  }
  const seals = pieces.filter((one) => one.kind === 'sealed')
  const edges = piece.kind === 'sealed' ? [] : seals
  return {
    kind: piece.kind,
    from: Math.max(piece.from, ...edges.filter((one) => one.to <= at).map((one) => one.to)),
    to: Math.min(piece.to, ...edges.filter((one) => one.from > at).map((one) => one.from)),
  }
}

export interface Reach extends Window {
  readonly kind: 'recorded' | 'sealed'
}

/// Asked for many times a second while pictures play, of a day that stays the same for seconds.
function keptPieces(day: Stretches, whole: Window): readonly Piece[] {
  const here = cut.get(day)
  if (here && here.from === whole.from && here.to === whole.to) return here.pieces
  const pieces = piecesOf(day, whole)
  cut.set(day, { ...whole, pieces })
  return pieces
}

const cut = new WeakMap<Stretches, Window & { pieces: readonly Piece[] }>()

/// What the disk may not know of yet.
const UNSETTLED_MS = 3_000
/// A day is asked for again well within this.
const YOUNG_MS = 60_000

/// Where the next footage is from a moment on, or back from it: the moment itself where it is there. What is sealed counts:
/// it is not passed over in silence. Back, it is the last millisecond of what was before.
export function footageFrom(day: Stretches, whole: Window, at: number, back: boolean, now: number): number | undefined {
  if (reachAt(day, whole, at, now)) return at
  const footage = keptPieces(day, whole).filter((one) => one.kind === 'recorded' || one.kind === 'sealed')
  if (!back) return footage.find((one) => one.from > at)?.from
  const before = footage.filter((one) => one.to <= at).map((one) => one.to)
  return before.length > 0 ? Math.max(...before) - 1 : undefined
}

/// What judges hold of a window.
export function heldOf(day: Stretches, window: Window): Share[] {
  return (day.held ?? []).flatMap(({ from, to }) => {
    const start = Math.max(Date.parse(from), window.from)
    const end = Math.min(Date.parse(to), window.to)
    return end > start ? [{ left: shareOf(start, window), width: (end - start) / (window.to - window.from), from: start, to: end }] : []
  })
}

/// A stretch, as shares of the bar's width.
export interface Share extends Window {
  readonly left: number
  readonly width: number
}
