import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import type { AppOffer, Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { useProof } from './useProof.tsx'
import './account.css'

/// Sets an authenticator app up: shows a fresh secret as a QR code and as a key, and asks for a code that proves it arrived.
///
/// @param done with the recovery codes, where there were none
export function AppSetUp({ done }: { done: (codes: readonly string[]) => void }) {
  const { text } = useSpeech()
  const t = text.account.factors
  const { prove, dialog } = useProof()
  const [offer, setOffer] = useState<AppOffer>()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const asked = useRef(false)

  const begin = async () => {
    const answer = await prove(() => post('/api/me/factors/app'))
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    if (answer.kind === 'done') setOffer(answer.value)
  }
  useEffect(() => {
    if (asked.current) return
    asked.current = true
    void begin()
    // One secret for each time that the page is opened.
  }, [])

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const answer = await prove(() => post('/api/me/factors/app/confirm', { body: { token: offer?.token ?? '', code } }))
    setBusy(false)
    if (answer.kind === 'done') {
      done(answer.value.codes)
      return
    }
    setCode('')
    setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
    if (answer.kind === 'refused' && answer.problem.code === 'SIGN_IN_OVER') await begin()
  }

  return (
    <>
      {refused && <ProblemNotice problem={refused.problem} {...(offer ? {} : { again: () => void begin() })} />}
      {dialog}
      {offer && (
        <form className="doorForm" onSubmit={(e) => void submit(e)}>
          <p>{t.scan}</p>
          <img className="appCode" src={`data:image/svg+xml,${encodeURIComponent(offer.qr)}`} alt={t.qrAlt} width="200" height="200" />
          <div>
            <p className="label">{t.orType}</p>
            <p className="mono appKey">{offer.key.replace(/(.{4})(?=.)/g, '$1 ')}</p>
          </div>
          <TextInput
            label={t.confirmLabel}
            name="code"
            autoComplete="one-time-code"
            inputMode="numeric"
            required
            withAsterisk={false}
            maxLength={12}
            classNames={{ input: 'doorCode' }}
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
          />
          <button type="submit" className="button main" disabled={busy || code.replace(/\s/g, '').length !== 6}>
            {t.confirm}
          </button>
        </form>
      )}
    </>
  )
}
