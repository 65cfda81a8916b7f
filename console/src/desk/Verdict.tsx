import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Alert, DismissReason, Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'

/// In the order of the keys 1 to 9.
export const DISMISS_REASONS: readonly DismissReason[] = [
  'NOTHING_THERE',
  'LIGHT_OR_SHADOW',
  'WEATHER',
  'ANIMAL',
  'AUTHORISED',
  'ORDINARY',
  'WRONG_PLACE',
  'DRILL',
  'OTHER',
]

type Step = 'choosing' | 'confirming' | 'dismissing' | 'noting'

/// Confirm or dismiss, in two keys: the alert, and those of its group unless somebody wants this one only. Mounted anew for each
/// alert.
///
/// @param others the rest of its group
export function Verdict({ alert, others = [], mayJudge, onJudged }: { alert: Alert; others?: readonly Alert[]; mayJudge: boolean; onJudged(judged: Alert): void }) {
  const { text } = useSpeech()
  const [step, setStep] = useState<Step>('choosing')
  const [sentence, setSentence] = useState(text.desk.confirmDefault)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [all, setAll] = useState(true)
  const queries = useQueryClient()
  const also = all ? others.map((other) => other.id) : []
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const form = useRef<HTMLDivElement>(null)

  const judge = async (verb: 'confirm' | 'dismiss', reason: string, added?: string) => {
    if (busy) return
    setBusy(true)
    setRefused(undefined)
    const asked = { path: { alert: alert.id }, body: { reason, ...(added ? { note: added } : {}), ...(also.length > 0 ? { also } : {}) } }
    const answer = await (verb === 'confirm'
      ? post('/api/alerts/{alert}/confirm', asked)
      : post('/api/alerts/{alert}/dismiss', asked))
    setBusy(false)
    if (answer.kind === 'done') {
      if (verb === 'confirm') void queries.invalidateQueries({ queryKey: keys.reminder })
      onJudged(answer.value)
    } else {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
    }
  }
  const dismiss = (reason: DismissReason) => {
    if (reason === 'OTHER') setStep('noting')
    else void judge('dismiss', reason)
  }
  const cancel = () => {
    setStep('choosing')
    setRefused(undefined)
  }

  useKeys(
    {
      c: () => setStep('confirming'),
      d: () => setStep('dismissing'),
      ...(others.length > 0 ? { x: () => setAll(!all) } : {}),
      Escape: () => (step === 'choosing' ? false : cancel()),
      ...(step === 'dismissing'
        ? Object.fromEntries(DISMISS_REASONS.map((reason, i) => [String(i + 1), () => dismiss(reason)]))
        : {}),
    },
    mayJudge && !busy,
  )
  // The fields appear under the keyboard: C then Enter confirms, D then a digit dismisses. No reason has
  // the focus, so that Enter alone never dismisses.
  useEffect(() => {
    if (step !== 'choosing') form.current?.querySelector<HTMLElement>('input, [role="group"]')?.focus()
  }, [step])

  if (!mayJudge) return <p className="second small">{text.desk.mayNotJudge}</p>
  const submit = (act: () => void) => (event: FormEvent) => {
    event.preventDefault()
    act()
  }
  return (
    <div className="verdict" ref={form} onKeyDown={(e) => e.key === 'Escape' && step !== 'choosing' && cancel()}>
      {refused && <ProblemNotice problem={refused.problem} />}
      {others.length > 0 && (
        <div className="verdictScope">
          <span className={all ? '' : 'second'}>{all ? text.desk.forAll(others.length + 1) : text.desk.onlyThis}</span>
          <span className="spacer" />
          <button type="button" className="button small plain" onClick={() => setAll(!all)}>
            {all ? text.desk.onlyThis : text.desk.forAll(others.length + 1)} <kbd>X</kbd>
          </button>
        </div>
      )}
      {step === 'choosing' && (
        <div className="verdictMain">
          <button type="button" className="button main" onClick={() => setStep('confirming')}>
            {text.desk.confirm} <kbd>C</kbd>
          </button>
          <button type="button" className="button" onClick={() => setStep('dismissing')}>
            {text.desk.dismiss} <kbd>D</kbd>
          </button>
        </div>
      )}
      {step === 'confirming' && (
        <form onSubmit={submit(() => void judge('confirm', sentence.trim()))}>
          <TextInput
            label={text.desk.confirmLabel}
            value={sentence}
            minLength={3}
            maxLength={500}
            onFocus={(e) => e.currentTarget.select()}
            onChange={(e) => setSentence(e.currentTarget.value)}
          />
          <div className="verdictMain">
            <button type="submit" className="button main" disabled={busy || sentence.trim().length < 3}>
              {text.desk.confirm} <kbd>{text.keys.enter}</kbd>
            </button>
            <button type="button" className="button" onClick={cancel}>
              {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
            </button>
          </div>
        </form>
      )}
      {step === 'dismissing' && (
        <div role="group" tabIndex={-1} aria-label={text.desk.dismissTitle}>
          <p className="label">{text.desk.dismissTitle}</p>
          <ol className="verdictReasons">
            {DISMISS_REASONS.map((reason, i) => (
              <li key={reason}>
                <button type="button" className="button plain" disabled={busy} data-reason={reason} onClick={() => dismiss(reason)}>
                  <kbd>{i + 1}</kbd> {text.dismissReasons[reason]}
                </button>
              </li>
            ))}
          </ol>
          <button type="button" className="button small" onClick={cancel}>
            {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
          </button>
        </div>
      )}
      {step === 'noting' && (
        <form onSubmit={submit(() => void judge('dismiss', 'OTHER', note.trim()))}>
          <TextInput label={text.desk.noteLabel} value={note} minLength={3} maxLength={500} onChange={(e) => setNote(e.currentTarget.value)} />
          <div className="verdictMain">
            <button type="submit" className="button main" disabled={busy || note.trim().length < 3}>
              {text.desk.dismiss} <kbd>{text.keys.enter}</kbd>
            </button>
            <button type="button" className="button" onClick={cancel}>
              {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
            </button>
          </div>
        </form>
      )}
    </div>
  )
}
