import { useState } from 'react'
import { Link } from 'wouter'
import { useMe } from '../api/queries.ts'
import { StopDialog, type StopTarget } from '../cameras/StopDialog.tsx'
import { ClearGlyph } from '../look/Icons.tsx'
import { Proven } from '../shell/Proven.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { countdown, type Running } from './lifts.ts'
import { useLifts } from './useLifts.ts'
import './lift.css'

/// In the status bar: one's own lifts with their countdowns, and how many of others', for whoever is told of them.
export function LiftsItem() {
  const { text } = useSpeech()
  const lifts = useLifts(true)
  const me = useMe().data
  const [target, setTarget] = useState<StopTarget>()
  const own = lifts.all.filter(({ lift }) => lift.mine)
  const others = lifts.all.length - own.length
  const mayStop = (me?.rights.includes('STOP') && me.all_cameras) ?? false
  if (lifts.all.length === 0 && !lifts.stopped) return null
  return (
    <>
      <Proven look={<Look own={own} others={others} stopped={lifts.stopped} />} urgent={own.length > 0}>
        <h2>{text.lift.running}</h2>
        {lifts.stopped && <p>{text.lift.stopped}</p>}
        <ul className="liftList">
          {lifts.all.map((running) => (
            <Row key={running.lift.lift} running={running} minutes={lifts.usualMinutes} extend={() => void lifts.extend(running.lift)} end={() => void lifts.end(running.lift)} />
          ))}
        </ul>
        {mayStop && (
          <button type="button" className="button" onClick={() => setTarget({ scope: 'CLEAR', release: lifts.stopped })}>
            {lifts.stopped ? text.cameras.resumeClear : text.cameras.stopClear}
          </button>
        )}
        <Link href="/registers">{text.status.openLedger}</Link>
      </Proven>
      {target && (
        <StopDialog
          target={target}
          close={() => {
            setTarget(undefined)
            lifts.refresh()
          }}
        />
      )}
    </>
  )
}

function Look({ own, others, stopped }: { own: readonly Running[]; others: number; stopped: boolean }) {
  const { text } = useSpeech()
  const now = useNow(500)
  return (
    <span className={`liftStatus ${own.length > 0 ? 'own' : ''}`}>
      <ClearGlyph />
      {own.map(({ lift, endsAt }) => (
        <span key={lift.lift}>
          {lift.camera_name} <span className="mono">{countdown(endsAt, now)}</span>
        </span>
      ))}
      {others > 0 && <span>{text.lift.others(others)}</span>}
      {stopped && <span>{text.lift.stoppedShort}</span>}
    </span>
  )
}

function Row({ running, minutes, extend, end }: { running: Running; minutes: number; extend(): void; end(): void }) {
  const { text, format } = useSpeech()
  const now = useNow(500)
  const { lift, endsAt } = running
  return (
    <li>
      <span className="liftRowTitle">
        <Link href={lift.live ? `/cameras/${lift.camera}` : `/review/${lift.camera}?at=${lift.from}`}>{lift.camera_name}</Link>
        <span className="spacer" />
        <span className="mono">{countdown(endsAt, now)}</span>
      </span>
      <span className="second">
        {[lift.mine ? text.desk.you : lift.name, text.lift.grounds[lift.ground], lift.live ? text.lift.live : `${format.time(lift.from!)}–${format.time(lift.to!)}`].join(' · ')}
      </span>
      {lift.may_end && (
        <span className="liftRowActs">
          {lift.mine && (
            <button type="button" className="button small" onClick={extend}>
              {text.lift.extend(minutes)}
            </button>
          )}
          <button type="button" className="button small" onClick={end}>
            {text.lift.mask}
          </button>
        </span>
      )}
    </li>
  )
}
