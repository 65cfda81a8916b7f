import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { keys, useAccessCases } from '../api/queries.ts'
import type { AccessCase, Me } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { Due, FootageEnd } from './Countdowns.tsx'
import { NewCase } from './NewCase.tsx'
import './access.css'

/// The register of requests: those that wait first, each with its two countdowns.
export function Access({ me }: { me: Me }) {
  const { text } = useSpeech()
  const t = text.access
  const cases = useAccessCases()
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [receiving, setReceiving] = useState(false)
  const open = cases.data?.cases.filter((one) => !one.answer) ?? []
  const closed = cases.data?.cases.filter((one) => one.answer) ?? []
  return (
    <div className="page access">
      <div className="pageHead">
        <h1>{t.title}</h1>
        <span className="spacer" />
        {me.rights.includes('INSPECT') && (
          <a className="button" href="/api/access-cases/csv" download>
            {t.table}
          </a>
        )}
        {me.rights.includes('ANSWER_ACCESS') && (
          <button type="button" className="button main" onClick={() => setReceiving(true)}>
            {t.receive}
          </button>
        )}
      </div>
      <p className="accessLead">{t.lead}</p>
      {cases.error && <ProblemNotice problem={problemIn(cases.error)} again={() => void cases.refetch()} />}
      {cases.data && cases.data.cases.length === 0 && <p className="second">{t.none}</p>}
      {open.length > 0 && <Cases title={t.open} cases={open} />}
      {closed.length > 0 && <Cases title={t.closed} cases={closed} />}
      {receiving && (
        <NewCase
          keepDays={cases.data?.keep_words_days}
          close={() => setReceiving(false)}
          done={(made) => {
            queries.setQueryData([...keys.access, made.number], made)
            void queries.invalidateQueries({ queryKey: keys.access, exact: true })
            go(`/access/${made.number}`)
          }}
        />
      )}
    </div>
  )
}

function Cases({ title, cases }: { title: string; cases: readonly AccessCase[] }) {
  const { text, format } = useSpeech()
  const t = text.access
  return (
    <section className="panel accessList">
      <h2>{title}</h2>
      <ul>
        {cases.map((one) => (
          <li key={one.number}>
            <Link href={`/access/${one.number}`} className="accessRow">
              <span className="mono accessNumber">{one.number}</span>
              <span className="accessRowPlaces">
                {[...new Set(one.places.map((place) => place.camera_name))].join(', ')}
                <span className="second"> {one.reference}</span>
              </span>
              {one.answer ? (
                <span className="accessRowEnd">
                  {t.outcomes[one.answer.outcome]} <span className="second">{format.date(one.answer.at)}</span>
                </span>
              ) : (
                <>
                  <Due one={one} />
                  <FootageEnd at={one.first_end} copied={one.places.every((place) => place.copied)} />
                </>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
