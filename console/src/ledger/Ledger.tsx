import { Select, Switch, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { get, orThrow, post } from '../api/client.ts'
import type { Entry, Me } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { InspectionDialog } from './InspectionDialog.tsx'
import { Visits } from '../visits/Visits.tsx'
import { Registers } from './Registers.tsx'
import { Witnesses } from './Witnesses.tsx'
import { canCheck, proves } from './inclusion.ts'
import { actorWords, areErased, factWords, kindWords, summary } from './words.ts'
import './ledger.css'

/// The ledger, newest first; each entry opens its proof.
export function Ledger({ me }: { me: Me }) {
  const { text, format } = useSpeech()
  const inspects = me.rights.includes('INSPECT')
  const [mine, setMine] = useState(!inspects)
  const [kind, setKind] = useState<string | null>(null)
  const [open, setOpen] = useState<number>()
  const [bundling, setBundling] = useState(false)
  const pages = useInfiniteQuery({
    queryKey: ['ledger', mine, kind],
    queryFn: ({ pageParam, signal }) =>
      orThrow(
        get('/api/ledger', {
          query: { mine, ...(kind ? { kind } : {}), ...(pageParam === undefined ? {} : { before: pageParam }), limit: 50 },
          signal,
        }),
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.before,
    placeholderData: (before) => before,
  })
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? []
  const newest = pages.data?.pages[0]

  return (
    <div className="page ledger">
      <div className="pageHead">
        <h1>{text.ledger.title}</h1>
        <p className="second">{text.ledger.lead}</p>
        <span className="spacer" />
        {newest && <span className="second mono small">{text.ledger.entries(format.count(newest.size))}</span>}
        <Select
          aria-label={text.ledger.kind}
          placeholder={text.ledger.allKinds}
          clearable
          data={(newest?.kinds ?? []).map((value) => ({ value, label: kindWords(text, value) }))}
          value={kind}
          onChange={setKind}
        />
        {inspects && <Registers />}
        {inspects && (
          <button type="button" className="button" onClick={() => setBundling(true)}>
            {text.inspection.title}
          </button>
        )}
        {bundling && <InspectionDialog close={() => setBundling(false)} />}
        <Switch label={text.ledger.mine} checked={mine} disabled={!inspects} onChange={(e) => setMine(e.currentTarget.checked)} />
      </div>
      {!inspects && <p className="second ledgerOnly">{text.ledger.onlyMine}</p>}
      {inspects && <Visits opens={false} />}
      <Witnesses />
      {pages.error && <ProblemNotice problem={problemIn(pages.error)} again={() => void pages.refetch()} />}
      {newest && entries.length === 0 && <p className="empty second">{text.ledger.none}</p>}
      {entries.length > 0 && (
        <table className="ledgerTable">
          <thead>
            <tr>
              <th scope="col">{text.ledger.index}</th>
              <th scope="col">{text.ledger.time}</th>
              <th scope="col">{text.ledger.what}</th>
              <th scope="col">{text.ledger.who}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, i) => (
              <Fragment key={entry.index}>
                {format.date(entry.at) !== format.date(entries[i - 1]?.at ?? '') && (
                  <tr className="ledgerDay">
                    <th colSpan={4} scope="rowgroup">
                      {format.date(entry.at)}
                    </th>
                  </tr>
                )}
                <EntryRow entry={entry} me={me} open={open === entry.index} toggle={() => setOpen(open === entry.index ? undefined : entry.index)} />
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {pages.hasNextPage && (
        <button type="button" className="button ledgerOlder" disabled={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {text.ledger.older}
        </button>
      )}
    </div>
  )
}

function EntryRow({ entry, me, open, toggle }: { entry: Entry; me: Me; open: boolean; toggle: () => void }) {
  const { text, format } = useSpeech()
  return (
    <>
      <tr className={`ledgerRow ${open ? 'open' : ''}`} data-kind={entry.kind} data-mine={entry.mine} onClick={toggle}>
        <td>
          <button type="button" className="ledgerIndex mono" aria-expanded={open} aria-label={`${text.ledger.proof} ${entry.index}`}>
            {entry.index}
          </button>
        </td>
        <td className="mono">
          <time dateTime={entry.at}>{format.time(entry.at)}</time>
        </td>
        <td>
          <span className="ledgerKind">{kindWords(text, entry.kind)}</span>
          <span className="second ledgerSummary">{summary(text, format, entry.facts)}</span>
        </td>
        <td className={entry.mine ? '' : 'second'}>{actorWords(text, entry.actor, me)}</td>
      </tr>
      {open && (
        <tr className="ledgerOpen">
          <td colSpan={4}>
            <Evidence entry={entry} me={me} />
          </td>
        </tr>
      )}
    </>
  )
}

/// All that an entry says, and the proof that it is in the ledger, checked here.
function Evidence({ entry, me }: { entry: Entry; me: Me }) {
  const { text, format } = useSpeech()
  const [erasing, setErasing] = useState(false)
  const typed = ['reason', 'note'].some((name) => typeof entry.facts[name] === 'string' && entry.facts[name] !== '')
  // The facts are in the key: once words are erased the page shows others, and their proof is fetched and checked anew.
  const proof = useQuery({
    queryKey: ['proof', entry.index, JSON.stringify(entry.facts)],
    queryFn: async ({ signal }) => {
      const given = await orThrow(get('/api/ledger/{index}/proof', { path: { index: entry.index }, signal }))
      const checked = canCheck() ? await proves(given, entry) : undefined
      return { given, checked }
    },
    staleTime: Infinity,
  })
  return (
    <div className="evidence">
      <section>
        <h2>{text.ledger.facts}</h2>
        <dl className="facts">
          <dt>{text.ledger.kind}</dt>
          <dd className="mono">{entry.kind}</dd>
          <dt>{text.ledger.time}</dt>
          <dd className="mono">{entry.at}</dd>
          {Object.entries(entry.facts).map(([name, value]) => (
            <div key={name} className="factsRow">
              <dt>{name}</dt>
              <dd className={areErased(value) ? 'second' : 'mono'}>{areErased(value) ? text.ledger.erased : factWords(value)}</dd>
            </div>
          ))}
        </dl>
        {typed && !entry.mine && entry.actor !== 'vigie' && me.rights.includes('OVERSEE') && (
          <button type="button" className="button small" onClick={() => setErasing(true)}>
            {text.ledger.erase}
          </button>
        )}
        {erasing && <EraseDialog entry={entry} close={() => setErasing(false)} />}
      </section>
      <section>
        <h2>{text.ledger.proof}</h2>
        {proof.isPending && <p className="second">{text.ledger.proofLoading}</p>}
        {proof.error && <ProblemNotice problem={problemIn(proof.error)} />}
        {proof.data && (
          <>
            <p className={`evidenceSays ${proof.data.checked === false ? 'bad' : ''}`} role="status" data-checked={String(proof.data.checked)}>
              <span className={`dot ${proof.data.checked === false ? 'bad' : proof.data.checked === undefined ? 'off' : ''}`} />
              {proof.data.checked === undefined ? text.ledger.notChecked : proof.data.checked ? text.ledger.verified : text.ledger.notVerified}
            </p>
            <dl className="facts">
              <dt>{text.ledger.index}</dt>
              <dd className="mono">{proof.data.given.index}</dd>
              <dt>{text.ledger.leaf}</dt>
              <dd className="mono">{proof.data.given.leaf_hash}</dd>
              <dt>{text.ledger.body}</dt>
              <dd>
                <details>
                  <summary>{text.ledger.bodySummary}</summary>
                  <pre className="note">{proof.data.given.body}</pre>
                </details>
              </dd>
              <dt>{text.ledger.path}</dt>
              <dd>
                <details>
                  <summary>{text.ledger.pathSteps(proof.data.given.hashes.length)}</summary>
                  <ol className="mono">
                    {proof.data.given.hashes.map((hash) => (
                      <li key={hash}>{hash}</li>
                    ))}
                  </ol>
                </details>
              </dd>
              <dt>{text.ledger.checkpoint}</dt>
              <dd>
                {text.ledger.checkpointOf(
                  format.count(proof.data.given.checkpoint.size),
                  proof.data.given.checkpoint.at ? format.moment(proof.data.given.checkpoint.at) : '',
                )}
              </dd>
              <dt>{text.ledger.signedNote}</dt>
              <dd>
                <details>
                  <summary className="mono">{proof.data.given.checkpoint.origin}</summary>
                  <pre className="note">{proof.data.given.checkpoint.note}</pre>
                </details>
              </dd>
            </dl>
            <p className="second small">
              {text.ledger.yourself} <code className="mono">./vigie verify ledger DIR</code>
            </p>
          </>
        )}
      </section>
    </div>
  )
}

/// Destroys what somebody typed into an entry, where it says what it must not.
function EraseDialog({ entry, close }: { entry: Entry; close: () => void }) {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  return (
    <OrderDialog
      title={text.ledger.eraseTitle}
      about={`${entry.index} ${kindWords(text, entry.kind)}`}
      verb={text.ledger.erase}
      ready={reason.trim().length >= 3}
      close={close}
      send={() => post('/api/ledger/{index}/words/erase', { path: { index: entry.index }, body: { reason: reason.trim() } })}
      done={() => {
        void queries.invalidateQueries({ queryKey: ['ledger'] })
      }}
    >
      <p>{text.ledger.eraseWhat}</p>
      <TextInput data-autofocus label={text.ledger.eraseReason} value={reason} maxLength={200} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
