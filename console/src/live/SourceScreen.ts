import { Arrivals } from './age.ts'
import { NEAREST, newest, steer, stopped, wentOn } from './steering.ts'
import type { Failure, Screen, Showing, Wanted } from './screen.ts'

type Source = typeof MediaSource

export function sourceKind(): Source | undefined {
  const all = globalThis as { MediaSource?: Source; ManagedMediaSource?: Source }
  return all.MediaSource ?? all.ManagedMediaSource
}

/// More than so many waiting pictures means that this page was asleep: they are past.
const MOST_QUEUED = 100

/// Plays pictures in a video element by Media Source Extensions, near the newest ([steer]). One picture a second is not played but shown,
/// each by a jump to it: an element that stands still costs the page nothing between two pictures.
export class SourceScreen implements Screen {
  readonly element = document.createElement('video')
  private readonly source: MediaSource
  private readonly objectUrl: string
  private buffer: SourceBuffer | undefined
  private queue: { readonly fragment: ArrayBuffer; readonly at: number }[] = []
  /// What is being appended: when it came, and where it will begin.
  private appending: { readonly at: number; readonly start: number } | undefined
  private readonly arrivals = new Arrivals()
  private distance = NEAREST
  private steered = performance.now()
  private closed = false

  constructor(
    type: string,
    private readonly wanted: Wanted,
    private readonly showing: Showing,
  ) {
    const video = this.element
    // With ManagedMediaSource the element must not be handed to another device.
    video.disableRemotePlayback = true
    video.muted = true
    video.playsInline = true
    video.addEventListener('seeked', this.seen)
    video.addEventListener('waiting', this.waiting)
    video.addEventListener('error', () => this.fail('decoder'))
    if (wanted.timing) this.timeFrames()
    const Kind = sourceKind()!
    this.source = new Kind()
    this.source.addEventListener('sourceopen', () => this.open(type), { once: true })
    this.objectUrl = URL.createObjectURL(this.source)
    video.src = this.objectUrl
  }

  take(fragment: ArrayBuffer, at: number): void {
    this.queue.push({ fragment, at })
    if (this.queue.length > MOST_QUEUED) this.fail('asleep')
    else this.advance()
  }

  close(): void {
    this.closed = true
    this.queue = []
    this.buffer = undefined
    URL.revokeObjectURL(this.objectUrl)
    this.element.removeAttribute('src')
    this.element.load()
  }

  private open(type: string): void {
    if (this.closed) return
    try {
      this.buffer = this.source.addSourceBuffer(type)
    } catch {
      this.fail('decoder')
      return
    }
    this.buffer.addEventListener('updateend', () => {
      this.appended()
      this.advance()
    })
    this.advance()
  }

  private advance(): void {
    const buffer = this.buffer
    if (!buffer || buffer.updating || this.source.readyState !== 'open') return
    try {
      const steering = this.steer(buffer)
      const next = this.queue.shift()
      if (next) {
        this.appending = { at: next.at, start: endOf(buffer) }
        buffer.appendBuffer(next.fragment)
      } else if (steering?.trimTo !== undefined) buffer.remove(0, steering.trimTo)
    } catch {
      // The element has failed on what it was fed, or its memory is full: begin again.
      this.fail('decoder')
    }
  }

  /// What was appended begins where everything before it ended; the init segment is no picture.
  private appended(): void {
    if (this.wanted.timing && this.appending && this.buffer && endOf(this.buffer) > this.appending.start) {
      this.arrivals.arrived(this.appending.start, this.appending.at)
    }
    this.appending = undefined
  }

  /// Asks the browser of each picture when it showed it.
  private timeFrames(): void {
    this.element.requestVideoFrameCallback((now, { mediaTime, expectedDisplayTime }) => {
      if (this.closed) return
      const took = this.arrivals.since(mediaTime, Math.max(now, expectedDisplayTime))
      if (took !== undefined) this.showing.took(took)
      this.timeFrames()
    })
  }

  private steer(buffer: SourceBuffer) {
    const ranges = Array.from({ length: buffer.buffered.length }, (_, i): [number, number] => [
      buffer.buffered.start(i),
      buffer.buffered.end(i),
    ])
    if (ranges.length === 0) return undefined
    const video = this.element
    if (this.wanted.pace === 'KEY') {
      const still = newest({ ranges, position: video.currentTime })
      if (still.seekTo !== undefined) video.currentTime = still.seekTo
      return still
    }
    const now = performance.now()
    this.distance = wentOn(this.distance, (now - this.steered) / 1000)
    this.steered = now
    const steering = steer({ ranges, position: video.currentTime }, video.playbackRate, this.distance)
    if (steering.seekTo !== undefined) video.currentTime = steering.seekTo
    if (video.playbackRate !== steering.rate) video.playbackRate = steering.rate
    if (video.paused) void video.play().catch(() => undefined)
    this.seen()
    return steering
  }

  /// Not at the beginning, where there is nothing to show yet.
  private readonly waiting = () => {
    if (this.element.currentTime > 0 && !this.element.seeking) this.distance = stopped(this.distance)
  }

  private readonly seen = () => {
    if (this.element.readyState >= 2 && !this.closed) this.showing.seen()
  }

  private fail(why: Failure): void {
    if (!this.closed) this.showing.failed(why)
  }
}

/// Where what is buffered ends, in seconds; 0 while nothing is.
function endOf({ buffered }: SourceBuffer): number {
  return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0
}
