import { memo, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Alert } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { heldOf, instantAt, pieceAt, piecesOf, shareOf, ticksOf, type Piece, type Share, type Stretches } from './bar.ts'
import type { Window } from './day.ts'
import './daybar.css'

interface Props {
  timeline: Stretches | undefined
  window: Window
  /// Where the pictures are; absent where none is chosen.
  playhead?: number | undefined
  now: number
  alerts?: readonly Alert[]
  /// What it is a bar of, where there are several.
  label?: string
  /// Chosen by hand or key.
  onChoose(at: number): void
  /// Told while a hand drags; [onChoose] follows when it lets go.
  onScrub?: ((at: number) => void) | undefined
  /// When something moved, and when nobody knows, where that was looked for.
  moments?: readonly Window[] | undefined
  unknown?: readonly Window[] | undefined
  ticks?: number
}

/// Time as a place: recorded solid, gaps hatched with their reason, sealed with a lock's bar, held with a pin, deleted as a
/// thin line, now marked. The same bar wherever footage has a time.
export function DayBar({ ticks = 13, ...track }: Props) {
  return (
    <div className="daybar">
      <DayTrack {...track} />
      <DayTicks window={track.window} ticks={ticks} />
    </div>
  )
}

/// A day's bar without its times: one of several rows.
///
/// @param slim lower, and without a playhead of its own: one crosses all rows
export function DayTrack({ timeline, window, playhead, now, alerts = [], label, onChoose, onScrub, moments = [], unknown = [], slim = false }: Props & { slim?: boolean }) {
  const { text, format } = useSpeech()
  const bar = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number>()
  const pieces = useMemo(() => (timeline ? piecesOf(timeline, window) : []), [timeline, window.from, window.to])
  const held = useMemo(() => (timeline ? heldOf(timeline, window) : []), [timeline, window.from, window.to])
  const step = (window.to - window.from) / 96
  const inside = (at: number) => at >= window.from && at <= window.to

  const at = (event: PointerEvent) => {
    const box = bar.current!.getBoundingClientRect()
    return instantAt((event.clientX - box.left) / box.width, window)
  }
  const onKey = (event: KeyboardEvent) => {
    const from = playhead ?? Math.min(now, window.to)
    const to = { ArrowLeft: from - step, ArrowRight: from + step, Home: window.from, End: Math.min(now, window.to) }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onChoose(Math.min(window.to, Math.max(window.from, to)))
  }
  const say = (moment: number): string => {
    const piece = pieceAt(pieces, moment)
    if (!piece) {
      const first = pieces[0]
      return moment > now ? '' : first && moment >= first.from ? text.review.notRecorded : text.review.before
    }
    switch (piece.kind) {
      case 'recorded':
        return text.review.recorded
      case 'sealed':
        return text.review.sealed
      case 'deleted':
        return text.review.deleted
      case 'gap': {
        const why = piece.reason ? text.gapReasons[piece.reason] : ''
        return text.review.gapLasting(format.lasting(piece.to - piece.from), why)
      }
    }
  }
  const hold = (moment: number) => (held.some((one) => one.from <= moment && moment < one.to) ? `, ${text.review.held}` : '')
  const detail = hover === undefined ? '' : (pieceAt(pieces, hover)?.detail ?? '')
  const chosen = playhead ?? now

  return (
    <div
      ref={bar}
      className={`daybarTrack ${slim ? 'slim' : ''}`}
      role="slider"
      tabIndex={0}
      aria-label={label ?? text.review.bar}
      aria-valuemin={window.from}
      aria-valuemax={window.to}
      aria-valuenow={Math.round(chosen)}
      aria-valuetext={`${format.time(chosen)}, ${say(chosen)}${hold(chosen)}`}
      onKeyDown={onKey}
      onPointerDown={(e) => {
        if (e.button !== 0) return
        bar.current?.setPointerCapture(e.pointerId)
        const to = Math.min(now, at(e))
        if (onScrub) onScrub(to)
        else onChoose(to)
      }}
      onPointerMove={(e) => {
        setHover(at(e))
        if (onScrub && bar.current?.hasPointerCapture(e.pointerId)) onScrub(Math.min(now, at(e)))
      }}
      onPointerUp={(e) => {
        if (onScrub && bar.current?.hasPointerCapture(e.pointerId)) onChoose(Math.min(now, at(e)))
      }}
      onPointerCancel={(e) => onScrub && onChoose(Math.min(now, at(e)))}
      onPointerLeave={() => setHover(undefined)}
    >
      {inside(now) && <div className="daybarFuture" style={{ left: `${shareOf(now, window) * 100}%` }} />}
      <Pieces pieces={pieces} held={held} />
      {moments.map((moment) => (
        <Mark key={moment.from} className="daybarMoment" stretch={moment} window={window} />
      ))}
      {unknown.map((moment) => (
        <Mark key={moment.from} className="daybarUnknown" stretch={moment} window={window} />
      ))}
      {alerts.filter((alert) => inside(Date.parse(alert.at))).map((alert) => (
        <div
          key={alert.id}
          className={`daybarAlert ${alert.state === 'WAITING' ? 'waiting' : ''}`}
          style={{ left: `${shareOf(Date.parse(alert.at), window) * 100}%` }}
        />
      ))}
      {!slim && inside(now) && <div className="daybarNow" style={{ left: `${shareOf(now, window) * 100}%` }} />}
      {!slim && playhead !== undefined && inside(playhead) && (
        <div className="daybarHead" style={{ left: `${shareOf(playhead, window) * 100}%` }} />
      )}
      {hover !== undefined && (
        <div className={`daybarTip ${shareOf(hover, window) > 0.5 ? 'left' : ''}`} style={{ left: `${shareOf(hover, window) * 100}%` }}>
          <span className="mono">{format.time(hover)}</span> {say(hover)}
          {hold(hover)}
          {detail && <span className="second"> {detail}</span>}
        </div>
      )}
    </div>
  )
}

/// A stretch along the lower edge of a bar.
function Mark({ className, stretch, window }: { className: string; stretch: Window; window: Window }) {
  const left = Math.max(0, shareOf(stretch.from, window))
  const right = Math.min(1, shareOf(stretch.to, window))
  return left < right ? <div className={className} style={{ left: `${left * 100}%`, width: `max(2px, ${(right - left) * 100}%)` }} /> : null
}

/// What changes only with the day, not with the playhead: a bad day has hundreds of pieces.
const Pieces = memo(function Pieces({ pieces, held }: { pieces: readonly Piece[]; held: readonly Share[] }) {
  return (
    <>
      {pieces.map((piece) => (
        <div
          key={`${piece.kind}${piece.from}`}
          className={`daybarPiece ${piece.kind}`}
          style={{ left: `${piece.left * 100}%`, width: `max(2px, ${piece.width * 100}%)` }}
        />
      ))}
      {held.map((hold) => (
        <div key={`held${hold.from}${hold.to}`} className="daybarHeld" style={{ left: `${hold.left * 100}%`, width: `max(4px, ${hold.width * 100}%)` }} />
      ))}
    </>
  )
})

/// The times under a bar, or under several.
export function DayTicks({ window, ticks }: { window: Window; ticks: number }) {
  const { format } = useSpeech()
  const label = window.to - window.from < 5 * 60_000 ? format.time : format.minute
  return (
    <div className="daybarTicks" aria-hidden="true">
      {ticksOf(window, ticks).map((tick) => (
        <span key={tick.at} className={tick.labelled ? 'labelled' : ''} style={{ left: `${tick.left * 100}%` }}>
          {tick.labelled && label(tick.at)}
        </span>
      ))}
    </div>
  )
}

/// What the bar's drawings mean.
export function DayBarLegend() {
  const { text } = useSpeech()
  return (
    <ul className="daybarLegend" aria-label={text.review.legend}>
      {(['recorded', 'sealed', 'held', 'gap', 'deleted'] as const).map((kind) => (
        <li key={kind}>
          <i className={kind} /> {text.review[kind]}
        </li>
      ))}
    </ul>
  )
}
