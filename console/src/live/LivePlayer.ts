import type { LiveMessage, LivePace } from '../api/types.ts'
import { newest, steer } from './steering.ts'

/// What a live picture is doing, for the tile around it.
export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'playing'; readonly masked: boolean; readonly dropped: number }
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
  private readonly report: (state: LiveState) => void
  private socket: WebSocket | undefined
  private source: MediaSource | undefined
  private buffer: SourceBuffer | undefined
  private objectUrl: string | undefined
  private queue: ArrayBuffer[] = []
  private dropped = 0
  private masked = true
  private failures = 0
  private again: ReturnType<typeof setTimeout> | undefined
  private closed = false

  constructor(video: HTMLVideoElement, url: string, pace: LivePace, report: (state: LiveState) => void) {
    this.video = video
    this.url = url
    this.pace = pace
    this.report = report
    if (!sourceKind()) {
      report({ kind: 'unsupported' })
      return
    }
    // With ManagedMediaSource the element must not be handed to another device.
    video.disableRemotePlayback = true
    video.muted = true
    video.addEventListener('seeked', this.seeked)
    this.connect()
  }

  close(): void {
    this.closed = true
    this.video.removeEventListener('seeked', this.seeked)
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
      if (typeof event.data === 'string') this.told(JSON.parse(event.data) as LiveMessage)
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

  private told(message: LiveMessage): void {
    switch (message.type) {
      case 'format':
        this.masked = message.masked
        this.begin(`video/mp4; codecs="${message.codec}"`)
        return
      case 'dropped':
        this.dropped += message.count
        this.report({ kind: 'playing', masked: this.masked, dropped: this.dropped })
        return
      case 'interrupted':
        this.report({ kind: 'interrupted', reason: message.reason })
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
        this.buffer.addEventListener('updateend', () => this.advance())
        this.advance()
      },
      { once: true },
    )
    this.objectUrl = URL.createObjectURL(source)
    this.video.src = this.objectUrl
  }

  private take(fragment: ArrayBuffer): void {
    this.queue.push(fragment)
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
      if (next) buffer.appendBuffer(next)
      else if (steering?.trimTo !== undefined) buffer.remove(0, steering.trimTo)
    } catch {
      // The element has failed on what it was fed, or its memory is full: begin again.
      this.socket?.close()
    }
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
    const steering = steer({ ranges, position: video.currentTime }, video.playbackRate)
    if (steering.seekTo !== undefined) video.currentTime = steering.seekTo
    if (video.playbackRate !== steering.rate) video.playbackRate = steering.rate
    if (video.paused) void video.play().catch(() => undefined)
    this.seen()
    return steering
  }

  private readonly seeked = () => this.seen()

  private seen(): void {
    if (this.video.readyState < 2 || this.closed || !this.source) return
    this.failures = 0
    this.report({ kind: 'playing', masked: this.masked, dropped: this.dropped })
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

/// What is asked for of a camera's live picture.
export interface LiveWish {
  /// Clear, under this lift; masked without.
  readonly lift?: string | undefined
  /// All pictures without.
  readonly pace?: LivePace | undefined
}

/// The address of a camera's live picture.
export function liveAddress(camera: string, { lift, pace }: LiveWish = {}, page: Location = location): string {
  const query = new URLSearchParams({ ...(lift ? { lift } : {}), ...(pace === 'KEY' ? { pictures: pace } : {}) })
  const address = `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/api/live/${encodeURIComponent(camera)}`
  return query.size > 0 ? `${address}?${query}` : address
}
