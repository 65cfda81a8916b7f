import { useState } from 'react'
import type { Problem, TimedSource } from '../api/types.ts'
import { countdown } from '../lift/lifts.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { Proven } from '../shell/Proven.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import '../relay/relay.css'
import { useSources, type Sources } from './useSources.ts'

/// In the status bar: which drones and worn cameras film now, and for whoever may, having one film.
export function SourcesItem() {
  const { text } = useSpeech()
  const sources = useSources(true)
  const open = sources.list.filter((one) => one.opening)
  const offers = sources.list.filter((one) => one.may_open && !one.opening)
  if (open.length === 0 && offers.length === 0) return null
  const t = text.sources
  return (
    <Proven look={<span className="relayStatus">{open.length > 0 ? t.openNow(open.length) : t.none}</span>} width={420}>
      <h2>{t.title}</h2>
      {open.length > 0 && (
        <ul className="relayList">
          {open.map((one) => (
            <OpenRow key={one.camera} source={one} heardAt={sources.heardAt} end={() => void sources.end(one.camera)} />
          ))}
        </ul>
      )}
      {offers.length > 0 && <OpenForm offers={offers} open={sources.open} />}
    </Proven>
  )
}

function OpenRow({ source, heardAt, end }: { source: TimedSource; heardAt: number; end(): void }) {
  const { text } = useSpeech()
  const t = text.sources
  const now = useNow(500)
  const { opening } = source
  if (!opening) return null
  return (
    <li>
      <span className="relayRow">
        <b>{source.camera_name}</b>
        <span className="spacer" />
        <span className="mono">{countdown(heardAt + opening.left_ms, now)}</span>
      </span>
      <span className="second small">{[t.kinds[source.kind], t.notAnalysed, t.openedBy(opening.name), t.under(opening.act)].join(' · ')}</span>
      <span className="second small">{opening.reason}</span>
      {opening.may_end && (
        <button type="button" className="button small" onClick={end}>
          {t.end}
        </button>
      )}
    </li>
  )
}

function OpenForm({ offers, open }: { offers: readonly TimedSource[]; open: Sources['open'] }) {
  const { text, format } = useSpeech()
  const t = text.sources
  const [camera, setCamera] = useState('')
  const chosen = offers.find((one) => one.camera === camera) ?? offers[0]!
  const [minutes, setMinutes] = useState(60)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const lengths = [15, 30, 60, 120, 240, 480, 720].filter((one) => one < chosen.longest_minutes).concat(chosen.longest_minutes)
  const length = lengths.includes(minutes) ? minutes : chosen.longest_minutes
  const submit = async () => {
    const said = await open(chosen.camera, { reason: reason.trim(), minutes: length })
    if (said.kind === 'done') setReason('')
    setProblem(said.kind === 'refused' ? said.problem : undefined)
  }
  return (
    <form
      className="relayForm"
      onSubmit={(e) => {
        e.preventDefault()
        void submit()
      }}
    >
      <h3>{t.openTitle}</h3>
      <p className="second small">{t.openNote}</p>
      <label>
        <span className="second small">{t.source}</span>
        <select className="relayField" value={chosen.camera} onChange={(e) => setCamera(e.target.value)}>
          {offers.map((one) => (
            <option key={one.camera} value={one.camera}>
              {`${one.camera_name} (${t.kinds[one.kind]})`}
            </option>
          ))}
        </select>
      </label>
      <p className="second small">
        {[t.notAnalysed, chosen.act ? t.under(chosen.act) : t.noAct, chosen.retention_hours ? t.keeps(format.count(chosen.retention_hours)) : ''].filter(Boolean).join(' · ')}
      </p>
      <label>
        <span className="second small">{t.length}</span>
        <select className="relayField" value={length} onChange={(e) => setMinutes(Number(e.target.value))}>
          {lengths.map((one) => (
            <option key={one} value={one}>
              {t.minutes(one)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="second small">{t.reason}</span>
        <input className="relayField" value={reason} minLength={3} maxLength={500} required onChange={(e) => setReason(e.target.value)} />
      </label>
      {problem && <ProblemNotice problem={problem} />}
      <button type="submit" className="button" disabled={reason.trim().length < 3}>
        {t.open}
      </button>
    </form>
  )
}
