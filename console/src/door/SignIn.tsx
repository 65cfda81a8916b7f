import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import { keys, useWelcome } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { DoorFrame } from './DoorFrame.tsx'

export function SignIn() {
  const { text } = useSpeech()
  const welcome = useWelcome()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await post('/api/sign-in', { body: { name: name.trim(), password } })
    setBusy(false)
    switch (answer.kind) {
      case 'done':
        queries.setQueryData(keys.me, answer.value)
        return
      case 'refused':
        setRefused({ problem: answer.problem })
        setPassword('')
        return
      case 'unreachable':
        setRefused({ problem: undefined })
        return
    }
  }

  // In a demo nobody ever has a password, so it would count as a first run too.
  const hint = welcome.data?.demo ? text.door.demoHint : welcome.data?.first_run ? text.door.firstRunHint : ''
  return (
    <DoorFrame title={text.door.signIn} lead={welcome.data ? text.door.lead(welcome.data.town) : ''}>
      {hint && (
        <div className="notice">
          <p>{hint}</p>
        </div>
      )}
      <form className="doorForm" onSubmit={(e) => void submit(e)}>
        {refused && <ProblemNotice problem={refused.problem} />}
        <TextInput
          label={text.door.name}
          name="username"
          autoComplete="username"
          autoFocus
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
        <button type="submit" className="button main" disabled={busy || !name.trim() || !password}>
          {busy ? text.door.entering : text.door.signIn}
        </button>
      </form>
    </DoorFrame>
  )
}
