import { Link } from 'wouter'
import { countdown } from '../lift/lifts.ts'
import { Proven } from '../shell/Proven.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { useSnoozes } from './useSnoozes.ts'
import './snooze.css'

/// In the status bar: the rules that rest, with the countdown of the one that is heard again first.
export function SnoozesItem() {
  const { text } = useSpeech()
  const t = text.snooze
  const { all, end } = useSnoozes()
  const now = useNow()
  if (all.length === 0) return null
  return (
    <Proven
      look={
        <span>
          {t.short(all[0]!.snooze.camera_name)} <span className="mono">{countdown(all[0]!.endsAt, now)}</span>
          {all.length > 1 && ` +${all.length - 1}`}
        </span>
      }
    >
      <h2>{t.now}</h2>
      <ul className="restList">
        {all.map(({ snooze, endsAt }) => (
          <li key={`${snooze.camera} ${snooze.rule}`}>
            <span className="restTitle">
              <Link href={`/rules/${snooze.camera}/${encodeURIComponent(snooze.rule)}`}>
                {text.events[snooze.event]}, {snooze.camera_name}
              </Link>
              <span className="spacer" />
              <span className="mono">{countdown(endsAt, now)}</span>
            </span>
            <span className="second">{t.by(snooze.mine ? text.desk.you : snooze.name)}</span>
            {snooze.may_end && (
              <button type="button" className="button small" onClick={() => void end(snooze.camera, snooze.rule)}>
                {t.wake}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Proven>
  )
}
