import { Modal, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useMe, usePeople } from '../api/queries.ts'
import type { Visit, VisitOpened } from '../api/types.ts'
import { kindWords, summary } from '../ledger/words.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { EndVisit } from './EndVisit.tsx'
import { useProtocol, useVisits } from './useVisits.ts'
import '../account/account.css'
import './visits.css'

const LENGTHS = [15, 30, 60, 120, 240, 480] as const

/// Visits of maintainers from outside: opened and ended by whoever administers, read by whoever inspects too.
export function Visits({ opens }: { opens: boolean }) {
  const { text } = useSpeech()
  const t = text.visits
  const visits = useVisits()
  const [opening, setOpening] = useState(false)
  const [made, setMade] = useState<VisitOpened>()
  const [ending, setEnding] = useState<Visit>()
  const [read, setRead] = useState<Visit>()
  return (
    <section className="panel accountPart" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="second">{t.lead}</p>
      {visits.error && <ProblemNotice problem={problemIn(visits.error)} again={() => void visits.refetch()} />}
      {visits.data?.visits.length === 0 && <p className="second">{t.none}</p>}
      {visits.data && visits.data.visits.length > 0 && (
        <ul className="visitList">
          {visits.data.visits.map((visit) => (
            <OneVisit key={visit.id} visit={visit} opens={opens} end={() => setEnding(visit)} read={() => setRead(visit)} />
          ))}
        </ul>
      )}
      {opens && (
        <div className="personOrders">
          <button type="button" className="button" onClick={() => setOpening(true)}>
            {t.open}
          </button>
        </div>
      )}
      {opening && <OpenVisit needsCompanion={visits.data?.needs_companion ?? false} close={() => setOpening(false)} done={setMade} />}
      {made && <VisitLink made={made} close={() => setMade(undefined)} />}
      {ending && <EndVisit id={ending.id} about={`${ending.name}, ${ending.organisation}`} close={() => setEnding(undefined)} />}
      {read && <ProtocolDialog visit={read} close={() => setRead(undefined)} />}
    </section>
  )
}

function OneVisit({ visit, opens, end, read }: { visit: Visit; opens: boolean; end: () => void; read: () => void }) {
  const { text, format } = useSpeech()
  const t = text.visits
  const name = visit.name || t.forgotten
  const state = visit.why ? t.ends[visit.why] : t.states[visit.state]
  return (
    <li className="visitRow">
      <div>
        <p>
          {name}, {visit.organisation} <span className="second small mono">{visit.person}</span>
        </p>
        <p className="second small">
          {[
            visit.reference,
            text.status.fromTo(format.moment(visit.began ?? visit.opened), format.time(visit.ended ?? visit.until)),
            state,
            ...(visit.state === 'ENDED' ? [t.requests(visit.requests)] : []),
          ].join(' · ')}
        </p>
        <p className="second small">{[t.by(visit.by), t.with(visit.companion)].join(' · ')}</p>
      </div>
      <div className="visitOrders">
        <button type="button" className="button small" aria-label={`${t.protocol}: ${name}`} onClick={read}>
          {t.protocol}
        </button>
        {opens && visit.state !== 'ENDED' && (
          <button type="button" className="button small" aria-label={`${t.end}: ${name}`} onClick={end}>
            {t.end}
          </button>
        )}
      </div>
    </li>
  )
}

function OpenVisit({ needsCompanion, close, done }: { needsCompanion: boolean; close: () => void; done: (made: VisitOpened) => void }) {
  const { text } = useSpeech()
  const t = text.visits
  const me = useMe().data
  const others = (usePeople().data ?? []).filter((person) => person.active && person.person !== me?.person)
  const queries = useQueryClient()
  const [organisation, setOrganisation] = useState('')
  const [name, setName] = useState('')
  const [reference, setReference] = useState('')
  const [minutes, setMinutes] = useState(60)
  const [companion, setCompanion] = useState('')
  return (
    <OrderDialog
      title={t.openTitle}
      about={undefined}
      verb={t.openVerb}
      ready={[organisation, name, reference].every((words) => words.trim() !== '') && (!needsCompanion || companion !== '')}
      close={close}
      send={() =>
        post('/api/visits', {
          body: { organisation: organisation.trim(), name: name.trim(), reference: reference.trim(), minutes, ...(companion ? { companion } : {}) },
        })
      }
      done={(made) => {
        void queries.invalidateQueries({ queryKey: keys.visits })
        done(made)
      }}
    >
      <TextInput data-autofocus label={t.organisation} value={organisation} maxLength={100} onChange={(e) => setOrganisation(e.currentTarget.value)} />
      <TextInput label={t.name} value={name} maxLength={100} onChange={(e) => setName(e.currentTarget.value)} />
      <TextInput label={t.reference} value={reference} maxLength={200} onChange={(e) => setReference(e.currentTarget.value)} />
      <NativeSelect
        label={t.minutes}
        value={String(minutes)}
        data={LENGTHS.map((length) => ({ value: String(length), label: t.length(length) }))}
        onChange={(e) => setMinutes(Number(e.currentTarget.value))}
      />
      <NativeSelect
        label={t.companion}
        description={t.companionNote}
        value={companion}
        data={[{ value: '', label: needsCompanion ? '' : t.myself }, ...others.map((person) => ({ value: person.person, label: person.name }))]}
        onChange={(e) => setCompanion(e.currentTarget.value)}
      />
    </OrderDialog>
  )
}

/// The guest's link, once: nobody can ask for it again.
function VisitLink({ made, close }: { made: VisitOpened; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.visits
  const [copied, setCopied] = useState(false)
  const link = new URL(made.link, location.href).href
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <Modal opened onClose={close} closeOnClickOutside={false} title={t.made(made.visit.name)} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="doorForm">
        <p>{t.once}</p>
        <p className="mono personLink">{link}</p>
        <p className="second">{t.linkUntil(format.moment(made.expires))}</p>
        <div className="verdictMain">
          <button type="button" className="button main" data-autofocus onClick={() => void copy()}>
            {copied ? text.people.link.copied : text.people.link.copy}
          </button>
          <button type="button" className="button" onClick={close}>
            {text.common.close}
          </button>
        </div>
        <span className="hidden" aria-live="polite">
          {copied && text.people.link.copied}
        </span>
      </div>
    </Modal>
  )
}

function ProtocolDialog({ visit, close }: { visit: Visit; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.visits
  const protocol = useProtocol(visit.id)
  return (
    <Modal opened onClose={close} size="xl" title={t.protocolOf(visit.name || t.forgotten)} closeButtonProps={{ 'aria-label': text.common.close }}>
      {protocol.error && <ProblemNotice problem={problemIn(protocol.error)} again={() => void protocol.refetch()} />}
      {protocol.data && (
        <div className="visitProtocol">
          <p className={protocol.data.intact === false ? 'notice bad' : ''}>
            {protocol.data.intact === undefined ? t.lasting : protocol.data.intact ? t.intact : t.changed}
          </p>
          <p className="second small">
            {t.hash}: <span className="mono visitHash">{protocol.data.sha256}</span>
          </p>
          <p>
            <a className="button small" href={`/api/visits/${visit.id}/record`} download>
              {t.download}
            </a>
          </p>
          <h3>{t.asked}</h3>
          <ul className="visitSteps">
            {protocol.data.steps.map((step) => (
              <li key={step.number}>
                <span className="mono small">{format.time(step.first)}</span>
                <span className="mono small visitPath">
                  {step.method} {step.path}
                </span>
                <span className="mono small">
                  {step.status ?? '–'} {step.times > 1 && t.times(step.times)}
                </span>
              </li>
            ))}
          </ul>
          {protocol.data.left_off > 0 && <p className="second small">{t.leftOff(protocol.data.left_off)}</p>}
          <h3>{t.entries}</h3>
          <ul className="visitSteps">
            {protocol.data.entries.map((entry) => (
              <li key={entry.index}>
                <span className="mono small">{format.time(entry.at)}</span>
                <span className="visitPath">
                  {kindWords(text, entry.kind)} <span className="second small">{summary(text, format, entry.facts)}</span>
                </span>
                <span className="mono small">{entry.index}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Modal>
  )
}
