import { useEffect, useState } from 'react'
import type { Camera, Problem } from '../api/types.ts'
import { PictureAge } from '../live/PictureAge.tsx'
import { useLive } from '../live/useLive.ts'
import { ClearGlyph } from '../look/Icons.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { LiftBar } from './LiftBar.tsx'
import { liveOf } from './lifts.ts'
import { LiftStrip } from './LiftStrip.tsx'
import { useLifts } from './useLifts.ts'
import './lift.css'

interface LiveLiftProps {
  camera: Camera
  active: boolean
  alert: string | undefined
  asking?: boolean
  timing?: boolean
}

/// Over a camera's masked live picture: the key that lifts its mask, and while it is lifted the clear picture, in a frame, with
/// its countdown. The masked one goes on beneath: it is there again at once.
///
/// @param active whether the keys are for this camera
/// @param alert the alert of this camera that is in hand
/// @param asking whether to ask for the reason at once
/// @param timing whether to say how old the clear picture is
export function LiveLift({ camera, active, alert, asking = false, timing = false }: LiveLiftProps) {
  const { text } = useSpeech()
  const lifts = useLifts()
  const [open, setOpen] = useState(asking)
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  const own = liveOf(lifts.all, camera.id)
  const may = camera.rights.includes('SEE_CLEAR') && camera.rights.includes('VIEW_LIVE') && lifts.longestMinutes > 0
  const offered = may && !lifts.stopped

  const extend = async () => {
    if (!own) return
    const answer = await lifts.extend(own.lift)
    setProblem(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
  }
  const end = () => {
    if (own) void lifts.end(own.lift)
  }
  useKeys(
    {
      l: () => {
        if (own) void extend()
        else if (offered) setOpen(true)
        else return false
      },
      Escape: () => (own ? end() : false),
    },
    active && may && !open,
  )

  return (
    <>
      {own && <Clear camera={camera} lift={own.lift.lift} timing={timing} lost={lifts.refresh} end={end} />}
      {own && <LiftStrip running={own} minutes={lifts.usualMinutes} keyed={active} extend={() => void extend()} end={end} />}
      {own && problem && <p className="liftProblem">{problem.problem?.title ?? text.problems.UNREACHABLE.title}</p>}
      {!own && offered && !open && (
        <button
          type="button"
          className={`liftOffer ${active ? 'active' : ''}`}
          aria-label={`${text.lift.see}: ${camera.name}`}
          onClick={(e) => {
            e.stopPropagation()
            setOpen(true)
          }}
        >
          <ClearGlyph /> <span className="liftOfferWords">{text.lift.see}</span> {active && <kbd>L</kbd>}
        </button>
      )}
      {!own && offered && open && (
        <LiftBar
          minutes={lifts.usualMinutes}
          alert={alert}
          close={() => setOpen(false)}
          lift={async (ground, note) => {
            const answer = await lifts.begin({ camera: camera.id, ground, ...(note ? { note } : {}), ...(alert ? { alert } : {}) })
            setProblem(undefined)
            return answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined }
          }}
        />
      )}
    </>
  )
}

/// The clear picture itself, once the camera's next key picture has come; until then the masked one shows.
function Clear({ camera, lift, timing, lost, end }: { camera: Camera; lift: string; timing: boolean; lost(): void; end(): void }) {
  const { text } = useSpeech()
  const { place, state } = useLive(camera.id, { lift, timing })
  // The server ends the pictures at the end of the lift: whoever ended it, the page learns of it now.
  useEffect(() => {
    if (state.kind === 'lost') lost()
  }, [state.kind])
  return (
    <>
      <div
        ref={place}
        className={`tileVideo liftVideo ${state.kind === 'playing' ? 'shown' : ''}`}
        role="img"
        aria-label={`${camera.name}, ${text.lift.clear}`}
        data-clear={state.kind}
      />
      {state.kind !== 'unsupported' && <span className="liftFrame" />}
      {timing && state.kind === 'playing' && <PictureAge age={state.age} />}
      {state.kind === 'unsupported' && (
        <div className="liftProblem" role="alert">
          <p>{text.lift.unsupported}</p>
          <button type="button" className="button small" onClick={end}>
            {text.lift.backToMasked}
          </button>
        </div>
      )}
      {state.kind === 'interrupted' && <p className="liftProblem">{state.reason}</p>}
    </>
  )
}
