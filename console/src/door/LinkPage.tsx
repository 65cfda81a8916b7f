import { PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useLocation } from 'wouter'
import { get, post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Me, OneTimeLink, Problem, SecondFactorAsked } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { CodeForm } from './CodeForm.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { DoorFrame } from './DoorFrame.tsx'

export const SHORTEST_PASSWORD = 12

/// The token of a one-time link. It stands in the fragment, so that it never reaches a server's log.
export function tokenIn(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? ''
}

/// Whether a link asks for nothing else.
const isSpentAlone = (link: OneTimeLink): boolean => link.kind === 'SIGN_IN' || link.kind === 'VISIT'

/// What a one-time link opens: the first account, an invited one, or the demo at once.
export function LinkPage() {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [token] = useState(() => tokenIn(location.hash))
  const [link, setLink] = useState<OneTimeLink>()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<SecondFactorAsked>()
  const begun = useRef(false)

  const enter = (me: Me) => {
    queries.setQueryData(keys.me, me)
    // Not by way of the wall: what it would ask for a guest would be on their record.
    go(me.guest ? '/health' : '/wall', { replace: true })
  }

  const spend = async (chosen: { name?: string; password?: string }) => {
    setBusy(true)
    const answer = await post('/api/links/spend', { body: { token, ...chosen } })
    setBusy(false)
    if (answer.kind === 'done') {
      if ('person' in answer.value) enter(answer.value)
      else setAsked(answer.value)
    } else {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
    }
  }

  /// A page that was reloaded, or a link opened again, leads whoever is signed in already to the wall.
  const open = async () => {
    const answer = token ? await post('/api/links', { body: { token } }) : undefined
    if (answer?.kind === 'done') {
      setLink(answer.value)
      if (isSpentAlone(answer.value)) void spend({})
      return
    }
    if (answer?.kind === 'unreachable') {
      setRefused({ problem: undefined })
      return
    }
    const me = await get('/api/me')
    if (me.kind === 'done' || !answer) go('/wall', { replace: true })
    else setRefused({ problem: answer.problem })
  }

  useEffect(() => {
    if (begun.current) return
    begun.current = true
    // The token leaves the address bar at once: it must not stay in the history.
    history.replaceState(null, '', location.pathname)
    void open()
    // Once, whatever changes: a link works once.
  }, [])

  if (asked) {
    return (
      <DoorFrame title={text.door.signIn} lead={text.door.codeLead}>
        <CodeForm verb={text.door.signIn} send={(code) => post('/api/sign-in/code', { body: { code } })} done={enter} paperOnly={!asked.app} />
        {asked.passkey && <PasskeyButton verb={text.door.byPasskey} send={(said) => post('/api/sign-in/passkey', { body: said })} done={enter} />}
      </DoorFrame>
    )
  }

  if (!link || isSpentAlone(link)) {
    return (
      <DoorFrame title={refused ? text.door.signIn : text.door.entering} lead="">
        {refused && (
          <>
            <ProblemNotice problem={refused.problem} />
            <a className="button" href="/">
              {text.door.toSignIn}
            </a>
          </>
        )}
      </DoorFrame>
    )
  }

  const first = link.kind === 'FIRST_RUN'
  const missing = SHORTEST_PASSWORD - [...password].length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void spend(first ? { name: name.trim(), password } : { password })
  }
  return (
    <DoorFrame
      title={first ? text.door.firstRun : text.door.invitation(link.name ?? '')}
      lead={first ? text.door.firstRunLead : text.door.invitationLead}
    >
      <form className="doorForm" onSubmit={submit}>
        {refused && <ProblemNotice problem={refused.problem} />}
        {first && (
          <TextInput
            label={text.door.name}
            description={text.door.nameHint}
            name="username"
            autoComplete="username"
            autoFocus
            required
            withAsterisk={false}
            maxLength={100}
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={text.door.password}
          description={password && missing > 0 ? text.door.tooShort(missing) : text.door.passwordHint}
          name="password"
          autoComplete="new-password"
          autoFocus={!first}
          required
          withAsterisk={false}
          maxLength={200}
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
        />
        <button type="submit" className="button main" disabled={busy || missing > 0 || (first && !name.trim())}>
          {first ? text.door.create : text.door.choose}
        </button>
      </form>
    </DoorFrame>
  )
}
