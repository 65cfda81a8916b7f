import type { Film, Result } from '../api/client.ts'
import type { Problem } from '../api/types.ts'
import type { Window } from '../time/day.ts'
import type { Standing } from './transport.ts'

/// So much is asked for at a time: soon there, and few enough entries in the ledger.
const STRETCH_MS = 30_000
/// As much as the server gives at once.
const LONG_STRETCH_MS = 120_000
/// From this speed on only key pictures are asked for: no more can be masked in time, or seen.
export const SPARSE_FROM = 8
/// The next stretch is asked for when so much is left to look at.
const AHEAD_MS = 10_000
/// How many films stay here once shown: going back a little asks for nothing.
const KEPT = 6
/// A film may end this much before what was asked for: its last picture ends there.
const SLACK_MS = 1_500

/// What is asked for.
export interface Wanted {
  readonly from: number
  readonly to: number
  /// Clear, under this lift; masked without.
  readonly lift: string | undefined
  /// Key pictures only.
  readonly sparse: boolean
}

/// A film that is here, and which stretch it answers for.
export interface Shown extends Wanted {
  readonly film: Film
}

interface Asked extends Wanted {
  readonly mine: AbortController
}

/// One camera's films: those that are here, the one on its way, and what could not be had. Asks for the stretch around a
/// moment, and for the next one before it is needed; every question is an entry in the ledger, so none is asked twice.
export class Films {
  shown: Shown | undefined
  /// Why there is nothing to see where something was asked for.
  problem: { problem: Problem | undefined } | undefined
  private kept: Shown[] = []
  private asked: Asked | undefined
  private refused: Wanted | undefined

  /// @param ask fetches; @param changed told when `shown` or `problem` is another
  constructor(
    private readonly ask: (wanted: Wanted, signal: AbortSignal) => Promise<Result<Film>>,
    private readonly changed: () => void,
  ) {}

  /// @param within the unbroken stretch around `at` that may be asked for
  want(at: number, back: boolean, rate: number, within: Window, lift: string | undefined): Standing {
    const sparse = rate >= SPARSE_FROM
    const fits = (one: Wanted) => one.lift === lift && (sparse || !one.sparse)
    const holds = (one: Wanted) => fits(one) && one.from <= at && at < one.to
    const here = this.shown && holds(this.shown) ? this.shown : this.kept.find(holds)
    if (here) {
      this.show(here)
      this.lookAhead(here, at, back, rate, within)
      return 'ready'
    }
    if (this.asked && holds(this.asked)) return 'waiting'
    if (this.refused && holds(this.refused)) return 'none'
    this.fetch(stretch(at, back, sparse, within), lift, sparse)
    return 'waiting'
  }

  /// What was refused may be asked for again.
  again(): void {
    this.refused = undefined
    if (this.problem) {
      this.problem = undefined
      this.changed()
    }
  }

  /// Lets go of everything.
  clear(): void {
    this.asked?.mine.abort()
    this.asked = undefined
    this.refused = undefined
    this.kept = []
    if (this.shown || this.problem) {
      this.shown = undefined
      this.problem = undefined
      this.changed()
    }
  }

  /// Lets go of what is clear under other lifts than these.
  endLifts(running: readonly string[]): void {
    const over = (one: Wanted | undefined) => one?.lift !== undefined && !running.includes(one.lift)
    this.kept = this.kept.filter((one) => !over(one))
    if (over(this.asked)) {
      this.asked?.mine.abort()
      this.asked = undefined
    }
    if (over(this.shown)) {
      this.shown = undefined
      this.changed()
    }
  }

  private show(one: Shown): void {
    if (this.shown === one && !this.problem) return
    this.shown = one
    this.problem = undefined
    this.changed()
  }

  private lookAhead(here: Shown, at: number, back: boolean, rate: number, within: Window): void {
    const edge = back ? here.from - 1 : here.to
    const left = back ? at - here.from : here.to - at
    if (left > AHEAD_MS * rate || edge < within.from || edge >= within.to || this.asked) return
    const known = (one: Wanted | undefined) => one !== undefined && one.from <= edge && edge < one.to && one.lift === here.lift
    if (known(this.refused) || this.kept.some((one) => known(one) && one.sparse === here.sparse)) return
    this.fetch(stretch(edge, back, rate >= SPARSE_FROM, within), here.lift, rate >= SPARSE_FROM)
  }

  private fetch(window: Window, lift: string | undefined, sparse: boolean): void {
    this.asked?.mine.abort()
    const asked: Asked = { ...window, lift, sparse, mine: new AbortController() }
    this.asked = asked
    this.ask(asked, asked.mine.signal).then(
      (answer) => {
        if (this.asked !== asked) return
        this.asked = undefined
        if (answer.kind === 'done') this.keep(asked, answer.value)
        else this.refuse(asked, answer.kind === 'refused' ? answer.problem : undefined)
      },
      // Only ours are thrown: the reader went elsewhere.
      () => undefined,
    )
  }

  private keep(asked: Wanted, film: Film): void {
    const start = Number.isNaN(film.start) ? asked.from : film.start
    const end = film.end ?? asked.to
    if (end <= asked.from) {
      this.refuse(asked, undefined, true)
      return
    }
    const to = asked.to - end < SLACK_MS ? Math.max(asked.to, end) : end
    const one: Shown = { ...asked, from: Math.min(asked.from, start), to, film: { ...film, start } }
    this.kept = [...this.kept.slice(1 - KEPT), one]
    this.refused = undefined
    this.changed()
  }

  /// @param silent nothing there, which needs no words
  private refuse(asked: Wanted, problem: Problem | undefined, silent = false): void {
    this.refused = asked
    if (!silent) this.problem = { problem }
    this.changed()
  }
}

/// The stretch to ask for at a moment: on from it, or what leads up to it.
function stretch(at: number, back: boolean, sparse: boolean, within: Window): Window {
  const length = sparse ? LONG_STRETCH_MS : STRETCH_MS
  return back
    ? { from: Math.max(within.from, at + 1 - length), to: Math.min(within.to, at + 1) }
    : { from: at, to: Math.min(within.to, at + length) }
}
