import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useCustody } from '../api/queries.ts'
import type { CustodianSet, Me } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { Holds } from './Holds.tsx'
import { Openings } from './Openings.tsx'
import './custody.css'

/// Who opens sealed footage, what they are asked for and what is open.
export function Custody({ me }: { me: Me }) {
  const { text } = useSpeech()
  const t = text.custody
  const custody = useCustody()
  const [naming, setNaming] = useState<'first' | 'next'>()
  const set = custody.data?.set
  return (
    <div className="page custody">
      <div className="pageHead">
        <h1>{t.title}</h1>
      </div>
      <p className="custodyLead">{set ? t.lead : t.leadNone}</p>
      {custody.error && <ProblemNotice problem={problemIn(custody.error)} again={() => void custody.refetch()} />}
      {set && <Openings />}
      <Holds />
      {custody.data && (
        <section className="panel">
          <header>
            <h2>{set ? t.setTitle(set.number) : t.noneTitle}</h2>
          </header>
          {set ? (
            <Set set={set} />
          ) : (
            <ol className="custodySteps">
              {t.steps(custody.data.fewest).map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          )}
          {set && !custody.data.windows_survive_restart && <p className="notice waiting">{t.noMemory}</p>}
          <div className="custodyOrders">
            {!set && me.rights.includes('ADMINISTER') && (
              <button type="button" className="button main" onClick={() => setNaming('first')}>
                {t.nameFirst}
              </button>
            )}
            {!set && !me.rights.includes('ADMINISTER') && <p className="second">{t.askAdministrator}</p>}
            {set && (
              <button type="button" className="button" onClick={() => setNaming('next')}>
                {t.bringNext}
              </button>
            )}
          </div>
        </section>
      )}
      {naming && <SetDialog kind={naming} close={() => setNaming(undefined)} />}
    </div>
  )
}

function Set({ set }: { set: CustodianSet }) {
  const { text } = useSpeech()
  const t = text.custody
  return (
    <>
      <ul className="custodians">
        {set.custodians.map((one) => (
          <li key={one.id}>
            <span>
              {one.name} {one.name !== one.person && <span className="mono second">{one.person}</span>}
            </span>
            <span className="mono second custodyPrint" title={t.fingerprint}>
              {one.fingerprint}
            </span>
          </li>
        ))}
      </ul>
      <p className="custodySetLine">
        <span>{t.setPrint}</span>
        <span className="mono second custodyPrint custodySetPrint">{inGroups(set.fingerprint)}</span>
      </p>
      <p className="second small">{t.compare}</p>
      <details className="custodySet">
        <summary>{t.setFile}</summary>
        <pre className="note">{set.text}</pre>
      </details>
    </>
  )
}

/// As custodians' programs write a fingerprint, to be read out: eight groups of eight digits.
function inGroups(fingerprint: string): string {
  return fingerprint.match(/.{1,8}/g)?.join(' ') ?? ''
}

/// The first set, from cards; or the next one, which two custodians have signed.
function SetDialog({ kind, close }: { kind: 'first' | 'next'; close: () => void }) {
  const { text } = useSpeech()
  const t = text.custody
  const queries = useQueryClient()
  const [given, setGiven] = useState('')
  const lines = given.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const first = kind === 'first'
  return (
    <OrderDialog
      title={first ? t.nameFirst : t.bringNext}
      about={undefined}
      verb={first ? t.nameVerb : t.bringVerb}
      ready={first ? lines.length >= 3 : lines.length > 0}
      close={close}
      send={() => post('/api/custody/sets', { body: first ? { cards: lines } : { succession: `${lines.join('\n')}\n` } })}
      done={(custody) => {
        queries.setQueryData(keys.custody, custody)
        void queries.invalidateQueries({ queryKey: keys.town })
      }}
    >
      <p>{first ? t.nameConsequence : t.bringConsequence}</p>
      <Textarea
        data-autofocus
        label={first ? t.cards : t.succession}
        description={first ? t.cardsHint : t.successionHint}
        value={given}
        rows={6}
        spellCheck={false}
        classNames={{ input: 'mono small custodyGiven' }}
        onChange={(e) => setGiven(e.currentTarget.value)}
      />
    </OrderDialog>
  )
}
