import type { Alert } from '../api/types.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { verdictWords } from './Facts.tsx'
import { eventsOf, isOverdue, shareConfirmed, type Group } from './queue.ts'

/// An alert in a list: when, what, where, and how often this rule was right here.
export function AlertCard({ alert, chosen, onChoose }: { alert: Alert; chosen: boolean; onChoose(): void }) {
  return <GroupCard group={{ id: alert.id, alerts: [alert] }} chosen={chosen} onChoose={onChoose} />
}

/// Alerts that are looked at together, on one card.
///
/// @param quiet their rule rests
export function GroupCard({ group, chosen, quiet = false, onChoose }: { group: Group; chosen: boolean; quiet?: boolean; onChoose(): void }) {
  const { text, format } = useSpeech()
  const alert = group.alerts[0]!
  const waits = alert.state === 'WAITING'
  const overdue = !quiet && group.alerts.some(isOverdue)
  const share = shareConfirmed(alert.precision)
  const look = !waits || quiet ? '' : overdue ? 'overdue' : 'waiting'
  return (
    <button type="button" className={`card ${look}`} aria-current={chosen} data-alert={alert.id} data-group={group.alerts.length} onClick={onChoose}>
      <span className="cardHead">
        <span className="mono">{format.time(alert.at)}</span>
        <span className="cardEvent">
          {eventsOf(group)
            .map((event) => text.events[event])
            .join(', ')}
        </span>
        <span className="spacer" />
        {waits && <Age since={Date.parse(alert.at)} />}
      </span>
      <span className="cardPlace">
        <span>
          {alert.camera_name}
          {group.alerts.length > 1 && <span className="second"> · {text.desk.together(group.alerts.length)}</span>}
        </span>
        {waits && share !== undefined && (
          <span className="second" title={text.desk.precision}>
            {format.percent(share)}
          </span>
        )}
      </span>
      {overdue && <Overdue since={Date.parse(alert.at)} />}
      {!waits && <span className="second small">{verdictWords(text, alert)}</span>}
    </button>
  )
}

function Overdue({ since }: { since: number }) {
  const { text, format } = useSpeech()
  const now = useNow()
  return <span className="cardOverdue small">{text.desk.overdue(format.lasting(now - since))}</span>
}

function Age({ since }: { since: number }) {
  const { format } = useSpeech()
  const now = useNow()
  return <span className="second small">{format.lasting(now - since)}</span>
}
