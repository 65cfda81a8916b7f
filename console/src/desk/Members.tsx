import { useSpeech } from '../text/index.tsx'
import type { Group } from './queue.ts'

/// The alerts of a group, to look at one after the other; nothing where there is one only.
export function Members({ group, shown, choose }: { group: Group; shown: string; choose(id: string): void }) {
  const { text, format } = useSpeech()
  if (group.alerts.length < 2) return null
  return (
    <div className="groupMembers" role="group" aria-label={text.desk.together(group.alerts.length)}>
      {group.alerts.map((alert) => (
        <button key={alert.id} type="button" className={`button small ${alert.id === shown ? 'chosen' : ''}`} aria-pressed={alert.id === shown} onClick={() => choose(alert.id)}>
          <span className="mono">{format.time(alert.at)}</span> {text.events[alert.event]}
        </button>
      ))}
    </div>
  )
}
