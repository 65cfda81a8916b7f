import { useState } from 'react'
import type { EventType } from '../api/types.ts'
import { countdown } from '../lift/lifts.ts'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { RestDialog } from './RestDialog.tsx'
import { NEVER, restOf } from './snoozes.ts'
import { useSnoozes } from './useSnoozes.ts'
import './snooze.css'

/// Whether a rule rests on a camera and for how long; Z lets it rest.
///
/// @param keyed whether Z is about this rule
export function RuleRest({ camera, cameraName, rule, event, may, keyed = false }: { camera: string; cameraName: string; rule: string; event: EventType; may: boolean; keyed?: boolean }) {
  const { text } = useSpeech()
  const t = text.snooze
  const { all, end } = useSnoozes()
  const now = useNow()
  const [asking, setAsking] = useState(false)
  const rest = restOf(all, camera, rule)
  const offered = may && !rest && !NEVER.includes(event)
  useKeys({ z: () => setAsking(true) }, keyed && offered && !asking)
  if (rest) {
    return (
      <p className="notice ruleRest" role="status">
        <span>
          {t.resting(countdown(rest.endsAt, now))} <span className="second">{t.by(rest.snooze.mine ? text.desk.you : rest.snooze.name)}</span>
        </span>
        <span className="spacer" />
        {rest.snooze.may_end && (
          <button type="button" className="button small" onClick={() => void end(camera, rule)}>
            {t.wake}
          </button>
        )}
      </p>
    )
  }
  if (may && NEVER.includes(event)) return keyed ? null : <p className="second small">{t.never}</p>
  if (!offered) return null
  return (
    <div>
      <button type="button" className="button small" onClick={() => setAsking(true)}>
        {t.rest} {keyed && <kbd>Z</kbd>}
      </button>
      {asking && <RestDialog camera={camera} cameraName={cameraName} rule={rule} close={() => setAsking(false)} />}
    </div>
  )
}
