import type { Alert } from '../api/types.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { verdictWords } from './Facts.tsx'
import { shareConfirmed } from './queue.ts'

/// An alert in a list: when, what, where, and how often this rule was right here.
export function AlertCard({ alert, chosen, onChoose }: { alert: Alert; chosen: boolean; onChoose(): void }) {
  const { text, format } = useSpeech()
  const waits = alert.state === 'WAITING'
  const share = shareConfirmed(alert.precision)
  return (
    <button type="button" className={`card ${waits ? 'waiting' : ''}`} aria-current={chosen} data-alert={alert.id} onClick={onChoose}>
      <span className="cardHead">
        <span className="mono">{format.time(alert.at)}</span>
        <span className="cardEvent">{text.events[alert.event]}</span>
        <span className="spacer" />
        {waits && <Age since={Date.parse(alert.at)} />}
      </span>
      <span className="cardPlace">
        <span>{alert.camera_name}</span>
        {waits && share !== undefined && (
          <span className="second" title={text.desk.precision}>
            {format.percent(share)}
          </span>
        )}
      </span>
      {!waits && <span className="second small">{verdictWords(text, alert)}</span>}
    </button>
  )
}

function Age({ since }: { since: number }) {
  const { format } = useSpeech()
  const now = useNow()
  return <span className="second small">{format.lasting(now - since)}</span>
}
