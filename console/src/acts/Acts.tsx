import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { post } from '../api/client.ts'
import { keys, useActs } from '../api/queries.ts'
import type { ActStanding, Me } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import './acts.css'

type Order = 'suspend' | 'resume' | 'revoke'

const SHORTEST_REASON = 3

/// Every act of the town: where it stands, who signed it, and what an administrator may order about it.
export function Acts({ me }: { me: Me }) {
  const { text, language } = useSpeech()
  const t = text.acts
  const acts = useActs()
  const [chosen, setChosen] = useState<{ act: ActStanding; order: Order }>()
  const orders = me.rights.includes('ADMINISTER') && me.all_cameras
  return (
    <div className="page acts">
      <div className="pageHead">
        <h1>{t.title}</h1>
        <span className="spacer" />
        {me.all_cameras && (me.rights.includes('ADMINISTER') || me.rights.includes('INSPECT')) && (
          <a className="button" href={`/api/dossier?language=${language}`} target="_blank" rel="noreferrer" title={t.dossierSays}>
            {t.dossier}
          </a>
        )}
        {me.rights.includes('ADMINISTER') && (
          <Link href="/notice" className="button">
            {text.notice.title}
          </Link>
        )}
      </div>
      <p className="actsLead">{t.lead}</p>
      {acts.data && <p className="second">{t.profile(acts.data.profile, acts.data.profile_version)}</p>}
      {acts.error && <ProblemNotice problem={problemIn(acts.error)} again={() => void acts.refetch()} />}
      {acts.data?.acts.length === 0 && <p className="second">{text.status.noAct}</p>}
      <ul className="actList">
        {acts.data?.acts.map((act) => (
          <li key={`${act.kind} ${act.number} ${act.state}`} className={`panel act ${act.state}`}>
            <Standing act={act} />
            {orders && (
              <div className="actOrders">
                {ordersFor(act).map((order) => (
                  <button key={order} type="button" className={order === 'revoke' ? 'button plain' : 'button'} onClick={() => setChosen({ act, order })}>
                    {t.orders[order].verb}
                  </button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {chosen && <OrderAct {...chosen} close={() => setChosen(undefined)} />}
    </div>
  )
}

/// What may be ordered: nothing about what is over, and revoking is the end.
function ordersFor(act: ActStanding): Order[] {
  if (act.state === 'SUSPENDED') return ['resume', 'revoke']
  return act.state === 'IN_FORCE' || act.state === 'PUBLISHED' ? ['suspend', 'revoke'] : []
}

function Standing({ act }: { act: ActStanding }) {
  const { text, format } = useSpeech()
  const t = text.acts
  return (
    <>
      <div className="actHead">
        <h2 className="mono">{act.number}</h2>
        <span>{t.kinds[act.kind]}</span>
        <span className="spacer" />
        <span className={act.state === 'IN_FORCE' ? undefined : 'statusBad'}>{t.states[act.state]}</span>
      </div>
      <dl className="facts">
        <dt>{text.status.authority}</dt>
        <dd>{act.authority}</dd>
        <dt>{t.dates}</dt>
        <dd>
          {text.status.fromTo(format.moment(act.from), format.moment(act.to))}{' '}
          {act.state === 'IN_FORCE' && <span className="second">({text.status.days(act.days_left)})</span>}
        </dd>
        <dt>{t.signature}</dt>
        <dd>{act.signed_by ? <span className="mono actKey">{act.signed_by}</span> : t.unsigned}</dd>
        {act.since && (
          <>
            <dt>{t.ordered}</dt>
            <dd>
              {[format.moment(act.since), act.name, act.reason ?? (act.state === 'REVOKED' ? t.fileGone : undefined)].filter(Boolean).join(', ')}
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

/// Asks why, and says what follows.
function OrderAct({ act, order, close }: { act: ActStanding; order: Order; close: () => void }) {
  const { text } = useSpeech()
  const t = text.acts.orders[order]
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const body = { number: act.number, reason: reason.trim() }
  return (
    <OrderDialog
      title={t.title}
      about={`${act.number}, ${act.authority}`}
      verb={t.verb}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() => post(`/api/acts/${order}`, { body })}
      done={(list) => {
        queries.setQueryData(keys.acts, list)
        void queries.invalidateQueries({ queryKey: keys.town })
      }}
    >
      <p>{t.consequence[act.kind]}</p>
      <TextInput data-autofocus label={text.acts.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
