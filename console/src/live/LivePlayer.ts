import type { LiveFormat, LiveMessage, LivePace } from '../api/types.ts'
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
  /// This browser cannot show it: the player has stopped asking.
  | { readonly kind: 'unsupported' }

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/// More than so many pictures before anything shows them means that this page was asleep: they are past.
const MOST_EARLY = 100
/// Pictures for so long are a link that holds: when it breaks, it is tried again at once.
const STEADY_MS = 10_000
/// How many screens of a kind may fail on a stream before there is another kind: another decoder may make more of an odd stream.
const MOST_BROKEN = 2

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
  private readonly broken: Record<ScreenKind, number> = { canvas: 0, source: 0 }
  /// Whether anything has come since there was last said to be nothing: a picture that was being decoded then is no sign of life.
  private fresh = false
  private playing = false
  /// Since when this screen shows pictures.
  private since: number | undefined
  private told: Pick<Age, 'made' | 'queued'> | undefined
  private age: Age | undefined
  private dropped = 0
  private masked = true
  private failures = 0
  private again: ReturnType<typeof setTimeout> | undefined

  constructor(place: HTMLElement, camera: string, wish: LiveWish, report: (state: LiveState) => void) {
    this.place = place
    this.url = liveAddress(camera, wish)
    this.pace = wish.pace ?? 'ALL'
    this.timing = wish.timing ?? false
    this.report = report
    this.connect()
  }

  close(): void {
    clearTimeout(this.again)
    this.release()
  }

  private connect(): void {
    this.tell({ kind: 'connecting' })
    const socket = new WebSocket(this.url)
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
      if (socket !== this.socket) return
      if (typeof event.data === 'string') this.hear(JSON.parse(event.data) as LiveMessage)
      else this.take(event.data)
    })
    socket.addEventListener('close', () => {
      if (socket === this.socket) this.lose()
    })
  }

  /// Gives the link up, broken or not, and all that it brought: nobody can say any more how old that is. Tries again by and by.
  private lose(): void {
    this.release()
    this.tell({ kind: 'lost' })
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++)
    clearTimeout(this.again)
    this.again = setTimeout(() => this.connect(), pause * (0.75 + Math.random() / 2))
  }

  private hear(message: LiveMessage): void {
    switch (message.type) {
      case 'format':
        this.masked = message.masked
        void this.begin(message)
        return
      case 'dropped':
        this.drop(message.count)
        return
      case 'interrupted':
        this.tell({ kind: 'interrupted', reason: message.reason })
        return
      case 'timing':
        this.told = { made: message.made_ms, queued: message.queued_ms }
        askNetwork()
        return
    }
  }

  /// A fresh screen for each format: simpler than changing one in place, and as fast. The one before shows its last picture until then.
  private async begin(format: LiveFormat): Promise<void> {
    const before = this.screen
    this.screen = undefined
    const early: typeof this.early = (this.early = [])
    const kind = await screenKind(format, (one) => this.broken[one] < MOST_BROKEN)
    before?.close()
    // Another format has come meanwhile, or the link was given up.
    if (early !== this.early) return
    if (kind) this.show(kind, format)
    else {
      // Pictures that nobody can see are not asked for.
      this.release()
      this.tell({ kind: 'unsupported' })
    }
  }

  private show(kind: ScreenKind, { codec }: LiveFormat): void {
    const screen: Screen = newScreen(kind, { codec, pace: this.pace, timing: this.timing }, {
      seen: () => this.seen(screen),
      dropped: (count) => this.drop(count),
      took: (ms) => this.took(ms),
      failed: (why) => {
        if (screen !== this.screen) return
        if (why === 'decoder' && (kind === 'canvas' ? !this.steady() : this.since === undefined)) this.broken[kind]++
        this.lose()
      },
    })
    this.screen = screen
    this.since = undefined
    this.place.replaceChildren(screen.element)
    for (const { fragment, at } of this.early.splice(0)) if (screen === this.screen) screen.take(fragment, at)
  }

  private take(fragment: ArrayBuffer): void {
    const at = performance.now()
    this.fresh = true
    if (this.screen) this.screen.take(fragment, at)
    else if (this.early.push({ fragment, at }) > MOST_EARLY) this.lose()
  }

  private seen(screen: Screen): void {
    if (screen !== this.screen || !this.fresh) return
    this.since ??= performance.now()
    if (this.steady()) this.failures = 0
    this.tellPlaying()
  }

  private steady(): boolean {
    return this.since !== undefined && performance.now() - this.since >= STEADY_MS
  }

  private drop(count: number): void {
    this.dropped += count
    if (this.playing) this.tellPlaying()
  }

  private took(ms: number): void {
    if (!this.told) return
    // The last few pictures together: a number that can be read.
    const before = this.age?.player ?? ms
    this.age = { ...this.told, network: networkMs(), player: before + (ms - before) / 8 }
  }

  private tellPlaying(): void {
    this.tell({ kind: 'playing', masked: this.masked, dropped: this.dropped, age: this.age })
  }

  private tell(state: LiveState): void {
    this.playing = state.kind === 'playing'
    if (!this.playing) this.fresh = false
    this.report(state)
  }

  private release(): void {
    const socket = this.socket
    this.socket = undefined
    socket?.close()
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
