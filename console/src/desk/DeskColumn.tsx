import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { useCameras } from '../api/queries.ts'
import type { Alert } from '../api/types.ts'
import { ClearOffer } from '../lift/ClearOffer.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { AlertCard, GroupCard } from './AlertCard.tsx'
import { Clip } from './Clip.tsx'
import { Members } from './Members.tsx'
import { after, beside, groupOf } from './queue.ts'
import { Outside } from './Outside.tsx'
import { Reminder } from './Reminder.tsx'
import { useQueue } from './useQueue.ts'
import { Verdict } from './Verdict.tsx'
import './desk.css'

/// The desk beside the wall: the alert in hand with its clip and its two keys, then the others that wait.
///
/// @param onInHand told which alert is in hand, whenever it is another one
export function DeskColumn({ onInHand }: { onInHand: (alert: Alert | undefined) => void }) {
  const { text } = useSpeech()
  const { judged, known, learn } = useAlerts()
  const { groups, quiet } = useQueue()
  const cameras = useCameras()
  const [, go] = useLocation()
  const [chosenId, setChosenId] = useState<string>()
  const [confirmed, setConfirmed] = useState<Alert>()
  const group = groupOf([...groups, ...quiet], chosenId) ?? groups[0]
  const chosen = group?.alerts.find((alert) => alert.id === chosenId) ?? group?.alerts[0]
  const waits = groups.reduce((sum, one) => sum + one.alerts.length, 0)
  const camera = cameras.data?.find((other) => other.id === chosen?.camera)
  useEffect(() => onInHand(chosen), [chosen?.id])

  useKeys({
    j: () => setChosenId(beside(groups, chosen?.id, 1)?.id),
    k: () => setChosenId(beside(groups, chosen?.id, -1)?.id),
    Enter: () => (chosen ? go(`/desk/${chosen.id}`) : false),
  })

  return (
    <aside className="deskColumn" aria-label={text.desk.title}>
      <header>
        <h2>
          <Link href="/desk">{text.desk.title}</Link>
        </h2>
        <span className="second small">{waits > 0 ? text.waiting(waits) : ''}</span>
        <span className="spacer" />
        {groups.length > 1 && (
          <span className="second small">
            <kbd>J</kbd> <kbd>K</kbd>
          </span>
        )}
      </header>
      {confirmed && <ClearOffer alert={confirmed} close={() => setConfirmed(undefined)} />}
      {chosen && group && (
        <div className="deskInHand">
          <GroupCard group={group} quiet={quiet.includes(group)} chosen onChoose={() => go(`/desk/${chosen.id}`)} />
          <Members group={group} shown={chosen.id} choose={setChosenId} />
          <Clip key={chosen.id} alert={chosen} zones={camera?.zones ?? []} />
          <Verdict
            key={`${chosen.id} verdict`}
            alert={chosen}
            others={group.alerts.filter((other) => other !== chosen)}
            mayJudge={camera?.rights.includes('JUDGE') ?? false}
            onJudged={(done) => {
              setConfirmed(done.state === 'CONFIRMED' ? done : undefined)
              setChosenId(after(groups, chosen.id)?.id)
              learn(done)
            }}
          />
        </div>
      )}
      {known && !chosen && (
        <div className="deskNone">
          <p>{text.desk.none}</p>
          <p className="second small">{text.desk.noneNext}</p>
        </div>
      )}
      <div className="deskLists">
        <Reminder />
        <Outside />
        {groups.length > 1 && (
          <ul>
            {groups
              .filter((other) => other !== group)
              .map((other) => (
                <li key={other.id}>
                  <GroupCard group={other} chosen={false} onChoose={() => setChosenId(other.id)} />
                </li>
              ))}
          </ul>
        )}
        {quiet.length > 0 && (
          <>
            <p className="label deskListTitle">{text.desk.quiet}</p>
            <ul>
              {quiet
                .filter((other) => other !== group)
                .map((other) => (
                  <li key={other.id}>
                    <GroupCard group={other} quiet chosen={false} onChoose={() => setChosenId(other.id)} />
                  </li>
                ))}
            </ul>
          </>
        )}
        {judged.length > 0 && (
          <>
            <p className="label deskListTitle">{text.desk.judged}</p>
            <ul>
              {judged.slice(0, 20).map((alert) => (
                <li key={alert.id}>
                  <AlertCard alert={alert} chosen={false} onChoose={() => go(`/desk/${alert.id}`)} />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </aside>
  )
}
