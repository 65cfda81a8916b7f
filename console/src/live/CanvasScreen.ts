import { readFragment, readInit } from './mp4.ts'
import type { Screen, Showing, Wanted } from './screen.ts'

/// More pictures than this before the decoder: it cannot keep up, and goes on from the next key picture.
const MOST_WAITING = 30
/// A decoder that has given so many pictures can read this stream: if it breaks then, on a damaged picture or because the browser took it
/// back, another goes on from the next key picture.
const PROVES_ITSELF = 10
/// A picture wider than this is drawn as wide as the page shows it: a canvas of a whole 4K picture costs 33 MB.
const WIDEST = 1280

/// Shows pictures as they come: WebCodecs decodes each, and the newest is drawn at the page's next frame. Nothing is held back to make
/// the movement even, as a player does: what a control room needs of a live picture is that it is now.
///
/// Its canvas costs the page nothing between two pictures, and lets the page be drawn as often as it wants: where two videos play, Chromium
/// draws all of the page at their pace (design/wall.md).
export class CanvasScreen implements Screen {
  readonly element = document.createElement('canvas')
  private readonly context = this.element.getContext('2d', { alpha: false })!
  private decoder: VideoDecoder
  private config: VideoDecoderConfig | undefined
  /// Ticks a second.
  private timescale = 0
  /// Pictures of this decoder.
  private given = 0
  /// When the pictures came that are being decoded, by their timestamp; bounded by [MOST_WAITING] and what the decoder holds.
  private readonly came = new Map<number, number>()
  private needsKey = true
  private newest: VideoFrame | undefined
  private drawing: number | undefined
  private closed = false

  constructor(
    private readonly wanted: Wanted,
    private readonly showing: Showing,
  ) {
    this.decoder = this.newDecoder()
  }

  take(fragment: ArrayBuffer, at: number): void {
    if (this.closed) return
    try {
      if (this.config === undefined) this.configure(fragment)
      else this.decode(fragment, at)
    } catch {
      this.broke()
    }
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    if (this.drawing !== undefined) cancelAnimationFrame(this.drawing)
    this.newest?.close()
    this.newest = undefined
    if (this.decoder.state !== 'closed') this.decoder.close()
  }

  private configure(init: ArrayBuffer): void {
    const { description, timescale } = readInit(init)
    this.timescale = timescale
    this.config = { codec: this.wanted.codec, description, optimizeForLatency: true }
    this.decoder.configure(this.config)
  }

  private decode(fragment: ArrayBuffer, at: number): void {
    let left = 0
    for (const { key, timestamp, data } of readFragment(fragment, this.timescale)) {
      if (this.decoder.decodeQueueSize > MOST_WAITING) {
        this.needsKey = true
        // It has had all the time to the next key picture.
        if (key) this.broke()
        if (this.closed) return
      }
      if (this.needsKey && !key) {
        left++
        continue
      }
      this.needsKey = false
      if (this.came.size > 2 * MOST_WAITING) this.came.delete(this.came.keys().next().value!)
      this.came.set(timestamp, at)
      this.decoder.decode(new EncodedVideoChunk({ type: key ? 'key' : 'delta', timestamp, data }))
    }
    if (left > 0) this.showing.dropped(left)
  }

  private newDecoder(): VideoDecoder {
    const decoder: VideoDecoder = new VideoDecoder({
      output: (frame) => {
        if (decoder === this.decoder && !this.closed) this.decoded(frame)
        else frame.close()
      },
      error: () => {
        if (decoder === this.decoder) this.broke()
      },
    })
    return decoder
  }

  private decoded(frame: VideoFrame): void {
    this.given++
    this.newest?.close()
    this.newest = frame
    this.drawing ??= requestAnimationFrame(this.draw)
  }

  private readonly draw = (): void => {
    this.drawing = undefined
    const frame = this.newest
    if (!frame || this.closed) return
    this.newest = undefined
    const came = this.came.get(frame.timestamp)
    this.came.delete(frame.timestamp)
    try {
      this.paint(frame)
    } finally {
      frame.close()
    }
    // On the screen with the next frame, not yet.
    if (came !== undefined && this.wanted.timing) requestAnimationFrame((now) => this.showing.took(now - came))
    this.showing.seen()
  }

  private paint(frame: VideoFrame): void {
    const canvas = this.element
    const width = Math.min(frame.displayWidth, Math.max(WIDEST, Math.ceil(canvas.clientWidth * devicePixelRatio)))
    const height = Math.round((width * frame.displayHeight) / frame.displayWidth)
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width
      canvas.height = height
    }
    this.context.drawImage(frame, 0, 0, width, height)
  }

  private broke(): void {
    if (this.closed) return
    if (!this.config || this.given < PROVES_ITSELF) {
      this.close()
      this.showing.failed('decoder')
      return
    }
    if (this.decoder.state !== 'closed') this.decoder.close()
    this.decoder = this.newDecoder()
    this.decoder.configure(this.config)
    this.given = 0
    this.needsKey = true
    this.came.clear()
    // The one on which it broke, at least.
    this.showing.dropped(1)
  }
}
