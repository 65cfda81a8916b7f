import { Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import { post } from '../api/client.ts'
import { keys, useCameras, useIncident } from '../api/queries.ts'
import type { Incident, IncidentLineOrder, Me, Problem } from '../api/types.ts'
import { Together } from '../lift/Together.tsx'
import { withNeighbours } from '../lift/lifts.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { Lines } from './Lines.tsx'
import { actsFor, closedAt, needsWords, type WrittenKind } from './log.ts'
import './log.css'

/// One incident: what happens and where, what was done about it, and the next line.
export function IncidentPage({ number, me }: { number: string; me: Me }) {
  const { text, format } = useSpeech()
  const t = text.log
  const now = useNow()
  const query = useIncident(number)
  const incident = query.data
  if (!incident) {
    return <div className="page">{query.error && <ProblemNotice problem={problemIn(query.error)} again={() => void query.refetch()} />}</div>
  }
  const closed = closedAt(incident)
  const writes = me.rights.includes('JUDGE')
  return (
    <div className="page log incident">
      <div className="logMain">
        <div className="pageHead">
          <h1>
            {t.incident(incident.number)} · {t.kinds[incident.kind]}
          </h1>
          <span className={`incidentStatus ${incident.status}`}>{t.statuses[incident.status]}</span>
          <span className="spacer" />
          <Link href="/log" className="button">
            {t.back}
          </Link>
        </div>
        {incident.title && <p className="incidentTitle">{incident.title}</p>}
        {writes && <Write key={incident.status} incident={incident} />}
        {incident.status !== 'CLOSED' && <Pictures incident={incident} />}
        <section className="panel">
          <h2>{t.timeline}</h2>
          <Lines lines={incident.timeline.toReversed()} within />
        </section>
      </div>
      <aside className="logPast incidentFacts">
        <dl className="facts">
          <dt>{t.begun}</dt>
          <dd>
            {format.date(incident.begun)}, <span className="mono">{format.time(incident.begun)}</span>
          </dd>
          <dt>{closed ? t.closedAfter : t.lasted}</dt>
          <dd>{format.lasting((closed ?? now) - Date.parse(incident.opened))}</dd>
          <dt>{t.places}</dt>
          <dd>
            {incident.cameras.map((place) => (
              <div key={place.camera}>
                <Link href={`/review/${place.camera}?at=${incident.begun}`}>{place.name}</Link>
                {place.place && <span className="second small"> {place.place}</span>}
              </div>
            ))}
          </dd>
          <dt>{t.teams}</dt>
          <dd>{incident.teams.join(', ') || <span className="second">{t.noTeam}</span>}</dd>
          {incident.alerts.length > 0 && (
            <>
              <dt>{t.alerts}</dt>
              <dd>
                {incident.alerts.map((alert) => (
                  <Link key={alert} href={`/desk/${alert}`} className="mono">
                    {alert}{' '}
                  </Link>
                ))}
              </dd>
            </>
          )}
        </dl>
        {writes && incident.status !== 'CLOSED' && <AddCamera incident={incident} />}
      </aside>
    </div>
  )
}

/// What its cameras and those beside them show, until it is closed.
function Pictures({ incident }: { incident: Incident }) {
  const cameras = useCameras().data
  const of = incident.cameras.map((place) => place.camera)
  return <Together cameras={withNeighbours(cameras ?? [], of)} first={of} alert={incident.alerts[0]} />
}

/// Sends a line and puts the incident that comes back in the place of the one that is known.
function useWriting(incident: Incident) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const write = async (body: IncidentLineOrder): Promise<boolean> => {
    setBusy(true)
    const answer = await post('/api/incidents/{incident}/lines', { path: { incident: String(incident.number) }, body })
    setBusy(false)
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    if (answer.kind === 'done') queries.setQueryData([...keys.incidents, String(incident.number)], answer.value)
    void queries.invalidateQueries({ queryKey: keys.incidents })
    return answer.kind === 'done'
  }
  return { busy, refused, write }
}

/// The next line: a digit says what it is, Enter writes it.
function Write({ incident }: { incident: Incident }) {
  const { text } = useSpeech()
  const t = text.log
  const { busy, refused, write } = useWriting(incident)
  const acts = actsFor(incident.status)
  const [kind, setKind] = useState<WrittenKind>()
  const [words, setWords] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const choose = (chosen: WrittenKind) => {
    setKind(chosen)
    setWords('')
  }
  useEffect(() => field.current?.focus(), [kind])
  useKeys({
    ...Object.fromEntries(acts.map((act, i) => [String(i + 1), () => choose(act)])),
    Escape: () => (kind ? setKind(undefined) : false),
  })
  const ready = kind !== undefined && !busy && (!needsWords(kind) || words.trim().length >= 3)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!ready) return
    void write({ kind, ...(words.trim() ? { words: words.trim() } : {}) }).then((done) => done && setKind(undefined))
  }
  return (
    <div className="incidentWrite" onKeyDown={(e) => e.key === 'Escape' && setKind(undefined)}>
      {refused && <ProblemNotice problem={refused.problem} />}
      <div className="incidentActs" role="group" aria-label={t.write}>
        {acts.map((act, i) => (
          <button key={act} type="button" className={`button ${act === kind ? 'chosen' : ''}`} data-act={act} onClick={() => choose(act)}>
            {t.acts[act]} <kbd>{i + 1}</kbd>
          </button>
        ))}
      </div>
      {kind && (
        <form onSubmit={submit} className="incidentForm">
          <TextInput ref={field} label={t.words[kind]} description={t.noNames} value={words} maxLength={500} onChange={(e) => setWords(e.currentTarget.value)} />
          <button type="submit" className="button main" disabled={!ready}>
            {t.acts[kind]} <kbd>{text.keys.enter}</kbd>
          </button>
        </form>
      )}
    </div>
  )
}

function AddCamera({ incident }: { incident: Incident }) {
  const { text } = useSpeech()
  const cameras = useCameras().data ?? []
  const { busy, refused, write } = useWriting(incident)
  const others = cameras.filter((camera) => !incident.cameras.some((place) => place.camera === camera.id))
  if (others.length === 0) return null
  return (
    <>
      <Select
        label={text.log.addCamera}
        data={others.map((camera) => ({ value: camera.id, label: camera.name }))}
        value={null}
        searchable
        disabled={busy}
        onChange={(camera) => camera && void write({ kind: 'CAMERA_ADDED', camera })}
      />
      {refused && <ProblemNotice problem={refused.problem} />}
    </>
  )
}
