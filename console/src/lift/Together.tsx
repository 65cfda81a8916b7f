import { useState } from 'react'
import type { Camera, LiftGround, LiftOrder, Problem } from '../api/types.ts'
import { ClearGlyph } from '../look/Icons.tsx'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { Tile } from '../wall/Tile.tsx'
import { LiftBar } from './LiftBar.tsx'
import { countdown, liveOf } from './lifts.ts'
import { useLifts } from './useLifts.ts'
import './lift.css'

/// Several cameras of one place, side by side: one key and one reason show all of them clear, one key extends all, one masks
/// all. Each is a lift of its own, with its end.
///
/// @param first those that it is about; the others stand beside them
/// @param alert the alert that it is about, of the first of these
/// @param asking whether to ask for the reason at once
export function Together({ cameras, first, alert, asking = false }: { cameras: readonly Camera[]; first: readonly string[]; alert: string | undefined; asking?: boolean }) {
  const { text } = useSpeech()
  const t = text.lift
  const lifts = useLifts()
  const now = useNow(500)
  const [open, setOpen] = useState(asking)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const own = cameras.flatMap((camera) => liveOf(lifts.all, camera.id) ?? [])
  const offered = cameras.some(mayLift) && lifts.longestMinutes > 0 && !lifts.stopped

  const order = (camera: Camera, ground: LiftGround, note: string): LiftOrder => {
    if (ground === 'CHECKING_AN_ALERT' && camera.id !== first[0]) {
      // An alert is of one camera: of the others it is said that they stand beside it.
      return { camera: camera.id, ground: 'OTHER', note: note || t.besideAlert(alert ?? '') }
    }
    return { camera: camera.id, ground, ...(note ? { note } : {}), ...(alert && camera.id === first[0] ? { alert } : {}) }
  }
  const lift = async (ground: LiftGround, note: string) => {
    const answers = []
    // One after the other: the first picture is the one that matters most.
    for (const camera of cameras.filter(mayLift)) {
      if (!liveOf(lifts.all, camera.id)) answers.push(await lifts.begin(order(camera, ground, note)))
    }
    const failed = answers.find((answer) => answer.kind !== 'done')
    return failed && { problem: failed.kind === 'refused' ? failed.problem : undefined }
  }
  const extend = async () => {
    const answers = await Promise.all(own.map((running) => lifts.extend(running.lift)))
    const failed = answers.find((answer) => answer.kind !== 'done')
    setRefused(failed && { problem: failed.kind === 'refused' ? failed.problem : undefined })
  }
  const mask = () => own.forEach((running) => void lifts.end(running.lift))
  useKeys(
    {
      l: () => {
        if (own.length > 0) void extend()
        else if (offered) setOpen(true)
        else return false
      },
      Escape: () => (own.length > 0 ? mask() : false),
    },
    !open,
  )
  return (
    <section className="together">
      <div className="togetherHead">
        <span className="second small">{t.beside}</span>
        <span className="spacer" />
        {own.length > 0 && (
          <>
            <span className="mono" role="timer" aria-label={t.left}>
              {countdown(Math.min(...own.map(({ endsAt }) => endsAt)), now)}
            </span>
            <button type="button" className="button small" onClick={() => void extend()}>
              {t.extend(lifts.usualMinutes)} <kbd>L</kbd>
            </button>
            <button type="button" className="button small" onClick={mask}>
              {t.mask} <kbd>{text.keys.escape}</kbd>
            </button>
          </>
        )}
        {own.length === 0 && offered && !open && (
          <button type="button" className="button small main" onClick={() => setOpen(true)}>
            <ClearGlyph /> {t.seeAll(cameras.filter(mayLift).length)} <kbd>L</kbd>
          </button>
        )}
      </div>
      {refused && <ProblemNotice problem={refused.problem} />}
      <div className="togetherTiles" style={{ '--columns': cameras.length > 1 ? 2 : 1 } as React.CSSProperties}>
        {open && offered && own.length === 0 && (
          <div className="togetherAsk">
            <LiftBar minutes={lifts.usualMinutes} alert={alert} close={() => setOpen(false)} lift={lift} />
          </div>
        )}
        {cameras.map((camera) => (
          <Tile
            key={camera.id}
            camera={camera}
            pace="ALL"
            chosen={first.includes(camera.id) && cameras.length > first.length}
            active={false}
            large={false}
            timing={false}
            small={false}
            asking={false}
            alert={undefined}
            onChoose={() => {}}
            onEnlarge={undefined}
            onTakeOut={undefined}
          />
        ))}
      </div>
    </section>
  )
}

function mayLift(camera: Camera): boolean {
  return camera.rights.includes('SEE_CLEAR') && camera.rights.includes('VIEW_LIVE')
}
