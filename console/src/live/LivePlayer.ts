import type { LiveMessage, LivePace } from '../api/types.ts'
import type { Age } from './age.ts'
import { askNetwork, networkMs } from './network.ts'
import { newScreen, screenKind, type Screen, type ScreenKind } from './screen.ts'

/// What a live picture is doing, for the tile around it.
export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'playing'; readonly masked: boolean; readonly dropped: number; readonly age?: Age | undefined }
  /// Vigie has no pictures for now, and says why; it sends them when it has.
  | { readonly kind: 'interrupted'; readonly reason: string }
  /// The link broke; the player tries again.
  | { readonly kind: 'lost' }
  | { readonly kind: 'unsupported' }

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/// More than so many pictures before anything shows them means that this page was asleep: they are past.
const MOST_EARLY = 100

/// Shows one camera's live picture: a WebSocket into a [Screen], which it puts into a place of the page.
///
/// Owns the place's content, the socket and the screen until [close]; reconnects by itself. All of it
/// happens on the page's thread.
export class LivePlayer {
  private readonly place: HTMLElement
  private readonly url: string
  private readonly pace: LivePace
  private readonly timing: boolean
  private readonly report: (state: LiveState) => void
  private socket: WebSocket | undefined
  private screen: Screen | undefined
  /// What came while the browser was asked what it can show.
  private early: { readonly fragment: ArrayBuffer; readonly at: number }[] = []
  /// How often a canvas may still fail before an element plays instead: another decoder may make more of an odd stream.
  private canvases = 2
  private told: Pick<Age, 'made' | 'queued'> | undefined
  private age: Age | undefined
  private dropped = 0
  private masked = true
  private failures = 0
  private again: ReturnType<typeof setTimeout> | undefined
  private closed = false

  constructor(place: HTMLElement, camera: string, wish: LiveWish, report: (state: LiveState) => void) {
    this.place = place
    this.url = liveAddress(camera, wish)
    this.pace = wish.pace ?? 'ALL'
    this.timing = wish.timing ?? false
    this.report = report
    this.connect()
  }

  close(): void {
    this.closed = true
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
      if (typeof event.data === 'string') this.hear(JSON.parse(event.data) as LiveMessage, socket)
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

  private hear(message: LiveMessage, socket: WebSocket): void {
    switch (message.type) {
      case 'format':
        this.masked = message.masked
        void this.begin(message.codec, socket)
        return
      case 'dropped':
        this.drop(message.count)
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

  /// A fresh screen for each format: simpler than changing one in place, and as fast. The one before shows its last picture until then.
  private async begin(codec: string, socket: WebSocket): Promise<void> {
    const before = this.screen
    this.screen = undefined
    const early: typeof this.early = (this.early = [])
    const kind = await screenKind(codec, this.canvases > 0)
    before?.close()
    // Another format, or another socket, has come meanwhile.
    if (this.closed || socket !== this.socket || early !== this.early) return
    if (!kind) {
      this.place.replaceChildren()
      this.report({ kind: 'unsupported' })
      return
    }
    this.show(kind, codec, socket)
  }

  private show(kind: ScreenKind, codec: string, socket: WebSocket): void {
    const screen: Screen = newScreen(kind, { codec, pace: this.pace, timing: this.timing }, {
      seen: () => this.seen(screen),
      dropped: (count) => this.drop(count),
      took: (ms) => this.took(ms),
      failed: () => {
        if (kind === 'canvas') this.canvases--
        socket.close()
      },
    })
    this.screen = screen
    this.place.replaceChildren(screen.element)
    for (const { fragment, at } of this.early.splice(0)) screen.take(fragment, at)
  }

  private take(fragment: ArrayBuffer): void {
    const at = performance.now()
    if (this.screen) this.screen.take(fragment, at)
    else if (this.early.push({ fragment, at }) > MOST_EARLY) this.socket?.close()
  }

  private seen(screen: Screen): void {
    if (this.closed || screen !== this.screen) return
    this.failures = 0
    this.report({ kind: 'playing', masked: this.masked, dropped: this.dropped, age: this.age })
  }

  private drop(count: number): void {
    this.dropped += count
    if (this.screen) this.report({ kind: 'playing', masked: this.masked, dropped: this.dropped, age: this.age })
  }

  private took(ms: number): void {
    if (!this.told) return
    // The last few pictures together: a number that can be read.
    const before = this.age?.player ?? ms
    this.age = { ...this.told, network: networkMs(), player: before + (ms - before) / 8 }
  }

  private release(): void {
    this.early = []
    this.screen?.close()
    this.screen = undefined
    this.place.replaceChildren()
  }
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
