import { Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post, type Result } from '../api/client.ts'
import { keys, useFactors } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { AppSetUp } from './AppSetUp.tsx'
import { CodesShown } from './CodesShown.tsx'
import { PasskeySetUp } from './PasskeySetUp.tsx'
import { useProof } from './useProof.tsx'

/// One's second factors: what is set up, and the way to change it.
export function FactorsPart() {
  const { text, format } = useSpeech()
  const t = text.account.factors
  const queries = useQueryClient()
  const factors = useFactors()
  const { prove, dialog } = useProof()
  const [settingUp, setSettingUp] = useState(false)
  const [adding, setAdding] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const learn = () => {
    void queries.invalidateQueries({ queryKey: keys.factors })
    void queries.invalidateQueries({ queryKey: keys.me })
  }
  const tell = <T,>(answer: Result<T>) => {
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    learn()
  }
  const remove = async () => tell(await prove(() => post('/api/me/factors/app/remove')))
  const removePasskey = async (passkey: string) => tell(await prove(() => post('/api/me/factors/passkeys/{passkey}/remove', { path: { passkey } })))
  const renew = async () => {
    const answer = await prove(() => post('/api/me/factors/recovery-codes'))
    tell(answer)
    if (answer.kind === 'done') setCodes(answer.value.codes)
  }
  const app = factors.data?.app
  return (
    <section className="panel accountPart" aria-label={t.title}>
      <div>
        <h2>{t.title}</h2>
        <p className="second">{factors.data?.required ? t.required : t.offered}</p>
      </div>
      {refused && <ProblemNotice problem={refused.problem} />}
      {factors.error && <ProblemNotice problem={problemIn(factors.error)} again={() => void factors.refetch()} />}
      {dialog}
      {factors.data && (
        <dl className="factorList">
          <div>
            <dt>{t.app}</dt>
            <dd className="second">{app ? t.since(format.date(app)) : t.appNone}</dd>
            <dd className="accountOrders">
              <button type="button" className="button" onClick={() => setSettingUp(true)}>
                {app ? t.replace : t.setUp}
              </button>
              {app && (!factors.data.required || factors.data.passkeys.length > 0) && (
                <button type="button" className="button plain" onClick={() => void remove()}>
                  {t.remove}
                </button>
              )}
            </dd>
          </div>
          <div>
            <dt>{t.passkeys}</dt>
            <dd className="second">{factors.data.passkeys.length === 0 ? t.passkeysLead : t.passkeysMade}</dd>
            <dd className="accountOrders">
              <button type="button" className="button" onClick={() => setAdding(!adding)} aria-expanded={adding}>
                {t.addPasskey}
              </button>
            </dd>
          </div>
          {adding && (
            <div className="factorAdding">
              <PasskeySetUp
                done={(made) => {
                  setAdding(false)
                  if (made.length > 0) setCodes(made)
                  learn()
                }}
              />
            </div>
          )}
          {factors.data.passkeys.map((passkey) => (
            <div key={passkey.id} data-passkey={passkey.id}>
              <dt>{passkey.name}</dt>
              <dd className="second">
                {t.passkeyFacts(passkey.site, format.date(passkey.added))} {passkey.used && t.passkeyUsed(format.moment(passkey.used))}
              </dd>
              <dd className="accountOrders">
                <button type="button" className="button plain" aria-label={t.removePasskey(passkey.name)} onClick={() => void removePasskey(passkey.id)}>
                  {t.remove}
                </button>
              </dd>
            </div>
          ))}
          {(app || factors.data.passkeys.length > 0) && (
            <div>
              <dt>{t.codes}</dt>
              <dd className="second">{t.codesLeft(factors.data.codes_left)}</dd>
              <dd className="accountOrders">
                <button type="button" className="button" onClick={() => void renew()}>
                  {t.renew}
                </button>
              </dd>
            </div>
          )}
        </dl>
      )}
      {settingUp && (
        <Modal opened onClose={() => setSettingUp(false)} title={t.setUpTitle} closeButtonProps={{ 'aria-label': text.common.close }}>
          <AppSetUp
            done={(made) => {
              setSettingUp(false)
              if (made.length > 0) setCodes(made)
              learn()
            }}
          />
        </Modal>
      )}
      {codes && (
        <Modal opened onClose={() => setCodes(undefined)} closeOnClickOutside={false} title={t.codesTitle} closeButtonProps={{ 'aria-label': text.common.close }}>
          <p className="proveLead">{t.codesLead}</p>
          <CodesShown codes={codes} verb={t.written} done={() => setCodes(undefined)} />
        </Modal>
      )}
    </section>
  )
}
