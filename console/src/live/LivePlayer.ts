import type { LiveMessage, LivePace } from '../api/types.ts'
import { Arrivals, type Age } from './age.ts'
import { askNetwork, networkMs } from './network.ts'
import { NEAREST, newest, steer, stopped, wentOn } from './steering.ts'

/// What a live picture is doing, for the tile around it.
export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'playing'; readonly masked: boolean; readonly dropped: number; readonly age?: Age | undefined }
  /// Vigie has no pictures for now, and says why; it sends them when it has.
  | { readonly kind: 'interrupted'; readonly reason: string }
  /// The link broke; the player tries again.
  | { readonly kind: 'lost' }
  | { readonly kind: 'unsupported' }

type Source = typeof MediaSource

const sourceKind = (): Source | undefined => {
  const all = globalThis as { MediaSource?: Source; ManagedMediaSource?: Source }
  return all.MediaSource ?? all.ManagedMediaSource
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/// More than so many waiting pictures means that this page was asleep: they are past.
const MOST_QUEUED = 100

/// Plays one camera's live picture in a video element: a WebSocket into Media Source Extensions. One picture a second is not
/// played but shown, each by a jump to it: an element that stands still costs the page nothing between two pictures.
///
/// Owns the element's source, the socket and the buffer until [close]; reconnects by itself. All of it
/// happens on the page's thread.
export class LivePlayer {
  private readonly video: HTMLVideoElement
  private readonly url: string
  private readonly pace: LivePace
  private readonly timing: boolean
  private readonly report: (state: LiveState) => void
  private socket: WebSocket | undefined
  private source: MediaSource | undefined
  private buffer: SourceBuffer | undefined
  private objectUrl: string | undefined
  private queue: { readonly fragment: ArrayBuffer; readonly at: number }[] = []
  /// What is being appended: when it came, and where it will begin.
  private appending: { readonly at: number; readonly start: number } | undefined
  private readonly arrivals = new Arrivals()
  private told: Pick<Age, 'made' | 'queued'> | undefined
  private age: Age | undefined
  private dropped = 0
  private masked = true
  private failures = 0
  private distance = NEAREST
  private steered = performance.now()
  private again: ReturnType<typeof setTimeout> | undefined
  private closed = false

  constructor(video: HTMLVideoElement, camera: string, wish: LiveWish, report: (state: LiveState) => void) {
    this.video = video
    this.url = liveAddress(camera, wish)
    this.pace = wish.pace ?? 'ALL'
    this.timing = wish.timing ?? false
    this.report = report
    if (!sourceKind()) {
      report({ kind: 'unsupported' })
      return
    }
    // With ManagedMediaSource the element must not be handed to another device.
    video.disableRemotePlayback = true
    video.muted = true
    video.addEventListener('seeked', this.seeked)
    video.addEventListener('waiting', this.waiting)
    if (this.timing) this.timeFrames()
    this.connect()
  }

  close(): void {
    this.closed = true
    this.video.removeEventListener('seeked', this.seeked)
    this.video.removeEventListener('waiting', this.waiting)
    clearTimeout(this.again)
    this.socket?.close()
    this.release()
  }

  private connect(): void {
    this.report({ kind: 'connecting' })
    const socket = new WebSocket(this.url)
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
      if (this.closed || socket !== this.socket) return
      if (typeof event.data === 'string') this.hear(JSON.parse(event.data) as LiveMessage)
      else this.take(event.data)
    })
    socket.addEventListener('close', () => {
      if (this.closed || socket !== this.socket) return
      this.report({ kind: 'lost' })
      this.reconnect()
    })
  }

  private reconnect(): void {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++)
    clearTimeout(this.again)
    this.again = setTimeout(() => this.connect(), pause * (0.75 + Math.random() / 2))
  }

  private hear(message: LiveMessage): void {
    switch (message.type) {
      case 'format':
        this.masked = message.masked
        this.begin(`video/mp4; codecs="${message.codec}"`)
        return
      case 'dropped':
        this.dropped += message.count
        this.report(this.playing())
        return
      case 'interrupted':
        this.report({ kind: 'interrupted', reason: message.reason })
        return
      case 'timing':
        this.told = { made: message.made_ms, queued: message.queued_ms }
        askNetwork()
        return
    }
  }

  /// A fresh source for each format: simpler than changing one in place, and as fast.
  private begin(type: string): void {
    const Kind = sourceKind()
    if (!Kind?.isTypeSupported(type)) {
      this.report({ kind: 'unsupported' })
      return
    }
    this.release()
    const source = new Kind()
    this.source = source
    source.addEventListener(
      'sourceopen',
      () => {
        if (source !== this.source) return
        this.buffer = source.addSourceBuffer(type)
        this.buffer.addEventListener('updateend', () => {
          this.appended()
          this.advance()
        })
        this.advance()
      },
      { once: true },
    )
    this.objectUrl = URL.createObjectURL(source)
    this.video.src = this.objectUrl
  }

  private take(fragment: ArrayBuffer): void {
    this.queue.push({ fragment, at: performance.now() })
    if (this.queue.length > MOST_QUEUED) {
      this.socket?.close()
      return
    }
    this.advance()
  }

  private advance(): void {
    const buffer = this.buffer
    if (!buffer || buffer.updating || this.source?.readyState !== 'open') return
    try {
      const steering = this.steer(buffer)
      const next = this.queue.shift()
      if (next) {
        this.appending = { at: next.at, start: endOf(buffer) }
        buffer.appendBuffer(next.fragment)
      }
      else if (steering?.trimTo !== undefined) buffer.remove(0, steering.trimTo)
    } catch {
      // The element has failed on what it was fed, or its memory is full: begin again.
      this.socket?.close()
    }
  }

  /// What was appended begins where everything before it ended; the init segment is no picture.
  private appended(): void {
    if (this.timing && this.appending && this.buffer && endOf(this.buffer) > this.appending.start) {
      this.arrivals.arrived(this.appending.start, this.appending.at)
    }
    this.appending = undefined
  }

  /// Asks the browser of each picture when it showed it.
  private timeFrames(): void {
    this.video.requestVideoFrameCallback((now, { mediaTime, expectedDisplayTime }) => {
      if (this.closed) return
      const player = this.arrivals.since(mediaTime, Math.max(now, expectedDisplayTime))
      if (player !== undefined && this.told) {
        // The last few pictures together: a number that can be read.
        const before = this.age?.player ?? player
        this.age = { ...this.told, network: networkMs(), player: before + (player - before) / 8 }
      }
      this.timeFrames()
    })
  }

  private playing(): LiveState {
    return { kind: 'playing', masked: this.masked, dropped: this.dropped, age: this.age }
  }

  private steer(buffer: SourceBuffer) {
    const ranges = Array.from({ length: buffer.buffered.length }, (_, i): [number, number] => [
      buffer.buffered.start(i),
      buffer.buffered.end(i),
    ])
    if (ranges.length === 0) return undefined
    const video = this.video
    if (this.pace === 'KEY') {
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

  private readonly seeked = () => this.seen()

  /// Not at the beginning, where there is nothing to show yet.
  private readonly waiting = () => {
    if (this.video.currentTime > 0 && !this.video.seeking) this.distance = stopped(this.distance)
  }

  private seen(): void {
    if (this.video.readyState < 2 || this.closed || !this.source) return
    this.failures = 0
    this.report(this.playing())
  }

  private release(): void {
    this.queue = []
    this.buffer = undefined
    this.source = undefined
    if (this.objectUrl) {
      URL.revokeObjectURL(this.objectUrl)
      this.objectUrl = undefined
      this.video.removeAttribute('src')
      this.video.load()
    }
  }
}

/// Where what is buffered ends, in seconds; 0 while nothing is.
function endOf({ buffered }: SourceBuffer): number {
  return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0
}

/// What is asked for of a camera's live picture.
export interface LiveWish {
  /// Clear, under this lift; masked without.
  readonly lift?: string | undefined
  /// All pictures without.
  readonly pace?: LivePace | undefined
  /// Whether to be told how old the pictures are.
  readonly timing?: boolean | undefined
}

/// The address of a camera's live picture.
export function liveAddress(camera: string, { lift, pace, timing }: LiveWish = {}, page: Location = location): string {
  const query = new URLSearchParams({ ...(lift ? { lift } : {}), ...(pace === 'KEY' ? { pictures: pace } : {}), ...(timing ? { timing: 'true' } : {}) })
  const address = `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/api/live/${encodeURIComponent(camera)}`
  return query.size > 0 ? `${address}?${query}` : address
}
