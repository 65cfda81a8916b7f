import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useCameras, useHolds } from '../api/queries.ts'
import type { Hold } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { Segments } from '../shell/Segments.tsx'

const DAY = 86_400_000
const REVIEWS = [30, 60, 90]
const SHORTEST_REASON = 3

/// Judicial holds: what is kept past its limit, on whose decision, and when somebody looks again.
export function Holds() {
  const { text, format } = useSpeech()
  const t = text.holds
  const holds = useHolds()
  const names = useCameras().data
  const [chosen, setChosen] = useState<{ hold: Hold; release: boolean }>()
  return (
    <section className="panel">
      <header>
        <h2>{t.title}</h2>
      </header>
      <p className="second">{t.lead}</p>
      {holds.error && <ProblemNotice problem={problemIn(holds.error)} again={() => void holds.refetch()} />}
      {holds.data?.length === 0 && <p className="second custodyNone">{t.none}</p>}
      <ul className="openings">
        {holds.data?.map((hold) => (
          <li key={hold.hold} className="opening">
            <div className="openingHead">
              <strong>{hold.reference}</strong>
              <span>{hold.authority}</span>
              <span className="second">{format.date(`${hold.decided}T12:00:00Z`)}</span>
              <span className="spacer" />
              <span className={hold.overdue ? 'statusBad' : 'mono'}>{(hold.overdue ? t.overdue : t.reviewBy)(format.date(hold.review))}</span>
            </div>
            <p>
              {hold.cameras.map((id) => names?.find((camera) => camera.id === id)?.name ?? id).join(', ')},{' '}
              <span className="mono">
                {format.moment(hold.from)} – {format.moment(hold.to)}
              </span>
            </p>
            <p className="second">{t.placedBy(hold.name, format.moment(hold.placed))}</p>
            <div className="custodyOrders">
              <button type="button" className="button" onClick={() => setChosen({ hold, release: false })}>
                {t.review}
              </button>
              <button type="button" className="button plain" onClick={() => setChosen({ hold, release: true })}>
                {t.release}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {chosen && <ReviewDialog {...chosen} close={() => setChosen(undefined)} />}
    </section>
  )
}

/// Keeps a hold until its next review, or ends it.
function ReviewDialog({ hold, release, close }: { hold: Hold; release: boolean; close: () => void }) {
  const { text } = useSpeech()
  const t = text.holds
  const queries = useQueryClient()
  const [days, setDays] = useState(REVIEWS[1]!)
  const [reason, setReason] = useState('')
  const path = { hold: hold.hold }
  return (
    <OrderDialog
      title={release ? t.release : t.review}
      about={`${hold.reference}, ${hold.authority}`}
      verb={release ? t.release : t.keep}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() =>
        release
          ? post('/api/holds/{hold}/release', { path, body: { reason: reason.trim() } })
          : post('/api/holds/{hold}/review', { path, body: { reason: reason.trim(), review: inDays(days) } })
      }
      done={(list) => queries.setQueryData(keys.holds, list)}
    >
      <p>{release ? t.releaseConsequence : t.reviewConsequence}</p>
      {!release && <Segments label={t.nextReview} values={REVIEWS} value={days} choose={setDays} say={text.common.days} />}
      <TextInput data-autofocus label={t.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

/// Asks for what a judicial decision says, and suspends the destruction of footage around a moment.
export function HoldDialog({ camera, at, close }: { camera: { id: string; name: string }; at: number; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.holds
  const queries = useQueryClient()
  const [around, setAround] = useState(AROUND[1]!)
  const [reference, setReference] = useState('')
  const [authority, setAuthority] = useState('')
  const [decided, setDecided] = useState(new Date().toISOString().slice(0, 10))
  const [days, setDays] = useState(REVIEWS[1]!)
  const from = at - around / 2
  const to = at + around / 2
  return (
    <OrderDialog
      title={t.place}
      about={camera.name}
      verb={t.placeVerb}
      ready={reference.trim() !== '' && authority.trim() !== '' && decided !== ''}
      close={close}
      send={() =>
        post('/api/holds', {
          body: {
            cameras: [camera.id],
            from: new Date(from).toISOString(),
            to: new Date(to).toISOString(),
            reference: reference.trim(),
            authority: authority.trim(),
            decided,
            review: inDays(days),
          },
        })
      }
      done={(list) => queries.setQueryData(keys.holds, list)}
    >
      <p className="second">{t.placeConsequence}</p>
      <Segments label={text.custody.around} values={AROUND} value={around} choose={setAround} say={(ms) => format.lasting(ms)} />
      <p className="mono">
        {format.moment(from)} – {format.moment(to)}
      </p>
      <TextInput data-autofocus label={t.reference} description={text.common.staysInLedger} value={reference} maxLength={200} onChange={(e) => setReference(e.currentTarget.value)} />
      <TextInput label={t.authority} description={text.common.staysInLedger} value={authority} maxLength={200} onChange={(e) => setAuthority(e.currentTarget.value)} />
      <TextInput type="date" label={t.decided} value={decided} onChange={(e) => setDecided(e.currentTarget.value)} />
      <Segments label={t.nextReview} values={REVIEWS} value={days} choose={setDays} say={text.common.days} />
    </OrderDialog>
  )
}

const AROUND = [15, 60, 180, 1440].map((minutes) => minutes * 60_000)

function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString()
}
