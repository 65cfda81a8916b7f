import { Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Problem, StopOrder } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// What a stop button is about, and whether it is to be pressed or released.
export type StopTarget = Omit<StopOrder, 'reason'> & { readonly release: boolean; readonly name?: string }

/// Asks for the reason, then presses or releases a stop button.
export function StopDialog({ target, close }: { target: StopTarget; close: () => void }) {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const { release, name, ...order } = target
  const t = text.cameras
  const title = {
    TOWN: release ? t.resumeTown : t.stopTown,
    CAMERA: release ? t.resumeCamera : t.stopCamera,
    RULE: release ? t.resumeRule : t.stopRule,
  }[target.scope]

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const body: StopOrder = { ...order, reason: reason.trim() }
    const answer = await (release ? post('/api/stops/resume', { body }) : post('/api/stops', { body }))
    setBusy(false)
    if (answer.kind !== 'done') {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    queries.setQueryData(keys.stops, answer.value)
    void queries.invalidateQueries({ queryKey: keys.cameras })
    void queries.invalidateQueries({ queryKey: keys.town })
    close()
  }

  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': text.common.close }}>
      <form className="doorForm" onSubmit={(e) => void submit(e)}>
        {name && <p className="mono">{name}</p>}
        <p>{release ? t.resumeConsequence : t.stopConsequence}</p>
        {refused && <ProblemNotice problem={refused.problem} />}
        <TextInput data-autofocus label={t.why} value={reason} minLength={3} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
        <div className="verdictMain">
          <button type="submit" className="button main" disabled={busy || reason.trim().length < 3}>
            {release ? t.resume : t.stop}
          </button>
          <button type="button" className="button" onClick={close}>
            {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
          </button>
        </div>
      </form>
    </Modal>
  )
}
