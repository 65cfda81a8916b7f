import { Modal } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Result } from '../api/client.ts'
import type { Problem } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { useNow } from './useNow.ts'

/// Asks for what an order needs and gives it: shows a refusal and stays open, or calls `done` and closes.
export function OrderDialog<T>({
  title,
  about,
  verb,
  ready,
  send,
  done,
  close,
  cancel = close,
  meanwhile,
  children,
}: {
  title: string
  /// What the order is about, by name.
  about: string | undefined
  verb: string
  ready: boolean
  send: () => Promise<Result<T>>
  done: (value: T) => void
  close: () => void
  /// Where giving up is another end than having given the order.
  cancel?: () => void
  /// Said while the answer takes its time.
  meanwhile?: string
  children: ReactNode
}) {
  const { text } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await send()
    setBusy(false)
    if (answer.kind !== 'done') {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    done(answer.value)
    close()
  }

  return (
    <Modal opened onClose={cancel} title={title} closeButtonProps={{ 'aria-label': text.common.close }}>
      <form className="doorForm" onSubmit={(e) => void submit(e)}>
        {about && <p className="mono">{about}</p>}
        {refused && <ProblemNotice problem={refused.problem} />}
        {children}
        {busy && meanwhile && <Meanwhile says={meanwhile} />}
        <div className="verdictMain">
          <button type="submit" className="button main" disabled={busy || !ready}>
            {verb}
          </button>
          <button type="button" className="button" onClick={cancel}>
            {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
          </button>
        </div>
      </form>
    </Modal>
  )
}

/// What is being done, and for how long already: nobody should think that it hangs.
function Meanwhile({ says }: { says: string }) {
  const { format } = useSpeech()
  const [begun] = useState(Date.now)
  return (
    <p className="notice">
      <span role="status">{says}</span> <span className="mono meanwhileLasting">{format.lasting(useNow() - begun)}</span>
    </p>
  )
}
