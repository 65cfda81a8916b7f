import { memo, useEffect, useMemo, useRef, useState, type CSSProperties, type RefObject } from 'react'
import type { Alert, Camera, CivilDay } from '../api/types.ts'
import { Check, Plus } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import { shareOf } from '../time/bar.ts'
import type { Window } from '../time/day.ts'
import { DayTicks, DayTrack } from '../time/DayBar.tsx'
import { foundBy, lostOf, rowsInView, ROW_PX } from './rows.ts'
import type { Moments } from './moments.ts'
import { MOST_IN_STEP } from './transport.ts'
import './rows.css'

interface Props {
  cameras: readonly Camera[]
  /// Those whose pictures are shown, the leading one first.
  shown: readonly string[]
  days: ReadonlyMap<string, CivilDay>
  window: Window
  head: number | undefined
  now: number
  alerts: ReadonlyMap<string, readonly Alert[]>
  ticks: number
  /// When something moved before those that are shown, where that was looked for.
  moments?: Moments | undefined
  /// Told which cameras' rows are in view, so that only their days are asked for.
  inView(cameras: readonly string[]): void
  choose(camera: string, at: number): void
  scrub?: ((camera: string, at: number) => void) | undefined
  /// Shows one camera alone.
  showOnly(camera: string): void
  /// Shows it in step with the others, or not any more.
  toggle(camera: string): void
}

/// Bars of one day, a row for each camera, and one playhead across them all. Those that are shown stand on top; the town's
/// others follow, and only those that can be seen are drawn.
export function Rows(props: Props) {
  const { cameras, shown, window, head, now, ticks } = props
  const { text } = useSpeech()
  const [wanted, setWanted] = useState('')
  const [open, setOpen] = useState(() => localStorage.getItem(KEPT) !== 'closed')
  const top = shown.flatMap((id) => cameras.find((camera) => camera.id === id) ?? [])
  const rest = useMemo(() => foundBy(cameras, wanted).filter((camera) => !shown.includes(camera.id)), [cameras, wanted, shown.join()])
  const list = useRef<HTMLDivElement>(null)
  const view = useView(list, rest.length, open)
  const seen = rest.slice(view.from, view.to)
  const ids = [...top, ...(open ? seen : [])].map((camera) => camera.id)
  useEffect(() => props.inView(ids), [ids.join()])

  const share = head !== undefined && head >= window.from && head <= window.to ? shareOf(head, window) : undefined
  const style = share === undefined ? {} : ({ '--share': share } as CSSProperties)
  const others = cameras.length - top.length
  return (
    <div className="rows" style={style}>
      <div role="list" aria-label={text.review.shownList}>
        {top.map((camera) => (
          <Row key={camera.id} camera={camera} {...rowOf(props, camera)} playhead={shown[0] === camera.id ? head : undefined} moments={props.moments} />
        ))}
      </div>
      <div className="rowsTicks">
        <DayTicks window={window} ticks={ticks} />
      </div>
      {others > 0 && (
        <div className="rowsMore">
          <button
            type="button"
            className="button plain small"
            aria-expanded={open}
            onClick={() => {
              localStorage.setItem(KEPT, open ? 'closed' : 'open')
              setOpen(!open)
            }}
          >
            {open ? text.review.hideOthers : text.review.showOthers(others)}
          </button>
          {open && cameras.length > FEW && (
            <input type="search" value={wanted} placeholder={text.review.find} aria-label={text.review.find} onChange={(e) => setWanted(e.currentTarget.value)} />
          )}
        </div>
      )}
      {open && others > 0 && (
        <div ref={list} className="rowsRest" role="list" aria-label={text.review.otherCameras}>
          <div style={{ height: rest.length * ROW_PX }}>
            <div style={{ transform: `translateY(${view.from * ROW_PX}px)` }}>
              {seen.map((camera) => (
                <Row key={camera.id} camera={camera} {...rowOf(props, camera)} />
              ))}
            </div>
          </div>
          {rest.length === 0 && <p className="second rowsNone">{text.review.noneFound}</p>}
        </div>
      )}
      {share !== undefined && <i className="rowsHead" aria-hidden="true" />}
      {now >= window.from && now < window.to && <i className="rowsNow" style={{ '--share': shareOf(now, window) } as CSSProperties} aria-hidden="true" />}
    </div>
  )
}

const KEPT = 'vigie.review.rows'
/// So many are found by looking.
const FEW = 8
const NO_ALERTS: readonly Alert[] = []

function rowOf({ shown, days, window, now, alerts, choose, scrub, showOnly, toggle }: Props, camera: Camera) {
  const at = shown.indexOf(camera.id)
  return {
    day: days.get(camera.id),
    window,
    // A row is drawn again when its minute ends, not with every tick.
    now: Math.floor(now / 10_000) * 10_000,
    alerts: alerts.get(camera.id) ?? NO_ALERTS,
    shown: at >= 0,
    alone: shown.length === 1,
    full: shown.length >= MOST_IN_STEP,
    choose,
    scrub,
    showOnly,
    toggle,
  }
}

interface RowProps extends ReturnType<typeof rowOf> {
  camera: Camera
  playhead?: number | undefined
  moments?: Moments | undefined
}

const Row = memo(function Row({ camera, day, window, now, alerts, shown, alone, full, choose, scrub, showOnly, toggle, playhead, moments }: RowProps) {
  const { text, format } = useSpeech()
  const lost = day && lostOf(day.sum)
  return (
    <div className={`row ${shown ? 'shown' : ''}`} role="listitem" data-camera={camera.id}>
      <span className="rowHead">
        <button type="button" className="rowName" title={camera.name} aria-current={shown} onClick={() => showOnly(camera.id)}>
          {camera.name}
        </button>
        <button
          type="button"
          className="rowStep"
          aria-pressed={shown}
          disabled={shown ? alone : full}
          aria-label={shown ? text.review.leaveStep(camera.name) : text.review.joinStep(camera.name)}
          title={shown ? text.review.leaveStep(camera.name) : full ? text.review.stepFull(MOST_IN_STEP) : text.review.joinStep(camera.name)}
          onClick={() => toggle(camera.id)}
        >
          {shown ? <Check /> : <Plus />}
        </button>
      </span>
      <DayTrack
        slim
        timeline={day}
        window={window}
        playhead={playhead}
        moments={moments?.moments}
        unknown={moments?.unknown}
        now={now}
        alerts={alerts}
        label={text.review.barOf(camera.name)}
        onChoose={(at) => choose(camera.id, at)}
        onScrub={scrub && ((at) => scrub(camera.id, at))}
      />
      <span className="rowLost mono small" title={lost ? text.review.lostOfDay(format.exact(lost)) : undefined}>
        {lost === undefined ? '' : lost === 0 ? text.review.complete : `−${format.lasting(lost)}`}
      </span>
    </div>
  )
})

/// Which rows of a scrolled list can be seen.
function useView(list: RefObject<HTMLDivElement | null>, count: number, open: boolean) {
  const [at, setAt] = useState({ top: 0, height: 8 * ROW_PX })
  useEffect(() => {
    const element = list.current
    if (!element) return
    const look = () => setAt({ top: element.scrollTop, height: element.clientHeight })
    look()
    element.addEventListener('scroll', look, { passive: true })
    const size = new ResizeObserver(look)
    size.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      size.disconnect()
    }
  }, [list, open])
  return rowsInView(at.top, at.height, count)
}
