import { CanvasScreen } from './CanvasScreen.ts'
import { SourceScreen, sourceKind } from './SourceScreen.ts'
import type { LiveFormat, LivePace } from '../api/types.ts'

/// What shows one stream of live pictures: decodes them and draws them in an element of its own.
///
/// Lives from one format to the next. Everything happens on the page's thread.
export interface Screen {
  /// For the page; the screen's own until [close].
  readonly element: HTMLElement
  /// Takes the init segment first, then fragments of one picture or more.
  ///
  /// @param at when it came, in ms of the page's clock
  take(fragment: ArrayBuffer, at: number): void
  close(): void
}

/// What a screen says to its player.
export interface Showing {
  /// A picture is on the screen.
  seen(): void
  /// So many pictures were left out, as the browser cannot keep up.
  dropped(count: number): void
  /// How long the last picture took here, from its arrival to the screen, in ms.
  took(ms: number): void
  /// It can go on no more: begin again.
  failed(why: Failure): void
}

/// What the browser's decoder could not take, or that the page slept while pictures came.
export type Failure = 'decoder' | 'asleep'

export interface Wanted {
  /// RFC 6381, as the server says it.
  readonly codec: string
  readonly pace: LivePace
  /// Whether [Showing.took] is wanted.
  readonly timing: boolean
}

export type ScreenKind = 'canvas' | 'source'

/// How this browser shows such a stream: by its decoder and a canvas, which shows each picture as it comes, or else by an element that
/// plays (Media Source Extensions): where the page came without TLS there is no other, as browsers give decoders to secure pages only.
/// Nothing where it cannot show it.
///
/// @param may which of them may still be tried
export async function screenKind(format: LiveFormat, may: (kind: ScreenKind) => boolean): Promise<ScreenKind | undefined> {
  if (may('canvas') && (await decodes(format))) return 'canvas'
  return may('source') && sourceKind()?.isTypeSupported(mediaType(format.codec)) ? 'source' : undefined
}

export function newScreen(kind: ScreenKind, wanted: Wanted, showing: Showing): Screen {
  return kind === 'canvas' ? new CanvasScreen(wanted, showing) : new SourceScreen(mediaType(wanted.codec), wanted, showing)
}

const mediaType = (codec: string) => `video/mp4; codecs="${codec}"`

/// Asked once of each codec and size, which hardware has bounds of: the answer is the browser's and stays.
const answers = new Map<string, Promise<boolean>>()

function decodes({ codec, width, height }: LiveFormat): Promise<boolean> {
  if (!('VideoDecoder' in globalThis)) return Promise.resolve(false)
  const asked = `${codec} ${width}x${height}`
  let answer = answers.get(asked)
  if (!answer) {
    answer = VideoDecoder.isConfigSupported({ codec, codedWidth: width, codedHeight: height, optimizeForLatency: true }).then(
      ({ supported }) => supported === true,
      () => false,
    )
    answers.set(asked, answer)
  }
  return answer
}
