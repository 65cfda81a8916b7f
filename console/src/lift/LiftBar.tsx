import { useEffect, useRef, useState } from 'react'
import type { LiftGround, Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { GROUNDS } from './lifts.ts'

/// Asks why, and lifts at the press of a number. Its keys are its own while it is open, whatever else on the page knows
/// them; what is typed into the note stays there.
export function LiftBar({
  minutes,
  alert,
  lift,
  close,
}: {
  minutes: number
  /// The alert that it may be about; without one, checking an alert is no reason.
  alert: string | undefined
  /// What was refused; nothing where it was lifted.
  lift(ground: LiftGround, note: string): Promise<{ problem: Problem | undefined } | undefined>
  close(): void
}) {
  const { text } = useSpeech()
  const t = text.lift
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const before = useRef<Element | null>(null)

  const choose = async (ground: LiftGround) => {
    if (busy || (ground === 'CHECKING_AN_ALERT' && alert === undefined)) return
    if (ground === 'OTHER' && note.trim().length < 3) {
      setAsked(true)
      field.current?.focus()
      return
    }
    setBusy(true)
    setRefused(undefined)
    const problem = await lift(ground, note.trim())
    setBusy(false)
    if (problem) setRefused(problem)
    else close()
  }
  const act = useRef({ choose, close })
  act.current = { choose, close }

  useEffect(() => {
    before.current = document.activeElement
    box.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const typing = event.target === field.current
      const ground = typing ? undefined : GROUNDS[Number(event.key) - 1]
      if (event.key === 'Escape') act.current.close()
      else if (ground) void act.current.choose(ground)
      else if (typing && event.key === 'Enter') void act.current.choose('OTHER')
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      if (before.current instanceof HTMLElement) before.current.focus()
    }
  }, [])

  return (
    <div className="liftBar" role="group" aria-label={t.why(minutes)} tabIndex={-1} ref={box} onClick={(e) => e.stopPropagation()} onDoubleClick={(e) => e.stopPropagation()}>
      <p className="liftBarTitle">
        {t.why(minutes)} <span className="second small">{t.whyNote}</span>
      </p>
      {refused && <ProblemNotice problem={refused.problem} />}
      <ol className="liftGrounds">
        {GROUNDS.map((ground, i) => (
          <li key={ground}>
            <button
              type="button"
              className="button"
              data-ground={ground}
              disabled={busy || (ground === 'CHECKING_AN_ALERT' && alert === undefined)}
              title={ground === 'CHECKING_AN_ALERT' && alert === undefined ? t.noAlert : undefined}
              onClick={() => void choose(ground)}
            >
              <kbd>{i + 1}</kbd> {t.grounds[ground]}
            </button>
          </li>
        ))}
      </ol>
      <div className="liftNote">
        <input ref={field} className="liftField" aria-label={t.note} placeholder={t.note} value={note} maxLength={500} onChange={(e) => setNote(e.currentTarget.value)} />
        <button type="button" className="button" onClick={close}>
          {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
        </button>
      </div>
      {asked && note.trim().length < 3 && <p className="liftNeeded">{t.noteNeeded}</p>}
    </div>
  )
}
