import { useState } from 'react'
import type { Commissioning, RouteStep, RuleTrial, StagedScene, Trial } from '../api/types.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { SceneDialog } from './Orders.tsx'
import { endOf, ideaOf, nextStep, playing, stepWords } from './trial.ts'

/// The staged-scene route: four kinds of scenes, which comes next, and how each one went.
export function Route({ rule, trial, town, may }: { rule: RuleTrial; trial: Trial; town: Commissioning; may: boolean }) {
  const { text, format } = useSpeech()
  const t = text.rules
  const now = useNow()
  const [staging, setStaging] = useState<RouteStep>()
  const played = playing(trial.scenes, now)
  const next = nextStep(trial.route, town.light)
  return (
    <section>
      <h2>{t.route}</h2>
      <p className="second">{t.routeLead}</p>
      {played && (
        <div className="notice" role="status">
          <div>
            <p>{t.playing(format.time(played.to), format.lasting(Date.parse(played.to) - now))}</p>
            <p>{t.pair(stepWords(text, played), played.what)}</p>
          </div>
        </div>
      )}
      <ol className="routeSteps">
        {trial.route.map((step) => (
          <li key={`${step.light} ${step.expected}`} className="rule" aria-current={step === next && !played ? 'step' : undefined}>
            <span className={`dot ${step.done ? '' : 'off'}`} />
            <span className="ruleWords">
              <span>
                {stepWords(text, step)}
                {step === next && !played && <span className="ruleStopped">{t.next}</span>}
              </span>
              <span className="second small">
                {step.staged === 0 ? ideaOf(text, rule.event, step.expected) : t.wentRight(step.passed, step.staged)}
                {step.staged > 0 && !step.done && ` ${t.fourInFive}`}
              </span>
            </span>
            {may && (
              <button
                type="button"
                className={`button small ${step === next && !played ? 'chosen' : ''}`}
                disabled={played !== undefined}
                aria-label={t.pair(t.stage, stepWords(text, step))}
                onClick={() => setStaging(step)}
              >
                {t.stage}
              </button>
            )}
          </li>
        ))}
      </ol>
      {trial.scenes.length > 0 && <Scenes scenes={trial.scenes} now={now} />}
      {staging && <SceneDialog rule={rule} step={staging} town={town} close={() => setStaging(undefined)} />}
    </section>
  )
}

function Scenes({ scenes, now }: { scenes: readonly StagedScene[]; now: number }) {
  const { text, format } = useSpeech()
  const t = text.rules
  return (
    <details className="routeScenes">
      <summary className="small">{t.scenes(scenes.length)}</summary>
      <ul>
        {scenes.toReversed().map((scene) => (
          <li key={`${scene.from} ${scene.what}`} className="small">
            <span className="mono">{format.moment(scene.from)}</span> {t.lights[scene.light]}, {t.ends[endOf(scene, now)]}{' '}
            <span className="second">{scene.what}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
