/// How a picture stands at a moment: there, on its way, or not to be had.
export type Standing = 'ready' | 'waiting' | 'none'

/// One camera's picture under the common playhead.
export interface Follower {
  /// What there is to see at a moment; asks for it where it is not here yet.
  want(at: number, back: boolean, rate: number): Standing
  /// The moment shown now, in ms.
  time(): number | undefined
  /// Plays on from where it is.
  play(rate: number): void
  hold(): void
  /// Shows another moment; nothing happens while it is still on its way to one.
  seek(at: number): void
  /// The moment of the picture after or before one, or where its film ends.
  neighbour(at: number, by: 1 | -1): number | undefined
}

export const SPEEDS = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16] as const
export const MOST_IN_STEP = 4

/// The next speed up or down; the last one where there is none.
export function nextSpeed(rate: number, by: 1 | -1): number {
  const at = SPEEDS.indexOf(rate as (typeof SPEEDS)[number])
  return SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))]!
}

/// A picture further off than this, at normal speed, jumps; at others so many times as far.
const JUMP_MS = 400
/// One nearer than this is in step: nobody sees it.
const IN_STEP_MS = 40
/// By so much of its speed it catches up or falls back: not seen either.
const MOST_CORRECTION = 0.15
const SLOWEST = 1 / 16
const FASTEST = 16

/// How a picture comes back into step.
///
/// @param drift how far it is ahead, in ms; less than nothing where it is behind
/// @returns at which speed it plays on, or that it jumps
export function steer(drift: number, rate: number): { rate: number } | 'jump' {
  if (Math.abs(drift) > JUMP_MS * Math.max(1, rate)) return 'jump'
  if (Math.abs(drift) <= IN_STEP_MS * Math.max(1, rate)) return { rate }
  const correction = Math.min(MOST_CORRECTION, Math.max(-MOST_CORRECTION, drift / (1000 * Math.max(1, rate))))
  return { rate: Math.min(FASTEST, Math.max(SLOWEST, rate * (1 - correction))) }
}

/// A stretch that was passed over because there was nothing in it to show.
export interface Jump {
  readonly from: number
  readonly to: number
}

/// The playhead, and the pictures that follow it in step. The first picture that has something to show leads: its own
/// time is the playhead's, so nothing stutters; the others are steered after it. While one of them is waited for, all wait.
///
/// Knows no clock and no page: whoever owns it calls [tick] several times a second.
export class Transport {
  head: number | undefined
  playing = false
  rate = 1
  back = false
  /// Whether pictures are waited for.
  waiting = false
  /// Whether it has come to the end of what there is.
  ended = false
  /// Where a hand drags the playhead; nothing while none does.
  scrubbing: number | undefined
  /// What was passed over last.
  jumped: Jump | undefined
  /// Where the next footage is, from a moment on in a direction; the moment itself where it is there.
  nextFootage: (at: number, back: boolean) => number | undefined = () => undefined

  private readonly followers = new Map<string, Follower>()
  private opened = false
  private settling = false

  /// @param changed told whenever anything of the above is different
  constructor(private readonly changed: () => void) {}

  /// In the order in which they are shown: the first leads.
  join(name: string, follower: Follower): () => void {
    this.followers.set(name, follower)
    this.settling = this.opened
    return () => {
      if (this.followers.get(name) === follower) this.followers.delete(name)
    }
  }

  play(): void {
    if (this.head === undefined) return
    this.settling ||= !this.opened
    this.opened = true
    this.playing = true
    this.ended = false
    this.tick(0)
    this.changed()
  }

  pause(): void {
    this.playing = false
    this.waiting = false
    for (const follower of this.followers.values()) follower.hold()
    this.changed()
  }

  /// Nothing is shown any more.
  close(): void {
    this.opened = false
    this.settling = false
    this.ended = false
    this.jumped = undefined
    this.pause()
  }

  /// Whether pictures are shown.
  get open(): boolean {
    return this.opened
  }

  setRate(rate: number): void {
    this.rate = rate
    this.changed()
  }

  setBack(back: boolean): void {
    this.back = back
    this.ended = false
    for (const follower of this.followers.values()) follower.hold()
    this.changed()
  }

  /// Goes to a moment: playing goes on from there, and what stands shows it.
  moveTo(at: number): void {
    this.head = at
    this.scrubbing = undefined
    this.ended = false
    this.jumped = undefined
    this.settle()
    this.changed()
  }

  /// Shows the picture under the playhead, and stands.
  show(): void {
    if (this.opened) return
    this.opened = true
    this.settle()
    this.changed()
  }

  /// A hand drags the playhead: it goes along, and the pictures wait until it lets go ([moveTo]).
  scrub(at: number): void {
    this.head = at
    this.scrubbing = at
    for (const follower of this.followers.values()) follower.hold()
    this.changed()
  }

  /// One picture on or back, of the one that leads; stands then.
  step(by: 1 | -1): void {
    if (this.head === undefined) return
    this.pause()
    this.opened = true
    const at = this.head
    const lead = [...this.followers.values()].find((follower) => follower.want(at, by < 0, 1) === 'ready')
    this.head = lead?.neighbour(lead.time() ?? at, by) ?? at + by * 40
    this.ended = false
    this.settle()
    this.changed()
  }

  private settle(): void {
    this.settling = this.opened
    this.tick(0)
  }

  /// @param elapsed since the last call, in ms
  tick(elapsed: number): void {
    if (this.head === undefined || this.scrubbing !== undefined || !this.opened || !(this.playing || this.settling) || this.followers.size === 0) return
    const at = this.passOver(this.head)
    if (at === undefined) return
    const all = [...this.followers.values()]
    const standings = all.map((follower) => follower.want(at, this.back, this.rate))
    if (standings.includes('waiting')) {
      for (const follower of all) follower.hold()
      this.set({ waiting: true })
      return
    }
    const ready = all.filter((_, i) => standings[i] === 'ready')
    this.set({ waiting: false })
    if (this.settling) {
      for (const follower of ready) follower.seek(at)
      this.settling = false
      if (!this.playing) return
    }
    if (ready.length === 0) {
      this.end()
      return
    }
    if (this.back) this.goBack(ready, at, elapsed)
    else this.goOn(ready, at)
  }

  /// The playhead, moved over what holds nothing; at its end playing stops.
  private passOver(head: number): number | undefined {
    if (!this.playing) return head
    const at = this.nextFootage(head, this.back)
    if (at === undefined) {
      this.end()
      return undefined
    }
    if (Math.abs(at - head) > 1) {
      this.jumped = { from: Math.min(at, head), to: Math.max(at, head) }
      this.head = at
      this.settling = true
      this.changed()
    }
    return at
  }

  private goBack(ready: readonly Follower[], at: number, elapsed: number): void {
    const to = at - elapsed * this.rate
    for (const follower of ready) follower.seek(to)
    this.set({ head: to })
  }

  private goOn(ready: readonly Follower[], at: number): void {
    const [lead, ...others] = ready
    lead!.play(this.rate)
    const head = lead!.time() ?? at
    for (const follower of others) {
      const course = steer((follower.time() ?? head) - head, this.rate)
      if (course === 'jump') follower.seek(head)
      follower.play(course === 'jump' ? this.rate : course.rate)
    }
    this.set({ head })
  }

  private end(): void {
    this.playing = false
    this.waiting = false
    this.ended = true
    for (const follower of this.followers.values()) follower.hold()
    this.changed()
  }

  private set(now: Partial<Pick<Transport, 'head' | 'waiting'>>): void {
    const before = [this.head, this.waiting]
    Object.assign(this, now)
    if (this.head !== before[0] || this.waiting !== before[1]) this.changed()
  }
}
