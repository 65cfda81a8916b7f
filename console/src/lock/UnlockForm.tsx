import { PasswordInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import type { Me, Problem } from '../api/types.ts'
import { CodeForm } from '../door/CodeForm.tsx'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Proves again who one is: by password, or by a code.
export function UnlockForm({ password, app, verb, done }: { password: boolean; app: boolean; verb: string; done: (me: Me) => void }) {
  const { text } = useSpeech()
  const t = text.account.prove
  const [byCode, setByCode] = useState(!password)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await post('/api/me/prove', { body: { password: typed } })
    setBusy(false)
    setTyped('')
    if (answer.kind === 'done') done(answer.value)
    else setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
  }

  const other = password && app && (
    <button type="button" className="button plain" onClick={() => setByCode(!byCode)}>
      {byCode ? t.byPassword : t.byCode}
    </button>
  )
  if (byCode) {
    return (
      <div className="doorForm">
        <CodeForm verb={verb} send={(code) => post('/api/me/prove', { body: { code } })} done={done} />
        {other}
      </div>
    )
  }
  return (
    <form className="doorForm" onSubmit={(e) => void submit(e)}>
      {refused && <ProblemNotice problem={refused.problem} />}
      <PasswordInput
        label={text.door.password}
        name="password"
        autoComplete="current-password"
        autoFocus
        data-autofocus
        value={typed}
        onChange={(e) => setTyped(e.currentTarget.value)}
      />
      <button type="submit" className="button main" disabled={busy || !typed}>
        {verb}
      </button>
      {other}
    </form>
  )
}
