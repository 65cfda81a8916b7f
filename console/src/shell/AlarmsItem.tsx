import { Link } from 'wouter'
import { useAlarms } from '../api/queries.ts'
import type { Alarm } from '../api/types.ts'
import type { Text } from '../text/en.ts'
import { useSpeech } from '../text/index.tsx'
import { problemIn, ProblemNotice } from './ProblemNotice.tsx'
import { Proven } from './Proven.tsx'

const MOST_ENDED = 5

/// How many alarms of the system hold; a click lists each in plain words, with what to do. They are no alerts:
/// a hollow dot says so, and the colour of waiting alerts is not theirs.
export function AlarmsItem({ count }: { count: number }) {
  const { text } = useSpeech()
  return (
    <Proven
      width={440}
      urgent={count > 0}
      look={
        <>
          <span className={`dot ${count > 0 ? 'bad' : ''}`} />
          {count > 0 ? text.alarms.count(count) : text.alarms.none}
        </>
      }
    >
      <AlarmPanel />
    </Proven>
  )
}

function AlarmPanel() {
  const { text } = useSpeech()
  const alarms = useAlarms()
  if (alarms.error && !alarms.data) return <ProblemNotice problem={problemIn(alarms.error)} again={() => void alarms.refetch()} />
  const { current, ended } = alarms.data ?? { current: [], ended: [] }
  return (
    <>
      <h2>{text.alarms.title}</h2>
      {alarms.data && current.length === 0 && <p className="second">{text.alarms.noneText}</p>}
      {current.length > 0 && <AlarmsHolding alarms={current} />}
      {ended.length > 0 && (
        <section>
          <h2>{text.alarms.endedLately}</h2>
          <ul className="alarms small">
            {ended.slice(0, MOST_ENDED).map((alarm) => (
              <li key={`${alarm.kind} ${alarm.subject} ${alarm.since}`}>
                <Past alarm={alarm} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Link href="/health">{text.alarms.openHealth}</Link>
    </>
  )
}

/// Each alarm that holds, with what to do; what is about every camera comes first.
export function AlarmsHolding({ alarms }: { alarms: readonly Alarm[] }) {
  const { text } = useSpeech()
  return (
    <ul className="alarms" aria-label={text.alarms.title}>
      {alarms.toSorted((a, b) => Number(isAll(b)) - Number(isAll(a))).map((alarm) => (
        <li key={`${alarm.kind} ${alarm.subject}`}>
          <Holding alarm={alarm} />
        </li>
      ))}
    </ul>
  )
}

function Holding({ alarm }: { alarm: Alarm }) {
  const { text, format } = useSpeech()
  const page = pageOf(alarm)
  return (
    <>
      <p className="alarmTitle">
        <span className="dot bad" />{' '}
        {page ? <Link href={page}>{titleOf(text, alarm)}</Link> : <span>{titleOf(text, alarm)}</span>}
      </p>
      <p>{isAll(alarm) ? text.alarms.allNext : text.alarms.kinds[alarm.kind].next}</p>
      <p className="second small">
        {text.alarms.since(format.moment(alarm.since))}
      </p>
      <p className="second small" lang="en">
        {alarm.detail}
      </p>
    </>
  )
}

function Past({ alarm }: { alarm: Alarm }) {
  const { text, format } = useSpeech()
  return (
    <p>
      {titleOf(text, alarm)}{' '}
      <span className="second">{text.alarms.until(format.moment(alarm.since), format.time(alarm.ended ?? ''))}</span>
    </p>
  )
}

/// Where what an alarm is about can be looked at: its camera, or a rule, whose subject is its camera and its id.
export function pageOf(alarm: Pick<Alarm, 'kind' | 'subject' | 'camera_name'>): string | undefined {
  if (alarm.kind === 'RULE_BELOW_FLOOR') return `/rules/${alarm.subject.split(' ').map(encodeURIComponent).join('/')}`
  if (alarm.kind === 'ACT_ENDS' || alarm.kind === 'ACTS_REFUSED') return '/acts'
  return alarm.camera_name ? `/cameras/${alarm.subject}` : undefined
}

const isAll = (alarm: Alarm) => alarm.subject === 'all cameras'

export function titleOf(text: Text, alarm: Alarm): string {
  const what = isAll(alarm) ? text.alarms.allCameras : (alarm.camera_name ?? alarm.subject)
  return text.alarms.kinds[alarm.kind].title(what)
}
