import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SessionList } from '../account/SessionList.tsx'
import { post } from '../api/client.ts'
import { keys, useSessions } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Who is signed in, asked for when an administrator wants to know: each look is an entry.
export function EverybodysSessions() {
  const { text } = useSpeech()
  const t = text.account.sessions
  const queries = useQueryClient()
  const [shown, setShown] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const sessions = useSessions(shown)

  const end = async (session: string) => {
    const answer = await post('/api/sessions/{session}/end', { path: { session } })
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    void queries.invalidateQueries({ queryKey: keys.sessions })
  }

  return (
    <section className="panel accountPart" aria-label={t.everybody}>
      <h2>{t.everybody}</h2>
      <p className="second">{t.everybodyLead}</p>
      {refused && <ProblemNotice problem={refused.problem} />}
      {sessions.error && <ProblemNotice problem={problemIn(sessions.error)} again={() => void sessions.refetch()} />}
      {shown ? (
        sessions.data && <SessionList sessions={sessions.data} end={(id) => void end(id)} />
      ) : (
        <div>
          <button type="button" className="button" onClick={() => setShown(true)}>
            {t.show}
          </button>
        </div>
      )}
    </section>
  )
}
