import { PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { SHORTEST_PASSWORD } from '../door/LinkPage.tsx'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Changes one's own password.
///
/// @param first there is none yet
export function PasswordForm({ first }: { first: boolean }) {
  const { text } = useSpeech()
  const t = text.account.password
  const queries = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [busy, setBusy] = useState(false)
  const [changed, setChanged] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const missing = SHORTEST_PASSWORD - [...next].length

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await post('/api/me/password', { body: first ? { next } : { current, next } })
    setBusy(false)
    setChanged(answer.kind === 'done')
    if (answer.kind !== 'done') {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    setRefused(undefined)
    setCurrent('')
    setNext('')
    void queries.invalidateQueries({ queryKey: keys.ownSessions })
    void queries.invalidateQueries({ queryKey: keys.me })
  }

  return (
    <section className="panel accountPart" aria-label={t.title}>
      <h2>{t.title}</h2>
      <form className="doorForm accountForm" onSubmit={(e) => void submit(e)}>
        {refused && <ProblemNotice problem={refused.problem} />}
        {!first && (
          <PasswordInput
            label={t.current}
            autoComplete="current-password"
            maxLength={200}
            value={current}
            onChange={(e) => setCurrent(e.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t.next}
          description={next && missing > 0 ? text.door.tooShort(missing) : text.door.passwordHint}
          autoComplete="new-password"
          maxLength={200}
          value={next}
          onChange={(e) => setNext(e.currentTarget.value)}
        />
        <div className="accountOrders">
          <button type="submit" className="button" disabled={busy || (!first && !current) || missing > 0}>
            {first ? t.choose : t.verb}
          </button>
          <span className="second" role="status">
            {changed ? t.changed : first ? t.none : t.lead}
          </span>
        </div>
      </form>
    </section>
  )
}
