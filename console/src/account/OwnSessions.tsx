import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, type Result } from '../api/client.ts'
import { keys, useOwnSessions } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { SessionList } from './SessionList.tsx'

/// Where one is signed in, and the way to end that elsewhere.
export function OwnSessions() {
  const { text } = useSpeech()
  const t = text.account.sessions
  const queries = useQueryClient()
  const sessions = useOwnSessions()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const others = sessions.data?.filter((session) => !session.own).length ?? 0

  const end = async (ended: Promise<Result<unknown>>) => {
    const answer = await ended
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    void queries.invalidateQueries({ queryKey: keys.ownSessions })
  }

  return (
    <section className="panel accountPart" aria-label={t.title}>
      <h2>{t.title}</h2>
      {refused && <ProblemNotice problem={refused.problem} />}
      {sessions.error && <ProblemNotice problem={problemIn(sessions.error)} again={() => void sessions.refetch()} />}
      {sessions.data && (
        <SessionList sessions={sessions.data} end={(id) => void end(post('/api/me/sessions/{session}/end', { path: { session: id } }))} />
      )}
      <div className="accountOrders">
        {others > 0 && (
          <button type="button" className="button" onClick={() => void end(post('/api/me/sessions/end-others'))}>
            {t.endOthers(others)}
          </button>
        )}
        <span className="second">{t.lead}</span>
      </div>
    </section>
  )
}
