import { PasswordInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import type { Me, Problem } from '../api/types.ts'
import { CodeForm } from '../door/CodeForm.tsx'
import { PasskeyButton } from '../door/PasskeyButton.tsx'
import { ProviderButton } from '../door/ProviderButton.tsx'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Proves again who one is: by password, a code, a passkey, or at the town's directory.
export function UnlockForm({
  password,
  app,
  passkey,
  provider,
  verb,
  done,
}: {
  password: boolean
  app: boolean
  passkey: boolean
  provider: boolean
  verb: string
  done: (me: Me) => void
}) {
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

  const other = (
    <>
      {provider && <ProviderButton purpose="PROVE" main={!password && !app && !passkey} />}
      {passkey && <PasskeyButton verb={t.byPasskey} send={(said) => post('/api/me/prove', { body: { passkey: said } })} done={done} />}
      {password && app && (
        <button type="button" className="button plain" onClick={() => setByCode(!byCode)}>
          {byCode ? t.byPassword : t.byCode}
        </button>
      )}
    </>
  )
  if (!password && !app && (passkey || provider)) return <div className="doorForm">{other}</div>
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
