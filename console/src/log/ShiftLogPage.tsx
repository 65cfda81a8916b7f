import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { post } from '../api/client.ts'
import { keys, useOpenIncidents, useShiftLog, useShifts } from '../api/queries.ts'
import type { Incident, Me, Shift } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { Lines } from './Lines.tsx'
import { closedAt } from './log.ts'
import './log.css'

/// What was done during a shift, line by line; the shift before it, its note, and the signed printout.
export function ShiftLogPage({ shift: wanted, me }: { shift: string; me: Me }) {
  const { text, format } = useSpeech()
  const t = text.log
  const log = useShiftLog(wanted)
  const shifts = useShifts()
  const present = wanted === 'present'
  const open = useOpenIncidents(present)
  const [handing, setHanding] = useState(false)
  const writes = me.rights.includes('JUDGE')
  const shift = log.data?.shift
  const before = shifts.data?.find((one) => one.number === (shift?.number ?? 0) - 1)
  const incidents = present ? (open.data ?? []) : (log.data?.incidents ?? [])
  const done = present ? (log.data?.incidents ?? []).filter((one) => one.status === 'CLOSED') : []
  return (
    <div className="page log">
      <div className="logMain">
        <div className="pageHead">
          <h1>
            {t.title}
            {shift && <span className="second"> · {t.shift(shift.number)}</span>}
          </h1>
          {shift && <span className="second">{span(shift, text, format)}</span>}
          <span className="spacer" />
          {shift && (
            <a className="button" href={`/api/shifts/${shift.number}/paper?language=${text.code}`} target="_blank" rel="noreferrer">
              {t.print}
            </a>
          )}
          {present && writes && (
            <button type="button" className="button main" onClick={() => setHanding(true)}>
              {t.handOver}
            </button>
          )}
        </div>
        {log.error && <ProblemNotice problem={problemIn(log.error)} again={() => void log.refetch()} />}
        {present && before?.handed_over && <HandoverNote shift={before} me={me} />}
        {!present && shift?.handed_over && <HandoverNote shift={shift} me={me} />}
        {shift && (
          <p className="logSums">
            <span>{t.raised(shift.alerts.raised)}</span>
            <span>{t.confirmed(shift.alerts.confirmed)}</span>
            <span>{t.dismissed(shift.alerts.dismissed)}</span>
          </p>
        )}
        <section className="panel">
          <h2>{present ? t.openIncidents : t.incidents}</h2>
          {incidents.length === 0 && <p className="second">{t.noIncident}</p>}
          <Incidents incidents={incidents} />
          {done.length > 0 && <Incidents incidents={done} />}
        </section>
        <section className="panel">
          <h2>{t.asItWent}</h2>
          {log.data?.lines.length === 0 && <p className="second">{t.none}</p>}
          {log.data && <Lines lines={present ? log.data.lines.toReversed() : log.data.lines} />}
        </section>
      </div>
      <aside className="logPast">
        <h2>{t.past}</h2>
        <ul>
          {shifts.data?.map((one) => (
            <li key={one.number}>
              <Link href={one.present ? '/log' : `/log/${one.number}`} aria-current={one.number === shift?.number ? 'page' : undefined}>
                <span>{one.present ? t.present : t.shift(one.number)}</span>
                <span className="second small">{span(one, text, format)}</span>
                {one.handed_over && !one.acknowledged && <span className="second small">{t.unread}</span>}
              </Link>
            </li>
          ))}
        </ul>
      </aside>
      {handing && shift && <HandOver open={open.data?.length ?? 0} close={() => setHanding(false)} />}
    </div>
  )
}

function span(shift: Shift, text: ReturnType<typeof useSpeech>['text'], format: ReturnType<typeof useSpeech>['format']): string {
  const began = `${format.date(shift.began)}, ${format.minute(shift.began)}`
  if (!shift.ended) return text.log.since(began)
  const sameDay = format.date(shift.began) === format.date(shift.ended)
  return `${began} – ${sameDay ? '' : `${format.date(shift.ended)}, `}${format.minute(shift.ended)}`
}

/// What one shift leaves the next; whoever took over says that they have read it.
function HandoverNote({ shift, me }: { shift: Shift; me: Me }) {
  const { text, format } = useSpeech()
  const t = text.log
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: ReturnType<typeof problemIn> }>()
  const note = shift.handed_over!
  const read = async () => {
    setBusy(true)
    const answer = await post('/api/shifts/{shift}/acknowledge', { path: { shift: String(shift.number) } })
    setBusy(false)
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    void queries.invalidateQueries({ queryKey: keys.shifts })
  }
  return (
    <section className="panel logNote">
      <h2>{t.note(shift.number)}</h2>
      <p className="logNoteWords">{note.words ?? <span className="second">{t.wordsGone}</span>}</p>
      {refused && <ProblemNotice problem={refused.problem} />}
      <p className="logNoteFoot second small">
        <span>
          {note.mine ? text.desk.you : note.person}, {format.moment(note.at)}
        </span>
        <span>
          {shift.acknowledged ? t.readBy(shift.acknowledged.mine ? text.desk.you : shift.acknowledged.person, format.moment(shift.acknowledged.at)) : t.unread}
        </span>
        <span className="spacer" />
        {!shift.acknowledged && !note.mine && me.rights.includes('JUDGE') && (
          <button type="button" className="button small main" disabled={busy} onClick={() => void read()}>
            {t.read}
          </button>
        )}
      </p>
    </section>
  )
}

function Incidents({ incidents }: { incidents: readonly Incident[] }) {
  const { text, format } = useSpeech()
  const t = text.log
  const now = useNow()
  return (
    <ul className="incidentRows">
      {incidents.map((incident) => {
        const closed = closedAt(incident)
        return (
          <li key={incident.number}>
            <Link href={`/incidents/${incident.number}`} className="incidentRow" data-incident={incident.number}>
              <span className="mono incidentNumber">{incident.number}</span>
              <span className="incidentWhat">
                <strong>{t.kinds[incident.kind]}</strong>
                {incident.title && <span> {incident.title}</span>}
                <span className="second"> {incident.cameras.map((camera) => camera.name).join(', ')}</span>
              </span>
              <span className={`incidentStatus ${incident.status}`}>{t.statuses[incident.status]}</span>
              <span className="second small incidentAge">
                {format.minute(incident.begun)} · {format.lasting((closed ?? now) - Date.parse(incident.opened))}
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function HandOver({ open, close }: { open: number; close(): void }) {
  const { text } = useSpeech()
  const t = text.log
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [words, setWords] = useState('')
  return (
    <OrderDialog
      title={t.handOverTitle}
      about={undefined}
      verb={t.handOver}
      ready={words.trim().length >= 3}
      close={close}
      send={() => post('/api/shifts/hand-over', { body: { words: words.trim() } })}
      done={(ended) => {
        void queries.invalidateQueries({ queryKey: keys.shifts })
        go(`/log/${ended.number}`)
      }}
    >
      <p>{t.handOverWhat(open)}</p>
      <TextInput data-autofocus label={t.handOverWords} description={t.noNames} value={words} maxLength={500} onChange={(e) => setWords(e.currentTarget.value)} />
    </OrderDialog>
  )
}
