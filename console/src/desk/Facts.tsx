import { Link } from 'wouter'
import type { Alert, Camera, DismissReason, Me } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { RuleRest } from '../snooze/RuleRest.tsx'
import type { Text } from '../text/en.ts'
import type { Formats } from '../text/format.ts'
import { settingWords } from '../text/settings.ts'
import { lastTime, shareConfirmed } from './queue.ts'

/// What a verdict says, in words.
export function verdictWords(text: Text, alert: Alert): string {
  const verdict = alert.verdict
  if (!verdict) return ''
  const said = verdict.state === 'CONFIRMED' ? text.desk.confirmed : text.desk.dismissed
  const reason = text.dismissReasons[verdict.reason as DismissReason] ?? verdict.reason
  return `${said}${text.code === 'fr' ? '\u00a0' : ''}: ${verdict.note && verdict.reason === 'OTHER' ? verdict.note : lowered(reason)}`
}

/// What became of an alert's clip, in words.
export function clipWords(text: Text, format: Formats, clip: Alert['clip']): string {
  switch (clip.state) {
    case 'OWED':
      return text.desk.clipOwed
    case 'KEPT':
      return text.desk.clipKept(`${format.date(clip.until ?? '')}, ${format.minute(clip.until ?? '')}`)
    case 'ENDED':
      return text.desk.clipEnded
    case 'NONE':
      return text.noClip[clip.why ?? 'BEFORE']
  }
}

function lowered(reason: string): string {
  return reason.charAt(0).toLowerCase() + reason.slice(1)
}

/// Everything that helps to judge an alert, the measured precision of its rule first.
export function Facts({ alert, camera, judged, me }: { alert: Alert; camera: Camera | undefined; judged: readonly Alert[]; me: Me }) {
  const { text, format } = useSpeech()
  const rule = camera?.rules.find((other) => other.id === alert.rule)
  const precision = rule?.precision ?? alert.precision
  const share = shareConfirmed(precision)
  const before = lastTime(alert, judged)
  return (
    <div className="deskFacts">
      <section className="precision">
        <p className="label">{text.desk.precision}</p>
        {share === undefined || !precision ? (
          <p className="second">{text.desk.precisionNone}</p>
        ) : (
          <>
            <p className="precisionFigure">{format.percent(share)}</p>
            <p className="second small">{text.desk.precisionOf(precision.confirmed, precision.confirmed + precision.dismissed)}</p>
            <div className="precisionBar">
              <i style={{ width: `${share * 100}%` }} />
            </div>
          </>
        )}
      </section>
      <dl className="facts">
        <dt>{text.desk.event}</dt>
        <dd>{text.events[alert.event]}</dd>
        {/* A fire is nothing of a class. */}
        {alert.event !== 'FIRE' && (
          <>
            <dt>{text.desk.caused}</dt>
            <dd>{text.classes[alert.kind]}</dd>
          </>
        )}
        <dt>{text.desk.camera}</dt>
        <dd>
          <Link href={`/cameras/${alert.camera}`}>{alert.camera_name}</Link>
        </dd>
        <dt>{text.desk.zone}</dt>
        <dd className={alert.zone ? 'mono' : ''}>{alert.zone || text.desk.wholePicture}</dd>
        <dt>{text.desk.rule}</dt>
        <dd className="mono">{alert.rule}</dd>
        {rule && Object.keys(rule.settings).length > 0 && (
          <>
            <dt>{text.desk.settings}</dt>
            <dd>
              {Object.entries(rule.settings).map(([name, value]) => (
                <div key={name}>{settingWords(text, name, value)}</div>
              ))}
            </dd>
          </>
        )}
        <dt>{text.desk.began}</dt>
        <dd className="mono">{format.time(alert.from)}</dd>
        <dt>{text.desk.decided}</dt>
        <dd className="mono">{format.time(alert.at)}</dd>
        <dt>{text.desk.lasted}</dt>
        <dd>{format.seconds(Date.parse(alert.at) - Date.parse(alert.from))}</dd>
        <dt>{text.desk.confidence}</dt>
        <dd>{format.percent(alert.confidence)}</dd>
        <dt>{text.desk.signals}</dt>
        <dd>{format.count(alert.signals)}</dd>
        <dt>{text.desk.clipFact}</dt>
        <dd>{clipWords(text, format, alert.clip)}</dd>
        <dt>{text.desk.lastTime}</dt>
        <dd>
          {before?.verdict ? (
            <>
              {verdictWords(text, before)}
              <span className="second">
                {' '}
                ({format.date(before.at)}, {before.verdict.person === me.person ? text.desk.you : before.verdict.person})
              </span>
            </>
          ) : (
            <span className="second">{text.desk.lastTimeNone}</span>
          )}
        </dd>
      </dl>
      <RuleRest camera={alert.camera} cameraName={alert.camera_name} rule={alert.rule} event={alert.event} may={camera?.rights.includes('JUDGE') ?? false} keyed />
      <Link className="button small" href={`/review/${alert.camera}?at=${alert.at}`}>
        {text.desk.reviewHere}
      </Link>
    </div>
  )
}
