import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Alert } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { instantAt, pieceAt, piecesOf, shareOf, ticksOf, type Stretches } from './bar.ts'
import type { Window } from './day.ts'
import './daybar.css'

interface Props {
  timeline: Stretches | undefined
  window: Window
  /// Where the pictures are; absent where none is chosen.
  playhead?: number | undefined
  now: number
  alerts?: readonly Alert[]
  /// Chosen by hand or key.
  onChoose(at: number): void
  ticks?: number
}

/// Time as a place: recorded solid, gaps hatched with their reason, deleted as a thin line, now marked.
/// The same bar wherever footage has a time.
export function DayBar({ timeline, window, playhead, now, alerts = [], onChoose, ticks = 13 }: Props) {
  const { text, format } = useSpeech()
  const bar = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number>()
  const pieces = timeline ? piecesOf(timeline, window) : []
  const step = (window.to - window.from) / 96
  const inside = (at: number) => at >= window.from && at <= window.to
  const label = window.to - window.from < 5 * 60_000 ? format.time : format.minute

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
  const detail = hover === undefined ? '' : (pieceAt(pieces, hover)?.detail ?? '')
  const chosen = playhead ?? now

  return (
    <div className="daybar">
      <div
        ref={bar}
        className="daybarTrack"
        role="slider"
        tabIndex={0}
        aria-label={text.review.bar}
        aria-valuemin={window.from}
        aria-valuemax={window.to}
        aria-valuenow={Math.round(chosen)}
        aria-valuetext={`${format.time(chosen)}, ${say(chosen)}`}
        onKeyDown={onKey}
        onPointerDown={(e) => {
          if (e.button !== 0) return
          bar.current?.setPointerCapture(e.pointerId)
          onChoose(Math.min(now, at(e)))
        }}
        onPointerMove={(e) => {
          setHover(at(e))
        }}
        onPointerLeave={() => setHover(undefined)}
      >
        {inside(now) && <div className="daybarFuture" style={{ left: `${shareOf(now, window) * 100}%` }} />}
        {pieces.map((piece) => (
          <div
            key={`${piece.kind}${piece.from}`}
            className={`daybarPiece ${piece.kind}`}
            style={{ left: `${piece.left * 100}%`, width: `max(2px, ${piece.width * 100}%)` }}
          />
        ))}
        {alerts.filter((alert) => inside(Date.parse(alert.at))).map((alert) => (
          <div
            key={alert.id}
            className={`daybarAlert ${alert.state === 'WAITING' ? 'waiting' : ''}`}
            style={{ left: `${shareOf(Date.parse(alert.at), window) * 100}%` }}
          />
        ))}
        {inside(now) && <div className="daybarNow" style={{ left: `${shareOf(now, window) * 100}%` }} />}
        {playhead !== undefined && inside(playhead) && (
          <div className="daybarHead" style={{ left: `${shareOf(playhead, window) * 100}%` }} />
        )}
        {hover !== undefined && (
          <div className={`daybarTip ${shareOf(hover, window) > 0.5 ? 'left' : ''}`} style={{ left: `${shareOf(hover, window) * 100}%` }}>
            <span className="mono">{format.time(hover)}</span> {say(hover)}
            {detail && <span className="second"> {detail}</span>}
          </div>
        )}
      </div>
      <div className="daybarTicks" aria-hidden="true">
        {ticksOf(window, ticks).map((tick) => (
          <span key={tick.at} className={tick.labelled ? 'labelled' : ''} style={{ left: `${tick.left * 100}%` }}>
            {tick.labelled && label(tick.at)}
          </span>
        ))}
      </div>
    </div>
  )
}

/// What the bar's drawings mean.
export function DayBarLegend() {
  const { text } = useSpeech()
  return (
    <ul className="daybarLegend" aria-label={text.review.legend}>
      <li>
        <i className="recorded" /> {text.review.recorded}
      </li>
      <li>
        <i className="sealed" /> {text.review.sealed}
      </li>
      <li>
        <i className="gap" /> {text.review.gap}
      </li>
      <li>
        <i className="deleted" /> {text.review.deleted}
      </li>
    </ul>
  )
}
