import { useState } from 'react'
import { useCameras } from '../api/queries.ts'
import type { Problem, Relay, RelayOpening } from '../api/types.ts'
import { countdown } from '../lift/lifts.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { Proven } from '../shell/Proven.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { useRelays } from './useRelays.ts'
import './relay.css'

/// In the status bar: what partners take now, and for whoever may, the opening of a camera to one of them.
export function RelaysItem() {
  const { text } = useSpeech()
  const relays = useRelays(true)
  const { list } = relays
  if (!list) return null
  const offers = list.relays.filter((one) => one.may_open.length > 0 && !one.over)
  if (list.openings.length === 0 && list.sessions.length === 0 && offers.length === 0) return null
  const t = text.relay
  const look = (
    <span className={list.openings.length > 0 ? 'relayStatus clear' : 'relayStatus'}>
      {list.openings.length > 0 ? t.openNow(list.openings.length) : list.sessions.length > 0 ? t.takenNow(list.sessions.length) : t.none}
    </span>
  )
  return (
    <Proven look={look} urgent={list.openings.length > 0} width={420}>
      <h2>{t.title}</h2>
      {list.openings.length > 0 && (
        <ul className="relayList">
          {list.openings.map((one) => (
            <OpenRow key={one.opening} opening={one} heardAt={relays.heardAt} end={() => void relays.end(one)} />
          ))}
        </ul>
      )}
      {list.sessions.length > 0 && (
        <ul className="relayList">
          {list.sessions.map((one) => (
            <li key={one.session}>
              <span>{one.camera_name}</span>
              <span className="second small">
                {[one.partner, one.clear ? t.clear : t.masked, text.relay.dropped(one.dropped)].join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {offers.length > 0 && <OpenForm offers={offers} open={relays.open} />}
    </Proven>
  )
}

function OpenRow({ opening, heardAt, end }: { opening: RelayOpening; heardAt: number; end(): void }) {
  const { text } = useSpeech()
  const now = useNow(500)
  return (
    <li>
      <span className="relayRow">
        <b>{opening.camera_name}</b>
        <span className="spacer" />
        <span className="mono">{countdown(heardAt + opening.left_ms, now)}</span>
      </span>
      <span className="second small">{[text.relay.banner(opening.partner), text.relay.openedBy(opening.name)].join(' · ')}</span>
      {opening.may_end && (
        <button type="button" className="button small" onClick={end}>
          {text.relay.end}
        </button>
      )}
    </li>
  )
}

function OpenForm({ offers, open }: { offers: readonly Relay[]; open: ReturnType<typeof useRelays>['open'] }) {
  const { text } = useSpeech()
  const t = text.relay
  const cameras = useCameras().data ?? []
  const [relay, setRelay] = useState(offers[0]!.relay)
  const chosen = offers.find((one) => one.relay === relay) ?? offers[0]!
  const [camera, setCamera] = useState('')
  const named = chosen.may_open.includes(camera) ? camera : chosen.may_open[0]!
  const [minutes, setMinutes] = useState(15)
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem>()
  const lengths = [5, 15, 30, 60, 120, 240].filter((one) => one <= chosen.longest_minutes)
  const length = lengths.includes(minutes) ? minutes : chosen.longest_minutes
  const submit = async () => {
    const said = await open(chosen.relay, { camera: named, reason: reason.trim(), minutes: length })
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
        <span className="second small">{t.partner}</span>
        <select className="relayField" value={chosen.relay} onChange={(e) => setRelay(e.target.value)}>
          {offers.map((one) => (
            <option key={one.relay} value={one.relay}>
              {`${one.partner} (${one.agreement})`}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="second small">{t.camera}</span>
        <select className="relayField" value={named} onChange={(e) => setCamera(e.target.value)}>
          {chosen.may_open.map((id) => (
            <option key={id} value={id}>
              {cameras.find((one) => one.id === id)?.name ?? id}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="second small">{t.length}</span>
        <select className="relayField" value={length} onChange={(e) => setMinutes(Number(e.target.value))}>
          {(lengths.includes(length) ? lengths : [...lengths, length]).map((one) => (
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
