import { useLocation } from 'wouter'
import { useCameras, useCommissioning } from '../api/queries.ts'
import type { Me, RuleTrial } from '../api/types.ts'
import { shareConfirmed } from '../desk/queue.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { RuleDetails } from './RuleDetails.tsx'
import { dotOf, inShadow, mayBeArmed, sumOf, walked } from './trial.ts'
import '../cameras/cameras.css'
import '../desk/desk.css'
import '../door/door.css'
import '../wall/wall.css'
import './rules.css'

/// Every rule that raises alerts: whether operators hear of it and how often it is right; one of them in detail, from shadow to
/// armed and back.
export function Rules({ camera, rule: id, me }: { camera: string | undefined; rule: string | undefined; me: Me }) {
  const { text } = useSpeech()
  const t = text.rules
  const commissioning = useCommissioning()
  const cameras = useCameras()
  const [, go] = useLocation()
  const all = commissioning.data?.rules ?? []
  const chosen = all.find((rule) => rule.camera === camera && rule.rule === id) ?? all.find((rule) => rule.camera === camera) ?? all[0]
  const show = (rule: RuleTrial | undefined) => rule && go(`/rules/${rule.camera}/${encodeURIComponent(rule.rule)}`)
  const step = (by: number) => show(all[Math.min(all.length - 1, Math.max(0, all.findIndex((rule) => rule === chosen) + by))])
  useKeys({ j: () => step(1), k: () => step(-1) })

  if (commissioning.error && !commissioning.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(commissioning.error)} again={() => void commissioning.refetch()} />
      </div>
    )
  }
  if (!commissioning.data) return null
  return (
    <div className="cameras">
      <div className="camerasList">
        <div className="pageHead">
          <h1>{t.title}</h1>
        </div>
        <p className="second">{commissioning.data.asked ? t.lead : t.leadNotAsked}</p>
        {all.length === 0 && <p className="empty second">{t.none}</p>}
        <ul className="camerasRows">
          {all.map((rule) => (
            <li key={`${rule.camera} ${rule.rule}`}>
              <Row rule={rule} chosen={rule === chosen} onChoose={() => show(rule)} />
            </li>
          ))}
        </ul>
      </div>
      {chosen && (
        <RuleDetails
          key={`${chosen.camera} ${chosen.rule}`}
          rule={chosen}
          camera={cameras.data?.find((one) => one.id === chosen.camera)}
          town={commissioning.data}
          me={me}
        />
      )}
    </div>
  )
}

function Row({ rule, chosen, onChoose }: { rule: RuleTrial; chosen: boolean; onChoose: () => void }) {
  const { text, format } = useSpeech()
  const t = text.rules
  const sum = sumOf(rule.measured)
  const share = shareConfirmed(sum)
  return (
    <button type="button" className="cameraRow ruleRow" aria-current={chosen} onClick={onChoose}>
      <span className={dotOf(rule)} />
      <span className="cameraRowName">
        <span>{text.events[rule.event]}</span>
        <span className="second small">
          {rule.camera_name} · <span className="mono">{rule.rule}</span>
        </span>
      </span>
      <span className="cameraRowState">
        <span>{t.standings[rule.standing]}</span>
        <span className="second small">
          {inShadow(rule) && rule.trial
            ? mayBeArmed(rule)
              ? t.ready
              : `${t.watched(rule.trial.watched_days)}, ${t.walked(walked(rule.trial), rule.trial.route.length)}`
            : share === undefined
              ? t.noVerdict
              : `${format.percent(share)}, ${text.desk.precisionOf(sum.confirmed, sum.confirmed + sum.dismissed)}`}
        </span>
      </span>
    </button>
  )
}
