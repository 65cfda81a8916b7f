import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useViewing } from '../api/queries.ts'
import type { Viewing as Noticed, ViewingAnswer, ViewingRequest } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import './viewing.css'

const ANSWERS: readonly ViewingAnswer[] = ['ASKED', 'EXPLAINED', 'TAKEN_FURTHER']
const SHORTEST_NOTE = 3

/// What was noticed of how people look at footage, for whoever oversees it: what waits first.
export function Viewing() {
  const { text } = useSpeech()
  const t = text.viewing
  const viewing = useViewing(true)
  const [chosen, setChosen] = useState<Noticed>()
  const all = viewing.data?.viewing ?? []
  const waiting = all.filter((one) => one.answers.length === 0)
  const answered = all.filter((one) => one.answers.length > 0)
  return (
    <div className="page viewing">
      <div className="pageHead">
        <h1>{t.title}</h1>
      </div>
      <p className="viewingLead">{t.lead}</p>
      {viewing.error && <ProblemNotice problem={problemIn(viewing.error)} again={() => void viewing.refetch()} />}
      {viewing.data && all.length === 0 && <p className="second">{t.none}</p>}
      {waiting.length > 0 && <List title={t.waiting} list={waiting} choose={setChosen} />}
      {answered.length > 0 && <List title={t.answered} list={answered} choose={setChosen} />}
      {chosen && <AnswerDialog one={chosen} close={() => setChosen(undefined)} />}
    </div>
  )
}

function List({ title, list, choose }: { title: string; list: readonly Noticed[]; choose: (one: Noticed) => void }) {
  const { text } = useSpeech()
  return (
    <section className="viewingList">
      <h2>{title}</h2>
      <ul>
        {list.map((one) => (
          <li key={one.entry} className="panel viewingOne" data-kind={one.kind}>
            <What one={one} />
            <div>
              <button type="button" className="button" onClick={() => choose(one)}>
                {text.viewing.answer}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function What({ one }: { one: Noticed }) {
  const { text, format } = useSpeech()
  const t = text.viewing
  const sameDay = format.date(one.from) === format.date(one.to)
  return (
    <>
      <div className="viewingHead">
        <span className={`dot ${one.answers.length === 0 ? 'off' : ''}`} />
        <h3>{t.kinds[one.kind](one.times)}</h3>
        <span className="spacer" />
        <span className="mono second">{t.entry(one.entry)}</span>
      </div>
      <dl className="facts">
        <dt>{t.who}</dt>
        <dd>
          {one.name} {one.name !== one.person && <span className="mono second">{one.person}</span>}
        </dd>
        <dt>{t.when}</dt>
        <dd>
          {format.moment(one.from)}
          {one.from !== one.to && ` – ${sameDay ? format.time(one.to) : format.moment(one.to)}`}
        </dd>
        {one.cameras.length > 0 && (
          <>
            <dt>{t.cameras}</dt>
            <dd>{one.cameras.map((camera) => camera.name).join(', ')}</dd>
          </>
        )}
        {one.answers.map((given) => (
          <div key={given.at} className="factsRow">
            <dt>{t.answers[given.answer]}</dt>
            <dd>
              {given.note} <span className="second">({[given.by, format.moment(given.at)].join(', ')})</span>
            </dd>
          </div>
        ))}
      </dl>
      <details className="viewingRequests">
        <summary>{t.requests(one.entries.length)}</summary>
        <ul>
          {one.requests.map((request) => (
            <Request key={request.entry} request={request} />
          ))}
        </ul>
        {one.entries.length > one.requests.length && <p className="second">{t.more(one.entries.length - one.requests.length)}</p>}
      </details>
    </>
  )
}

function Request({ request }: { request: ViewingRequest }) {
  const { text, format } = useSpeech()
  const t = text.viewing
  return (
    <li>
      <span className="mono second">{format.moment(request.at)}</span>
      <span>
        {[
          request.right ? text.rights[request.right as keyof typeof text.rights] : (text.entryKinds as Record<string, string>)[request.kind],
          request.cameras.map((camera) => camera.name).join(', '),
          request.from && request.to ? t.footage(`${format.moment(request.from)} – ${format.time(request.to)}`) : '',
          request.ground ? text.lift.grounds[request.ground] : '',
          request.reason ? t.reason(request.reason) : '',
          request.why ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </li>
  )
}

/// What the officer did about it, in a sentence for the ledger.
function AnswerDialog({ one, close }: { one: Noticed; close: () => void }) {
  const { text } = useSpeech()
  const t = text.viewing
  const queries = useQueryClient()
  const [answer, setAnswer] = useState<ViewingAnswer>('ASKED')
  const [note, setNote] = useState('')
  return (
    <OrderDialog
      title={t.answerTitle}
      about={undefined}
      verb={t.answerVerb}
      ready={note.trim().length >= SHORTEST_NOTE}
      close={close}
      send={() => post('/api/viewing/{entry}/answer', { path: { entry: one.entry }, body: { answer, note: note.trim() } })}
      done={(list) => queries.setQueryData(keys.viewing, list)}
    >
      <p>
        {t.kinds[one.kind](one.times)}, {one.name}
      </p>
      <Segments label={t.answerLabel} values={ANSWERS} value={answer} choose={setAnswer} say={(word) => t.answers[word]} />
      <p className="second">{t.consequence[answer]}</p>
      <TextInput data-autofocus label={t.note} value={note} maxLength={500} onChange={(e) => setNote(e.currentTarget.value)} />
    </OrderDialog>
  )
}
