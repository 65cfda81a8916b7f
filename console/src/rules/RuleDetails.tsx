import { useState } from 'react'
import { Link } from 'wouter'
import type { Camera, Commissioning, Me, Missing, RuleTrial, Trial } from '../api/types.ts'
import { shareConfirmed } from '../desk/queue.ts'
import { actorWords } from '../ledger/words.ts'
import { RuleRest } from '../snooze/RuleRest.tsx'
import { useSpeech } from '../text/index.tsx'
import { settingWords } from '../text/settings.ts'
import { DrawLink } from '../zones/CameraZones.tsx'
import { Measures } from './Measures.tsx'
import { ArmDialog, ShadowDialog } from './Orders.tsx'
import { Raised } from './Raised.tsx'
import { Route } from './Route.tsx'
import { inShadow, mayBeArmed } from './trial.ts'

/// How one rule stands, what it lacks, how it does, and what may be done about it.
export function RuleDetails({ rule, camera, town, me }: { rule: RuleTrial; camera: Camera | undefined; town: Commissioning; me: Me }) {
  const { text } = useSpeech()
  const t = text.rules
  const may = camera?.rights.includes('CONFIGURE') ?? false
  const drawn = camera?.rules.find((one) => one.id === rule.rule)
  const settings = Object.entries(drawn?.settings ?? {}).map(([name, value]) => settingWords(text, name, value))
  return (
    <div className="cameraDetails">
      <div>
        <header className="deskTitle">
          <h2>
            {text.events[rule.event]}, {rule.camera_name}
          </h2>
          <span className="drawChoice">
            {camera && <DrawLink camera={camera} pane="rules" />}
            <Link className="button small" href={`/cameras/${rule.camera}`}>
              {text.desk.camera}
            </Link>
          </span>
        </header>
        <p className="second small mono">{[rule.rule, drawn?.zone || text.desk.wholePicture, ...settings].join(' · ')}</p>
      </div>
      <Standing rule={rule} me={me} />
      <RuleRest camera={rule.camera} cameraName={rule.camera_name} rule={rule.rule} event={rule.event} may={camera?.rights.includes('JUDGE') ?? false} />
      {rule.trial && inShadow(rule) && <Lacks rule={rule} trial={rule.trial} town={town} may={may} />}
      {rule.trial && inShadow(rule) && <Route rule={rule} trial={rule.trial} town={town} may={may} />}
      <section>
        <h2>{t.measured}</h2>
        <p className="second">
          {rule.trial ? t.measuredSince(rule.trial.watched_days) : t.measuredEver}
          {town.light === 'UNKNOWN' && ` ${t.lightUnknown}`}
        </p>
        <Measures measured={rule.measured} />
      </section>
      {rule.trial && inShadow(rule) && may && camera && <Raised rule={rule} trial={rule.trial} camera={camera} />}
      {rule.standing === 'ARMED' && may && <TakeBack rule={rule} />}
    </div>
  )
}

function Standing({ rule, me }: { rule: RuleTrial; me: Me }) {
  const { text, format } = useSpeech()
  const t = text.rules
  const { trial } = rule
  if (!trial) {
    return (
      <div className="notice">
        <p>{t.notAsked}</p>
      </div>
    )
  }
  const byVigie = trial.person === 'vigie'
  const week = shareConfirmed(trial.last_week)
  return (
    <div className={`notice ${rule.standing === 'BELOW_FLOOR' ? 'bad' : ''}`}>
      <div>
        <p>{t.standingSince[rule.standing](format.moment(trial.since))}</p>
        {rule.standing === 'ARMED' && trial.floor !== undefined && (
          <p>
            {t.declared(format.percent(trial.floor))}{' '}
            {week === undefined
              ? t.weekNone
              : t.week(format.percent(week), text.desk.precisionOf(trial.last_week.confirmed, trial.last_week.confirmed + trial.last_week.dismissed))}
          </p>
        )}
        {byVigie && rule.standing === 'SHADOW' ? (
          <p className="small">{t.newHere}</p>
        ) : (
          <p className="small" lang={byVigie ? 'en' : undefined}>
            {t.pair(actorWords(text, trial.person, me), trial.why)}
          </p>
        )}
      </div>
    </div>
  )
}

function Lacks({ rule, trial, town, may }: { rule: RuleTrial; trial: Trial; town: Commissioning; may: boolean }) {
  const { text } = useSpeech()
  const t = text.rules
  const [arming, setArming] = useState(false)
  return (
    <section>
      <h2>{t.toArm}</h2>
      {trial.missing.length === 0 ? (
        <p className="lacks">{t.nothingMissing}</p>
      ) : (
        <ul className="lacks">
          {trial.missing.map((thing) => (
            <li key={thing.kind}>
              <span className="dot off" />
              <span>{lackWords(t, thing)}</span>
            </li>
          ))}
        </ul>
      )}
      {may ? (
        <button type="button" className="button main" disabled={!mayBeArmed(rule)} onClick={() => setArming(true)}>
          {t.arm}
        </button>
      ) : (
        <p className="second">{t.mayNot}</p>
      )}
      {arming && <ArmDialog rule={rule} town={town} close={() => setArming(false)} />}
    </section>
  )
}

function lackWords(t: ReturnType<typeof useSpeech>['text']['rules'], { kind, have, need }: Missing): string {
  return t.missing[kind](have, need)
}

function TakeBack({ rule }: { rule: RuleTrial }) {
  const { text } = useSpeech()
  const [asking, setAsking] = useState(false)
  return (
    <section>
      <button type="button" className="button" onClick={() => setAsking(true)}>
        {text.rules.takeBack}
      </button>
      {asking && <ShadowDialog rule={rule} close={() => setAsking(false)} />}
    </section>
  )
}
