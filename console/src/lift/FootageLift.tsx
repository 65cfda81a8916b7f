import { useState } from 'react'
import type { Camera, Problem } from '../api/types.ts'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { LiftBar } from './LiftBar.tsx'
import { footageOf, stretchAround } from './lifts.ts'
import { LiftStrip } from './LiftStrip.tsx'
import { useLifts } from './useLifts.ts'
import './lift.css'

/// Over a film in Review: the key that lifts the mask of the stretch around the playhead, and while it is lifted its countdown.
///
/// @param alert an alert near the playhead
/// @param sealed whether the playhead stands in what only custodians open
export function FootageLift({ camera, at, alert, sealed }: { camera: Camera; at: number | undefined; alert: string | undefined; sealed: boolean }) {
  const { text } = useSpeech()
  const lifts = useLifts()
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState<string>()
  const own = footageOf(lifts.all, camera.id, at)
  const may = camera.rights.includes('SEE_CLEAR') && camera.rights.includes('PLAY_BACK') && lifts.longestMinutes > 0
  const offered = may && !lifts.stopped && at !== undefined

  const said = (answer: { kind: string; problem?: Problem }) => {
    setProblem(answer.kind === 'done' ? undefined : (answer.problem?.title ?? text.problems.UNREACHABLE.title))
  }
  const extend = async () => own && said(await lifts.extend(own.lift))
  const end = () => {
    if (own) void lifts.end(own.lift)
  }
  const ask = () => {
    const young = at !== undefined && stretchAround(at, Date.now()) === undefined
    setProblem(sealed ? text.lift.sealed : young ? text.lift.tooYoung : undefined)
    if (!sealed && !young) setOpen(true)
  }
  useKeys(
    {
      l: () => {
        if (own) void extend()
        else if (offered) ask()
        else return false
      },
      Escape: () => (own ? end() : false),
    },
    may && !open,
  )

  return (
    <>
      {own && <span className="liftFrame" />}
      {own && <LiftStrip running={own} minutes={lifts.usualMinutes} keyed extend={() => void extend()} end={end} />}
      {problem && <p className="liftProblem">{problem}</p>}
      {!own && offered && !open && (
        <button type="button" className="liftOffer active" aria-label={`${text.lift.see}: ${camera.name}`} onClick={ask}>
          <span className="liftOfferWords">{text.lift.see}</span> <kbd>L</kbd>
        </button>
      )}
      {!own && offered && open && (
        <LiftBar
          minutes={lifts.usualMinutes}
          alert={alert}
          close={() => setOpen(false)}
          lift={async (ground, note) => {
            const stretch = stretchAround(at, Date.now())
            if (!stretch) return undefined
            const answer = await lifts.begin({ camera: camera.id, ground, ...stretch, ...(note ? { note } : {}), ...(alert ? { alert } : {}) })
            setProblem(undefined)
            return answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined }
          }}
        />
      )}
    </>
  )
}
