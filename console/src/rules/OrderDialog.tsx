import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Commissioning, Problem, RuleTrial } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Asks for what an order about a rule needs, and gives it; the rule as it stands then is shown at once.
export function OrderDialog({
  title,
  rule,
  verb,
  ready,
  send,
  close,
  children,
}: {
  title: string
  rule: RuleTrial
  verb: string
  ready: boolean
  send: () => Promise<Result<RuleTrial | undefined>>
  close: () => void
  children: ReactNode
}) {
  const { text } = useSpeech()
  const queries = useQueryClient()
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
    const now = answer.value
    queries.setQueryData<Commissioning>(keys.commissioning, (before) =>
      before && now ? { ...before, rules: before.rules.map((one) => (one.camera === now.camera && one.rule === now.rule ? now : one)) } : before,
    )
    void queries.invalidateQueries({ queryKey: keys.commissioning })
    void queries.invalidateQueries({ queryKey: keys.town })
    close()
  }

  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': text.common.close }}>
      <form className="doorForm" onSubmit={(e) => void submit(e)}>
        <p className="mono">
          {rule.camera_name}, {rule.rule}
        </p>
        {refused && <ProblemNotice problem={refused.problem} />}
        {children}
        <div className="verdictMain">
          <button type="submit" className="button main" disabled={busy || !ready}>
            {verb}
          </button>
          <button type="button" className="button" onClick={close}>
            {text.desk.cancel} <kbd>{text.keys.escape}</kbd>
          </button>
        </div>
      </form>
    </Modal>
  )
}
