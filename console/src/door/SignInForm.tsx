import { PasswordInput, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import { useWelcome } from '../api/queries.ts'
import type { Me, Problem, SecondFactorAsked } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { CodeForm } from './CodeForm.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { ProviderButton } from './ProviderButton.tsx'

/// The town's directory where it has one; name and password, and then the second factor of whoever has one.
export function SignInForm({ done }: { done: (me: Me) => void }) {
  const { text } = useSpeech()
  const provider = useWelcome().data?.provider
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<SecondFactorAsked>()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await post('/api/sign-in', { body: { name: name.trim(), password } })
    setBusy(false)
    setPassword('')
    switch (answer.kind) {
      case 'done':
        setRefused(undefined)
        if ('person' in answer.value) done(answer.value)
        else setAsked(answer.value)
        return
      case 'refused':
        setRefused({ problem: answer.problem })
        return
      case 'unreachable':
        setRefused({ problem: undefined })
        return
    }
  }

  const byPasskey = <PasskeyButton verb={text.door.byPasskey} send={(said) => post('/api/sign-in/passkey', { body: said })} done={done} />
  if (asked) {
    return (
      <>
        <CodeForm
          verb={text.door.signIn}
          send={(code) => post('/api/sign-in/code', { body: { code } })}
          done={done}
          back={() => setAsked(undefined)}
          paperOnly={!asked.app}
        />
        {asked.passkey && byPasskey}
      </>
    )
  }
  return (
    <>
    {provider && (
      <>
        <ProviderButton purpose="SIGN_IN" main />
        <p className="doorOr second small">{provider.local_for_administrators ? text.door.orAdministrators : text.door.orPassword}</p>
      </>
    )}
    <form className="doorForm" onSubmit={(e) => void submit(e)}>
      {refused && <ProblemNotice problem={refused.problem} />}
      <TextInput
        label={text.door.name}
        name="username"
        autoComplete="username"
        autoFocus={!provider}
        required
        withAsterisk={false}
        value={name}
        onChange={(e) => setName(e.currentTarget.value)}
      />
      <PasswordInput
        label={text.door.password}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(e) => setPassword(e.currentTarget.value)}
      />
      <button type="submit" className={provider ? 'button' : 'button main'} disabled={busy || !name.trim() || !password}>
        {busy ? text.door.entering : text.door.signIn}
      </button>
    </form>
    {byPasskey}
    </>
  )
}
