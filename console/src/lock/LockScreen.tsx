import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { get, orThrow, post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Me } from '../api/types.ts'
import { SignInForm } from '../door/SignInForm.tsx'
import { Lock } from '../look/Icons.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/Switches.tsx'
import { useSpeech } from '../text/index.tsx'
import { UnlockForm } from './UnlockForm.tsx'
import './lock.css'

/// What the wall is made of, and who sits there.
const STAYS: ReadonlySet<unknown> = new Set([...keys.me, ...keys.cameras, ...keys.layouts])

/// Over a workstation that nobody sits at: says whose it is and how many alerts wait, lets its person back in, or somebody else
/// take over without the wall being closed.
export function LockScreen({ me }: { me: Me }) {
  const { text } = useSpeech()
  const t = text.account.lock
  const queries = useQueryClient()
  const [path, go] = useLocation()
  const [other, setOther] = useState(false)
  const facts = useQuery({ queryKey: keys.lock, queryFn: ({ signal }) => orThrow(get('/api/me/lock', { signal })), refetchInterval: 5_000 })
  const waiting = facts.data?.waiting ?? 0

  const leave = async () => {
    await post('/api/sign-out')
    sessionStorage.clear()
    queries.clear()
    location.assign('/')
  }
  const takeOver = (next: Me) => {
    queries.setQueryData(keys.me, next)
    if (next.person === me.person) return
    sessionStorage.clear()
    // What the former person had looked up is not the next one's; the wall's cameras and layouts are asked for again and stay meanwhile.
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' && query.getObserversCount() === 0 })
    void queries.resetQueries({ predicate: ({ queryKey: [first] }) => !STAYS.has(first) })
    void queries.invalidateQueries({ queryKey: keys.cameras })
    void queries.invalidateQueries({ queryKey: keys.layouts })
    if (path !== '/wall' && path !== '/') go('/wall', { replace: true })
  }

  return (
    <div className={`lock door ${path === '/' || path === '/wall' ? '' : 'covers'}`} role="dialog" aria-modal="true" aria-label={t.title}>
      <div className="lockPanel">
        <div className="lockHead">
          <Lock />
          <h1>{t.title}</h1>
          <span className="spacer" />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        {waiting > 0 && (
          <div className="notice waiting" role="status">
            <p>{text.waiting(waiting)}</p>
          </div>
        )}
        {other ? (
          <>
            <p className="second">{t.otherLead(me.name)}</p>
            <SignInForm done={takeOver} />
          </>
        ) : (
          <>
            <p className="lockName">{me.name}</p>
            {facts.data && <UnlockForm password={facts.data.password} app={facts.data.app} passkey={facts.data.passkey} provider={facts.data.provider} verb={t.unlock} done={(next) => queries.setQueryData(keys.me, next)} />}
          </>
        )}
        <div className="doorOthers">
          <button type="button" className="button plain" onClick={() => setOther(!other)}>
            {other ? t.backTo(me.name) : t.other}
          </button>
          <button type="button" className="button plain" onClick={() => void leave()}>
            {text.door.signOut}
          </button>
        </div>
      </div>
    </div>
  )
}
