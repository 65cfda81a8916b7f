import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { post } from '../api/client.ts'
import type { Commissioning, RouteStep, RuleTrial } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { Measures } from './Measures.tsx'
import { RuleOrder } from './RuleOrder.tsx'
import { ideaOf, stepWords, walked } from './trial.ts'

const MINUTES = [1, 2, 5, 10, 30]
const LEAST_TEXT = 3
const MOST_TEXT = 500
const USUAL_FLOOR_PERCENT = 50

const said = (sentence: string) => sentence.trim().length >= LEAST_TEXT

/// Says that a scene is played before the camera from now on.
export function SceneDialog({ rule, step, town, close }: { rule: RuleTrial; step: RouteStep; town: Commissioning; close: () => void }) {
  const { text } = useSpeech()
  const t = text.rules
  const [what, setWhat] = useState('')
  const [minutes, setMinutes] = useState(2)
  const otherLight = (town.light === 'DAY' || town.light === 'NIGHT') && town.light !== step.light
  return (
    <RuleOrder
      title={t.stageTitle}
      rule={rule}
      verb={t.begin}
      ready={said(what)}
      close={close}
      send={() =>
        post('/api/cameras/{camera}/rules/{rule}/scenes', {
          path: { camera: rule.camera, rule: rule.rule },
          body: { light: step.light, expected: step.expected, seconds: minutes * 60, what: what.trim() },
        })
      }
    >
      <p>{t.pair(stepWords(text, step), ideaOf(text, rule.event, step.expected))}</p>
      {otherLight && (
        <div className="notice">
          <p>{t.otherLight(t.lights[town.light])}</p>
        </div>
      )}
      <TextInput data-autofocus label={t.stageWhat} value={what} minLength={LEAST_TEXT} maxLength={MOST_TEXT} onChange={(e) => setWhat(e.currentTarget.value)} />
      <div>
        <p className="label" id="scene-minutes">
          {t.stageLength}
        </p>
        <div className="segments" role="group" aria-labelledby="scene-minutes">
          {MINUTES.map((n) => (
            <button key={n} type="button" className="segment" aria-pressed={minutes === n} onClick={() => setMinutes(n)}>
              {text.common.minutes(n)}
            </button>
          ))}
        </div>
      </div>
      <p className="second small">{t.stageConsequence}</p>
    </RuleOrder>
  )
}

/// Shows what speaks for the rule, and lets its signals reach operators.
export function ArmDialog({ rule, town, close }: { rule: RuleTrial; town: Commissioning; close: () => void }) {
  const { text } = useSpeech()
  const t = text.rules
  const least = Math.ceil((town.floor ?? 0) * 100)
  const [percent, setPercent] = useState(String(Math.max(least, USUAL_FLOOR_PERCENT)))
  const [reason, setReason] = useState('')
  const floor = /^\d{1,3}$/.test(percent.trim()) ? Number(percent) : NaN
  return (
    <RuleOrder
      title={t.arm}
      rule={rule}
      verb={t.arm}
      ready={said(reason) && floor >= least && floor <= 100}
      close={close}
      send={() =>
        post('/api/cameras/{camera}/rules/{rule}/arm', {
          path: { camera: rule.camera, rule: rule.rule },
          body: { floor: floor / 100, reason: reason.trim() },
        })
      }
    >
      <p>{t.armConsequence}</p>
      {rule.trial && (
        <p className="second">
          {t.watched(rule.trial.watched_days)}, {t.walked(walked(rule.trial), rule.trial.route.length)}
        </p>
      )}
      <Measures measured={rule.measured} />
      <TextInput
        label={t.floor}
        description={t.floorHint(least)}
        value={percent}
        inputMode="numeric"
        rightSection="%"
        onChange={(e) => setPercent(e.currentTarget.value)}
      />
      <TextInput
        data-autofocus
        label={t.armWhy}
        placeholder={t.armWhyHint}
        value={reason}
        minLength={LEAST_TEXT}
        maxLength={MOST_TEXT}
        onChange={(e) => setReason(e.currentTarget.value)}
      />
    </RuleOrder>
  )
}

/// Takes a rule back into shadow.
export function ShadowDialog({ rule, close }: { rule: RuleTrial; close: () => void }) {
  const { text } = useSpeech()
  const t = text.rules
  const [reason, setReason] = useState('')
  return (
    <RuleOrder
      title={t.takeBack}
      rule={rule}
      verb={t.takeBack}
      ready={said(reason)}
      close={close}
      send={() => post('/api/cameras/{camera}/rules/{rule}/shadow', { path: { camera: rule.camera, rule: rule.rule }, body: { reason: reason.trim() } })}
    >
      <p>{t.takeBackConsequence}</p>
      <TextInput
        data-autofocus
        label={text.cameras.why}
        value={reason}
        minLength={LEAST_TEXT}
        maxLength={MOST_TEXT}
        onChange={(e) => setReason(e.currentTarget.value)}
      />
    </RuleOrder>
  )
}
