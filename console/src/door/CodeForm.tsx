import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { Result } from '../api/client.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Asks for a code of the authenticator app, or for one on paper.
///
/// @param paperOnly there is no app
export function CodeForm<T>({
  verb,
  send,
  done,
  back,
  paperOnly = false,
}: {
  verb: string
  send: (code: string) => Promise<Result<T>>
  done: (value: T) => void
  back?: () => void
  paperOnly?: boolean
}) {
  const { text } = useSpeech()
  const t = text.door
  const [code, setCode] = useState('')
  const [paper, setPaper] = useState(paperOnly)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await send(code)
    setBusy(false)
    if (answer.kind === 'done') {
      done(answer.value)
      return
    }
    setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
    setCode('')
  }

  return (
    <form className="doorForm" onSubmit={(e) => void submit(e)}>
      {refused && <ProblemNotice problem={refused.problem} />}
      <TextInput
        key={String(paper)}
        label={paper ? t.recoveryCode : t.code}
        description={paper ? t.recoveryHint : t.codeHint}
        name="code"
        autoComplete="one-time-code"
        inputMode={paper ? 'text' : 'numeric'}
        autoFocus
        required
        withAsterisk={false}
        maxLength={40}
        classNames={{ input: 'doorCode' }}
        value={code}
        onChange={(e) => setCode(e.currentTarget.value)}
      />
      <button type="submit" className="button main" disabled={busy || !code.trim()}>
        {busy ? t.entering : verb}
      </button>
      <div className="doorOthers">
        {!paperOnly && (
          <button type="button" className="button plain" onClick={() => setPaper(!paper)}>
            {paper ? t.useApp : t.useRecovery}
          </button>
        )}
        {back && (
          <button type="button" className="button plain" onClick={back}>
            {t.back}
          </button>
        )}
      </div>
    </form>
  )
}
