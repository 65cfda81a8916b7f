import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { get, post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Me, Problem, SecondFactorAsked } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { CodeForm } from './CodeForm.tsx'
import { DoorFrame } from './DoorFrame.tsx'
import { PasskeyButton } from './PasskeyButton.tsx'
import { brought, recall } from './provider.ts'

/// Where the town's directory sends the browser back to.
export function ReturnPage() {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [answer] = useState(() => brought(location.search))
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const [asked, setAsked] = useState<SecondFactorAsked>()
  const before = useRef<string>(undefined)
  const begun = useRef(false)

  const enter = (me: Me) => {
    const path = recall()
    // What the former person of this browser had laid out is not the next one's.
    if (before.current !== undefined && before.current !== me.person) sessionStorage.clear()
    queries.setQueryData(keys.me, me)
    go(path, { replace: true })
  }

  const finish = async () => {
    const former = await get('/api/me')
    if (former.kind === 'done') before.current = former.value.person
    const said = await post('/api/sign-in/provider', { body: answer })
    if (said.kind !== 'done') setRefused({ problem: said.kind === 'refused' ? said.problem : undefined })
    else if ('person' in said.value) enter(said.value)
    else setAsked(said.value)
  }

  useEffect(() => {
    if (begun.current) return
    begun.current = true
    // The code leaves the address bar at once: it must not stay in the history.
    history.replaceState(null, '', location.pathname)
    void finish()
    // Once, whatever changes: a code works once.
  }, [])

  if (asked) {
    return (
      <DoorFrame title={text.door.signIn} lead={text.door.providerCodeLead}>
        <CodeForm verb={text.door.signIn} send={(code) => post('/api/sign-in/code', { body: { code } })} done={enter} paperOnly={!asked.app} />
        {asked.passkey && <PasskeyButton verb={text.door.byPasskey} send={(said) => post('/api/sign-in/passkey', { body: said })} done={enter} />}
      </DoorFrame>
    )
  }
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
