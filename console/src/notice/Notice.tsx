import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useCameras, useNotice } from '../api/queries.ts'
import type { Me, NoticeState } from '../api/types.ts'
import { actorWords } from '../ledger/words.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import './notice.css'

type Order = 'publish' | 'exempt'

const SHORTEST_REASON = 3
const LONGEST_WORDS = 200

/// The page that the town shows its public: how it stands, what is missing of it, and the two ways to be allowed to arm.
export function Notice({ me }: { me: Me }) {
  const { text } = useSpeech()
  const t = text.notice
  const notice = useNotice()
  const [order, setOrder] = useState<Order>()
  const state = notice.data
  const orders = me.rights.includes('ADMINISTER') && me.all_cameras
  return (
    <div className="page noticePage">
      <div className="pageHead">
        <h1>{t.title}</h1>
      </div>
      <p className="noticeLead">{t.lead}</p>
      {notice.error && <ProblemNotice problem={problemIn(notice.error)} again={() => void notice.refetch()} />}
      {state && (
        <>
          {!state.may_arm && <p className="notice waiting">{t.mayNotArm}</p>}
          <Standing state={state} me={me} />
          {orders && <Orders state={state} choose={setOrder} />}
          <Gaps state={state} />
          {state.publication && <Signs />}
        </>
      )}
      {order === 'publish' && <PublishDialog state={state} close={() => setOrder(undefined)} />}
      {order === 'exempt' && <ExemptDialog close={() => setOrder(undefined)} />}
    </div>
  )
}

/// Published when and by whom, whether it says what runs, and where it is.
function Standing({ state, me }: { state: NoticeState; me: Me }) {
  const { text, format } = useSpeech()
  const t = text.notice
  const { publication, exemption } = state
  const same = publication?.sha256 === state.sha256
  return (
    <section className="panel">
      <div className="noticeHead">
        <h2>{t.page}</h2>
        <span className="spacer" />
        <span className="noticeState">
          <span className={`dot ${publication ? '' : 'off'}`} />
          {publication ? t.published : t.notPublished}
        </span>
      </div>
      <dl className="facts">
        {publication && (
          <>
            <dt>{t.last}</dt>
            <dd>
              {format.moment(publication.at)}
              {state.published_by && `, ${state.published_by === 'vigie' ? t.byItself : actorWords(text, state.published_by, me)}`}{' '}
              <span className="second">({t.entry(publication.entry)})</span>
            </dd>
            <dt>{t.says}</dt>
            <dd>{same ? t.same : <span className="statusBad noticeDiffers">{t.differs}</span>}</dd>
          </>
        )}
        {exemption && (
          <>
            <dt>{t.exemption}</dt>
            <dd>
              {[exemption.reference, exemption.authority, format.moment(exemption.at)].join(', ')}{' '}
              <span className="second">({t.entry(exemption.entry)})</span>
            </dd>
          </>
        )}
        <dt>{t.hash}</dt>
        <dd className="mono noticeHash">{state.sha256}</dd>
      </dl>
      <p className="noticeLinks">
        {me.rights.includes('ADMINISTER') && (
          <a className="button" href={`/api/notice/preview?lang=${text.code}`} target="_blank" rel="noreferrer">
            {t.preview}
          </a>
        )}
        {publication && (
          <>
            <Opens href={`/public?lang=${text.code}`}>{t.open}</Opens>
            <Opens href="/public/vigie.json">JSON</Opens>
            <Opens href="/public/cameras.geojson">GeoJSON</Opens>
            <Opens href="/public/declaration.json">{t.declaration}</Opens>
          </>
        )}
      </p>
    </section>
  )
}

function Opens({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}

/// The two ways, side by side, each with what follows.
function Orders({ state, choose }: { state: NoticeState; choose: (order: Order) => void }) {
  const { text } = useSpeech()
  const t = text.notice
  const complete = !state.missing.some((gap) => gap.what === 'RESPONSIBLE' || gap.what === 'ASK')
  return (
    <div className="noticeOrders">
      <section className="panel">
        <h2>{t.publishTitle}</h2>
        <p>{t.publishConsequence}</p>
        {!complete && <p className="statusBad noticeDiffers">{t.incomplete}</p>}
        <div>
          <button type="button" className={`button ${state.publication ? '' : 'main'}`} disabled={!complete} onClick={() => choose('publish')}>
            {state.publication ? t.again : t.publish}
          </button>
        </div>
      </section>
      <section className="panel">
        <h2>{t.exemptTitle}</h2>
        <p>{t.exemptConsequence}</p>
        <div>
          <button type="button" className="button" onClick={() => choose('exempt')}>
            {t.exempt}
          </button>
        </div>
      </section>
    </div>
  )
}

/// What should be added to vigie.yaml, the town's first.
function Gaps({ state }: { state: NoticeState }) {
  const { text } = useSpeech()
  const t = text.notice
  const names = useCameras().data
  if (state.missing.length === 0) return null
  const kinds = [...new Set(state.missing.map((gap) => gap.what))]
  return (
    <section className="panel">
      <h2>{t.missing}</h2>
      <dl className="facts">
        {kinds.map((what) => {
          const cameras = state.missing.filter((gap) => gap.what === what && gap.camera)
          return (
            <div key={what} className="factsRow">
              <dt>{t.gaps[what]}</dt>
              <dd>{cameras.length > 0 ? cameras.map((gap) => names?.find((one) => one.id === gap.camera)?.name ?? gap.camera).join(', ') : t.ofTown}</dd>
            </div>
          )
        })}
      </dl>
      <p className="second">{t.missingHint}</p>
    </section>
  )
}

/// One sheet for each pole.
function Signs() {
  const { text } = useSpeech()
  const t = text.notice
  const cameras = useCameras().data ?? []
  const notice = useNotice().data
  const address = notice && !notice.missing.some((gap) => gap.what === 'ADDRESS')
  return (
    <section className="panel">
      <h2>{t.signs}</h2>
      <p className="second">{address ? t.signsLead : t.noAddress}</p>
      {address && (
        <ul className="noticeSigns">
          {cameras.map((camera) => (
            <li key={camera.id}>
              <a href={`/public/sign/${camera.id}.pdf?lang=${text.code}`} target="_blank" rel="noreferrer">
                {camera.name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function PublishDialog({ state, close }: { state: NoticeState | undefined; close: () => void }) {
  const { text } = useSpeech()
  const t = text.notice
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  return (
    <OrderDialog
      title={t.publishTitle}
      about={state?.sha256.slice(0, 16)}
      verb={t.publish}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() => post('/api/notice/publish', { body: { reason: reason.trim() } })}
      done={(next) => queries.setQueryData(keys.notice, next)}
    >
      <p>{t.publishConsequence}</p>
      <TextInput data-autofocus label={t.publishWhy} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

function ExemptDialog({ close }: { close: () => void }) {
  const { text } = useSpeech()
  const t = text.notice
  const queries = useQueryClient()
  const [reference, setReference] = useState('')
  const [authority, setAuthority] = useState('')
  const [reason, setReason] = useState('')
  const filled = reference.trim() !== '' && authority.trim() !== '' && reason.trim().length >= SHORTEST_REASON
  return (
    <OrderDialog
      title={t.exemptTitle}
      about={undefined}
      verb={t.exempt}
      ready={filled}
      close={close}
      send={() =>
        post('/api/notice/exemption', { body: { reference: reference.trim(), authority: authority.trim(), reason: reason.trim() } })
      }
      done={(next) => queries.setQueryData(keys.notice, next)}
    >
      <p>{t.exemptConsequence}</p>
      <TextInput data-autofocus label={t.reference} description={text.common.staysInLedger} value={reference} maxLength={LONGEST_WORDS} onChange={(e) => setReference(e.currentTarget.value)} />
      <TextInput label={t.authority} description={text.common.staysInLedger} value={authority} maxLength={LONGEST_WORDS} onChange={(e) => setAuthority(e.currentTarget.value)} />
      <TextInput label={t.exemptWhy} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
