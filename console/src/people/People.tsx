import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, type Result } from '../api/client.ts'
import { keys, useCameras, usePeople } from '../api/queries.ts'
import type { Invitation, Me, Person } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { AddPerson } from './AddPerson.tsx'
import { EverybodysSessions } from './EverybodysSessions.tsx'
import { Programs } from './Programs.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { Visits } from '../visits/Visits.tsx'
import { lastMoment, standingOf } from './people.ts'
import './people.css'

const SHORTEST_REASON = 3

type Order = 'link' | 'end' | 'reset' | 'readmit'

/// Who may come in, what for, and until when; for administrators.
export function People({ me }: { me: Me }) {
  const { text } = useSpeech()
  const t = text.people
  const people = usePeople()
  const now = useNow()
  const [chosen, setChosen] = useState<'add' | { person: Person; order: Order }>()
  const [made, setMade] = useState<Invitation>()
  const close = () => setChosen(undefined)
  const inside = people.data?.filter((person) => standingOf(person, now) !== 'ENDED') ?? []
  const outside = people.data?.filter((person) => standingOf(person, now) === 'ENDED') ?? []
  const list = (some: readonly Person[]) => (
    <ul className="peopleList">
      {some.map((person) => (
        <OnePerson key={person.person} person={person} own={person.person === me.person} choose={(order) => setChosen({ person, order })} />
      ))}
    </ul>
  )
  return (
    <div className="page people">
      <div className="pageHead">
        <h1>{t.title}</h1>
        <span className="spacer" />
        <button type="button" className="button main" onClick={() => setChosen('add')}>
          {t.add}
        </button>
      </div>
      <p className="peopleLead">{t.lead}</p>
      {people.error && <ProblemNotice problem={problemIn(people.error)} again={() => void people.refetch()} />}
      {list(inside)}
      {outside.length > 0 && (
        <details className="peopleEnded">
          <summary>{t.ended(outside.length)}</summary>
          {list(outside)}
        </details>
      )}
      <EverybodysSessions />
      <Programs />
      <Visits opens />
      {chosen === 'add' && <AddPerson close={close} done={setMade} />}
      {chosen && chosen !== 'add' && chosen.order === 'link' && <RenewLink person={chosen.person} close={close} done={setMade} />}
      {chosen && chosen !== 'add' && chosen.order === 'end' && <EndPerson person={chosen.person} close={close} />}
      {chosen && chosen !== 'add' && chosen.order === 'reset' && <ResetFactors person={chosen.person} close={close} />}
      {chosen && chosen !== 'add' && chosen.order === 'readmit' && <Readmit person={chosen.person} close={close} />}
      {made && <LinkDialog made={made} close={() => setMade(undefined)} />}
    </div>
  )
}

function OnePerson({ person, own, choose }: { person: Person; own: boolean; choose: (order: Order) => void }) {
  const { text, format } = useSpeech()
  const t = text.people
  const standing = standingOf(person, useNow())
  const names = useCameras().data
  const cameras = person.cameras.map((id) => names?.find((camera) => camera.id === id)?.name ?? id)
  return (
    <li className="panel person">
      <div className="personHead">
        <h2>{person.name}</h2>
        <span>{person.roles.map((role) => t.roles[role].name).join(', ') || (person.rights.length > 0 ? t.noRole : '')}</span>
        <span className="spacer" />
        {standing !== 'ACTIVE' && <span className="second">{t.standings[standing]}</span>}
      </div>
      <dl className="facts">
        {standing !== 'ENDED' && (
          <>
            <dt>{t.rights}</dt>
            <dd>{person.rights.map((right) => text.rights[right]).join(', ') || t.noRight}</dd>
            <dt>{t.cameras}</dt>
            <dd>{person.all_cameras ? t.allCameras : cameras.join(', ')}</dd>
          </>
        )}
        {person.from && person.until && (
          <>
            <dt>{t.dates}</dt>
            <dd>{text.status.fromTo(format.date(person.from), format.date(lastMoment(person.until)))}</dd>
          </>
        )}
        {person.decision && (
          <>
            <dt>{t.decision}</dt>
            <dd>{person.decision}</dd>
          </>
        )}
        {person.trained && (
          <>
            <dt>{t.trained}</dt>
            <dd>{format.date(`${person.trained}T12:00:00Z`)}</dd>
          </>
        )}
        {standing !== 'ENDED' && (
          <>
            <dt>{text.account.factors.title}</dt>
            <dd>{person.second_factor ? t.factorSetUp : t.factorNone}</dd>
          </>
        )}
        {person.way === 'PROVIDER' && (
          <>
            <dt>{t.way}</dt>
            <dd>{t.throughProvider}</dd>
          </>
        )}
        <dt>{t.lastSignIn}</dt>
        <dd>{person.last_sign_in ? format.moment(person.last_sign_in) : t.never}</dd>
      </dl>
      {person.all_in_one && <p className="second small">{t.allInOne}</p>}
      {person.kept_out && (
        <div className="personOrders">
          <span className="second small">{t.readmit.keptOut}</span>
          <button type="button" className="button" onClick={() => choose('readmit')}>
            {t.readmit.verb}
          </button>
        </div>
      )}
      {standing !== 'ENDED' && !own && (
        <div className="personOrders">
          {person.way === 'LOCAL' && (
            <button type="button" className="button" onClick={() => choose('link')}>
              {t.link.verb}
            </button>
          )}
          {person.second_factor && (
            <button type="button" className="button" onClick={() => choose('reset')}>
              {t.reset.verb}
            </button>
          )}
          <button type="button" className="button plain" onClick={() => choose('end')}>
            {t.end.verb}
          </button>
        </div>
      )}
    </li>
  )
}

/// A fresh link for somebody who lost theirs, or their password.
function RenewLink({ person, close, done }: { person: Person; close: () => void; done: (made: Invitation) => void }) {
  const { text } = useSpeech()
  const t = text.people.link
  return (
    <OrderDialog
      title={t.title}
      about={person.name}
      verb={t.verb}
      ready
      close={close}
      send={() => post('/api/people/{person}/link', { path: { person: person.person } })}
      done={done}
    >
      <p>{t.consequence}</p>
    </OrderDialog>
  )
}

function EndPerson({ person, close }: { person: Person; close: () => void }) {
  const { text } = useSpeech()
  return <ReasonedOrder words={text.people.end} person={person} close={close} send={(reason) => post('/api/people/{person}/end', { path: { person: person.person }, body: { reason } })} />
}

/// For somebody of the directory whom an administrator had ended.
function Readmit({ person, close }: { person: Person; close: () => void }) {
  const { text } = useSpeech()
  return (
    <ReasonedOrder
      words={text.people.readmit}
      person={person}
      close={close}
      send={(reason) => post('/api/people/{person}/readmit', { path: { person: person.person }, body: { reason } })}
    />
  )
}

/// For whoever lost telephone, passkeys and paper.
function ResetFactors({ person, close }: { person: Person; close: () => void }) {
  const { text } = useSpeech()
  return (
    <ReasonedOrder
      words={text.people.reset}
      person={person}
      close={close}
      send={(reason) => post('/api/people/{person}/factors/reset', { path: { person: person.person }, body: { reason } })}
    />
  )
}

/// An order about somebody's account that takes a reason and nothing else.
function ReasonedOrder<T>({
  words,
  person,
  close,
  send,
}: {
  words: { readonly title: string; readonly verb: string; readonly consequence: string }
  person: Person
  close: () => void
  send: (reason: string) => Promise<Result<T>>
}) {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  return (
    <OrderDialog
      title={words.title}
      about={person.name}
      verb={words.verb}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() => send(reason.trim())}
      done={() => void queries.invalidateQueries({ queryKey: keys.people })}
    >
      <p>{words.consequence}</p>
      <TextInput data-autofocus label={text.people.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
