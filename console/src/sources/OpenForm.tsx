import { useState } from 'react'
import type { Problem, TimedSource } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import '../relay/relay.css'
import { factsOf } from './facts.ts'
import type { Sources } from './useSources.ts'

/// Has one of these film, for a time and with a reason. Where there is one alone, nothing is to be chosen.
export function OpenForm({ offers, open }: { offers: readonly TimedSource[]; open: Sources['open'] }) {
  const { text, format } = useSpeech()
  const t = text.sources
  const [camera, setCamera] = useState('')
  const chosen = offers.find((one) => one.camera === camera) ?? offers[0]!
  const [minutes, setMinutes] = useState(60)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  const [busy, setBusy] = useState(false)
  const lengths = [15, 30, 60, 120, 240, 480, 720].filter((one) => one < chosen.longest_minutes).concat(chosen.longest_minutes)
  const length = lengths.includes(minutes) ? minutes : chosen.longest_minutes
  const submit = async () => {
    setBusy(true)
    const said = await open(chosen.camera, { reason: reason.trim(), minutes: length })
    setBusy(false)
    if (said.kind === 'done') setReason('')
    setProblem(said.kind === 'done' ? undefined : { problem: said.kind === 'refused' ? said.problem : undefined })
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
      {offers.length > 1 && (
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
      )}
      <p className="second small">
        {offers.length === 1 && `${chosen.camera_name} · `}
        {factsOf(t, format.count, chosen)}
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
      {problem && <ProblemNotice problem={problem.problem} />}
      <button type="submit" className="button main" disabled={busy || reason.trim().length < 3}>
        {t.open(t.minutes(length))}
      </button>
    </form>
  )
}
