import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { get, orThrow } from '../api/client.ts'
import { useCameras } from '../api/queries.ts'
import type { Alert, Me } from '../api/types.ts'
import { ClearOffer } from '../lift/ClearOffer.tsx'
import { SaidOf } from '../field/Said.tsx'
import { AlertPlace } from '../map/AlertPlace.tsx'
import { LogKeys } from '../log/LogKeys.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { useTellScreens } from '../wall/screens.ts'
import { AlertCard, GroupCard } from './AlertCard.tsx'
import { Clip } from './Clip.tsx'
import { Facts, verdictWords } from './Facts.tsx'
import { Members } from './Members.tsx'
import { after, beside, groupOf, type Group } from './queue.ts'
import { Reminder } from './Reminder.tsx'
import { useQueue } from './useQueue.ts'
import { Verdict } from './Verdict.tsx'
import './desk.css'

/// The desk: left the queue, in the middle the clip and the verdict, right the facts.
export function Desk({ chosen: id, me }: { chosen: string | undefined; me: Me }) {
  const { text, format } = useSpeech()
  const { waiting, judged, known, learn } = useAlerts()
  const { groups, quiet } = useQueue()
  const cameras = useCameras()
  const [, go] = useLocation()
  const [confirmed, setConfirmed] = useState<Alert>()
  const listed = id === undefined ? groups[0]?.alerts[0] : [...waiting, ...judged].find((alert) => alert.id === id)
  // An older alert, from a link or the review page, is not in the list.
  const older = useQuery({
    queryKey: ['alert', id],
    queryFn: ({ signal }) => orThrow(get('/api/alerts/{alert}', { path: { alert: id! }, signal })),
    enabled: id !== undefined && known && !listed,
  })
  const alert = listed ?? (id === undefined ? undefined : older.data)
  const group = groupOf([...groups, ...quiet], alert?.id)
  const others = group?.alerts.filter((other) => other.id !== alert?.id) ?? []
  // As the lists stand under each other.
  const places = [...groups, ...quiet, ...judged]
  const camera = cameras.data?.find((other) => other.id === alert?.camera)
  useTellScreens(alert?.camera)
  const show = (next: { id: string } | undefined) => next && go(`/desk/${next.id}`)

  useKeys({
    j: () => show(beside<Group | Alert>(places, alert?.id, 1)),
    k: () => show(beside<Group | Alert>(places, alert?.id, -1)),
  })

  return (
    <div className="desk">
      <nav className="deskQueue" aria-label={text.desk.queue}>
        <header>
          <h1>{text.desk.title}</h1>
          <span className="spacer" />
          <span className="second small">
            <kbd>J</kbd> <kbd>K</kbd>
          </span>
        </header>
        <p className="label deskListTitle">
          {text.desk.queue}
          {groups.length > 1 && `, ${text.desk.oldestFirst}`}
        </p>
        <Reminder />
        {known && groups.length === 0 && (
          <div className="deskNone">
            <p>{text.desk.none}</p>
            <p className="second small">{text.desk.noneNext}</p>
          </div>
        )}
        <ul>
          {groups.map((other) => (
            <li key={other.id}>
              <GroupCard group={other} chosen={other === group} onChoose={() => show(other)} />
            </li>
          ))}
        </ul>
        {quiet.length > 0 && <p className="label deskListTitle">{text.desk.quiet}</p>}
        <ul>
          {quiet.map((other) => (
            <li key={other.id}>
              <GroupCard group={other} quiet chosen={other === group} onChoose={() => show(other)} />
            </li>
          ))}
        </ul>
        {judged.length > 0 && <p className="label deskListTitle">{text.desk.judged}</p>}
        <ul>
          {judged.map((other) => (
            <li key={other.id}>
              <AlertCard alert={other} chosen={other.id === alert?.id} onChoose={() => show(other)} />
            </li>
          ))}
        </ul>
      </nav>
      {alert ? (
        <>
          <div className="deskMiddle">
            {confirmed && <ClearOffer alert={confirmed} close={() => setConfirmed(undefined)} />}
            <header className="deskTitle">
              <h2>
                {text.events[alert.event]}, {alert.camera_name}
              </h2>
              <span className="second">
                {format.date(alert.at)} <span className="mono">{format.time(alert.at)}</span>
              </span>
              <LogKeys
                occasion={{ camera: alert.camera, cameraName: alert.camera_name, moment: Date.parse(alert.at), alert: alert.id }}
                may={camera?.rights.includes('JUDGE') ?? false}
              />
            </header>
            {group && <Members group={group} shown={alert.id} choose={(one) => show({ id: one })} />}
            <Clip key={alert.id} alert={alert} zones={camera?.zones ?? []} />
            {alert.verdict ? (
              <div className="notice">
                <div>
                  <p>{verdictWords(text, alert)}</p>
                  <p>
                    {text.desk.by(alert.verdict.person === me.person ? text.desk.you : alert.verdict.person)}, {format.moment(alert.verdict.at)}
                  </p>
                </div>
              </div>
            ) : (
              <Verdict
                key={`${alert.id} verdict`}
                alert={alert}
                others={others}
                mayJudge={camera?.rights.includes('JUDGE') ?? false}
                onJudged={(done) => {
                  setConfirmed(done.state === 'CONFIRMED' ? done : undefined)
                  show(after(groups, alert.id))
                  learn(done)
                }}
              />
            )}
            <SaidOf alert={alert.id} confirmed={alert.state === 'CONFIRMED'} />
            <AlertPlace camera={alert.camera} />
          </div>
          <Facts alert={alert} camera={camera} judged={judged} me={me} />
        </>
      ) : (
        <div className="deskMiddle">
          {confirmed && <ClearOffer alert={confirmed} close={() => setConfirmed(undefined)} />}
          {older.error ? <ProblemNotice problem={problemIn(older.error)} /> : <div className="empty second">{known && judged.length > 0 && text.desk.choose}</div>}
        </div>
      )}
    </div>
  )
}
