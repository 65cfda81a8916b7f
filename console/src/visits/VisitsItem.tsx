import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Problem, VisitNow } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { Proven } from '../shell/Proven.tsx'
import { useSpeech } from '../text/index.tsx'
import { EndVisit } from './EndVisit.tsx'
import { useVisitsNow } from './useVisits.ts'

/// In the status bar of everybody: who from outside is in, and until when.
export function VisitsItem() {
  const { text, format } = useSpeech()
  const t = text.visits
  const list = useVisitsNow().data ?? []
  const [ending, setEnding] = useState<VisitNow>()
  if (list.length === 0) return null
  const running = list.filter((visit) => visit.state === 'RUNNING')
  const said =
    running.map((visit) => t.bar(visit.name, format.time(visit.until))).join(' · ') || (list.some((visit) => visit.may_confirm) ? t.toConfirm : t.awaited)
  return (
    <>
      <Proven look={<strong>{said}</strong>} urgent width={400}>
        <h2>{t.title}</h2>
        {list.map((visit) => (
          <OneNow key={visit.id} visit={visit} end={() => setEnding(visit)} />
        ))}
      </Proven>
      {ending && <EndVisit id={ending.id} about={`${ending.name}, ${ending.organisation}`} close={() => setEnding(undefined)} />}
    </>
  )
}

function OneNow({ visit, end }: { visit: VisitNow; end: () => void }) {
  const { text, format } = useSpeech()
  const t = text.visits
  const queries = useQueryClient()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const confirm = async () => {
    const answer = await post('/api/visits/{visit}/confirm', { path: { visit: visit.id } })
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    void queries.invalidateQueries({ queryKey: keys.visits })
  }
  return (
    <section>
      <p>
        {visit.name}, {visit.organisation}
      </p>
      <p className="second small">
        {t.states[visit.state]} · {t.until(format.time(visit.until))}
      </p>
      {refused && <ProblemNotice problem={refused.problem} />}
      {visit.may_confirm && (
        <button type="button" className="button main" onClick={() => void confirm()}>
          {t.confirm}
        </button>
      )}
      {visit.may_end && (
        <button type="button" className="button" onClick={end}>
          {t.end}
        </button>
      )}
    </section>
  )
}
