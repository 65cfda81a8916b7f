import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, orThrow } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Alert, Camera, RuleTrial, Trial } from '../api/types.ts'
import { AlertCard } from '../desk/AlertCard.tsx'
import { Clip } from '../desk/Clip.tsx'
import { Verdict } from '../desk/Verdict.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { toJudge } from './trial.ts'

const MOST_ALERTS = 500

/// What a rule raised in shadow, for whoever commissions it: looked at and judged here, since no operator sees it.
export function Raised({ rule, trial, camera }: { rule: RuleTrial; trial: Trial; camera: Camera }) {
  const { text } = useSpeech()
  const t = text.rules
  const queries = useQueryClient()
  const [opened, setOpened] = useState<string>()
  const key = [...keys.commissioning, 'raised', rule.camera, rule.rule]
  const raised = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => orThrow(get('/api/alerts', { query: { camera: rule.camera, shadow: true, from: trial.since, limit: MOST_ALERTS }, signal })),
    refetchInterval: 10_000,
  })
  const alerts = toJudge(raised.data?.alerts ?? [], rule.rule, trial.scenes)
  const judged = (alert: Alert) => {
    setOpened(alerts.find((other) => other.state === 'WAITING' && other.id !== alert.id)?.id)
    void queries.invalidateQueries({ queryKey: keys.commissioning })
  }
  return (
    <section>
      <h2>{t.raised}</h2>
      <p className="second">{t.raisedLead}</p>
      {raised.error && !raised.data && <ProblemNotice problem={problemIn(raised.error)} again={() => void raised.refetch()} />}
      {raised.data && alerts.length === 0 && <p>{t.raisedNone}</p>}
      <ul className="raised">
        {alerts.map((alert) => (
          <li key={alert.id}>
            <AlertCard alert={alert} chosen={alert.id === opened} onChoose={() => setOpened(alert.id === opened ? undefined : alert.id)} />
            {alert.id === opened && (
              <div className="raisedOpen">
                <Clip alert={alert} zones={camera.zones} />
                {alert.state === 'WAITING' && <Verdict key={alert.id} alert={alert} mayJudge={camera.rights.includes('JUDGE')} onJudged={judged} />}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
