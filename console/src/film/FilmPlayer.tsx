import { useEffect, useRef, useState, type ReactNode, type Ref } from 'react'
import type { Film } from '../api/client.ts'
import { ClearGlyph, MaskGlyph } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import './film.css'

/// What others may tell a player to do.
export interface FilmHandle {
  /// Plays or pauses.
  toggle(): void
  /// Goes to an instant, in ms; says whether the film holds it.
  seek(at: number): boolean
  /// Plays on, at a speed.
  play(rate: number): void
  pause(): void
  /// The instant shown, in ms; nothing until its picture can be seen.
  time(): number | undefined
  /// Whether it was played to its end.
  ended(): boolean
  /// Whether the film's picture can be seen where it was last sought.
  ready(): boolean
}

interface Props {
  film: Film | undefined
  /// One picture of it, shown until the film is there.
  still?: Blob | undefined
  handle?: Ref<FilmHandle>
  loop?: boolean
  rate?: number
  autoPlay?: boolean
  label: string
  /// Told where the film is, several times a second.
  onTime?(at: number): void
  onPlaying?(playing: boolean): void
  onEnded?(): void
  /// The picture was pressed; without it that plays or pauses.
  onPress?(): void
  /// Where to begin, in ms; the film's start where it does not hold that instant.
  beginAt?: number | undefined
  /// Drawn over the picture, in its coordinates.
  drawing?: ReactNode
  /// Whether it is clear: somebody holds a lift.
  clear?: boolean
  /// Said in its place while there is no film.
  aside?: string
}

/// Plays a film, masked unless it is said to be clear, and says what time it shows: the time of the pictures, not of the player.
export function FilmPlayer(props: Props) {
  const { film, still, loop = false, rate = 1, autoPlay = true, label, drawing, clear = false, aside } = props
  const { text } = useSpeech()
  const video = useRef<HTMLVideoElement>(null)
  const address = useAddress(film?.blob)
  const url = address?.url
  const stillUrl = useAddress(still)?.url
  const [loaded, setLoaded] = useState<string>()
  const calls = useRef(props)
  calls.current = props

  useEffect(() => {
    if (video.current) video.current.playbackRate = rate
  }, [rate, url])

  // An element whose address is taken away goes on showing its last picture until it is told to load nothing.
  useEffect(() => {
    if (!url) video.current?.load()
  }, [url])

  // Films begin wherever their media clock stood; the first picture is the film's start.
  const zero = () => (video.current?.seekable.length ? video.current.seekable.start(0) : 0)
  const shown = () => (film && video.current ? film.start + (video.current.currentTime - zero()) * 1000 : NaN)

  // The element shows the film before until it has this one's first picture.
  const here = () => film !== undefined && address?.of === film.blob && video.current !== null && video.current.currentSrc === url && video.current.readyState >= 2
  const handle: FilmHandle = {
    play: (speed) => {
      const element = video.current
      if (!element) return
      if (element.playbackRate !== speed) element.playbackRate = speed
      if (element.paused && !element.ended) void element.play().catch(() => undefined)
    },
    pause: () => {
      if (video.current && !video.current.paused) video.current.pause()
    },
    time: () => (here() ? shown() : undefined),
    ended: () => here() && video.current!.ended,
    ready: () => here() && !video.current!.seeking,
    toggle: () => {
      const element = video.current
      if (!element) return
      if (element.paused) void element.play().catch(() => undefined)
      else element.pause()
    },
    seek: (at) => {
      const element = video.current
      if (!film || !element) return false
      const to = zero() + (at - film.start) / 1000
      const end = element.seekable.length ? element.seekable.end(element.seekable.length - 1) : 0
      if (!(to >= zero() && to <= end)) return false
      element.currentTime = to
      return true
    },
  }
  useEffect(() => {
    const ref = props.handle
    if (!ref) return
    if (typeof ref === 'function') ref(handle)
    else ref.current = handle
  })

  // Until the film's own first picture can be seen.
  const waits = stillUrl !== undefined && (url === undefined || loaded !== url)
  return (
    <div className="film">
      <video
        ref={video}
        {...(url ? { src: url } : {})}
        aria-label={label}
        data-start={film?.start}
        muted
        playsInline
        loop={loop}
        autoPlay={autoPlay && !stillness()}
        onLoadedData={() => {
          setLoaded(url)
          const { beginAt } = calls.current
          if (beginAt !== undefined) handle.seek(beginAt)
          if (video.current) video.current.playbackRate = rate
        }}
        onTimeUpdate={() => film && calls.current.onTime?.(shown())}
        onPlay={() => calls.current.onPlaying?.(true)}
        onPause={() => calls.current.onPlaying?.(false)}
        onEnded={() => calls.current.onEnded?.()}
        onClick={() => (calls.current.onPress ?? handle.toggle)()}
      />
      {waits && <video className="filmStill" src={stillUrl} muted playsInline preload="auto" aria-hidden="true" />}
      {(film || waits) && drawing}
      {!film && !waits && <p className="filmAside second">{aside}</p>}
      {(film || waits) && (
        <span className="maskMark" title={clear ? text.lift.clear : text.wall.masked}>
          {clear ? <ClearGlyph label={text.lift.clear} /> : <MaskGlyph label={text.wall.masked} />}
        </span>
      )}
    </div>
  )
}

/// An address under which this page has a blob, while it has it; for a moment still that of the blob before.
function useAddress(blob: Blob | undefined): { url: string; of: Blob } | undefined {
  const [address, setAddress] = useState<{ url: string; of: Blob }>()
  useEffect(() => {
    if (!blob) {
      setAddress(undefined)
      return
    }
    const made = URL.createObjectURL(blob)
    setAddress({ url: made, of: blob })
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return address
}

/// Whether the reader's system asks for no motion: then nothing plays unasked.
function stillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
