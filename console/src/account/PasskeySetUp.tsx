import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { post } from '../api/client.ts'
import { useMe, useWelcome } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { makePasskey, noPasskeysHere } from '../door/passkey.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { useProof } from './useProof.tsx'

/// Makes a passkey and gives it a name; says what to do where browsers make none.
///
/// @param done with the recovery codes, where there were none
export function PasskeySetUp({ done }: { done: (codes: readonly string[]) => void }) {
  const { text } = useSpeech()
  const t = text.account.factors
  const me = useMe().data
  const town = useWelcome().data?.town ?? ''
  const { prove, dialog } = useProof()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [silent, setSilent] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const none = noPasskeysHere()
  if (none) return <p className="second">{t.noPasskeys[none]}</p>

  const make = async () => {
    const offer = await prove(() => post('/api/me/factors/passkeys'))
    if (offer.kind !== 'done') return offer
    const made = await makePasskey(offer.value, me?.name ?? '', town)
    if (!made) return undefined
    return post('/api/me/factors/passkeys/confirm', { body: { ...made, name: name.trim() } })
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setRefused(undefined)
    const answer = await make()
    setBusy(false)
    setSilent(answer === undefined)
    if (answer?.kind === 'done') {
      setName('')
      done(answer.value.codes)
    } else if (answer) {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
    }
  }

  return (
    <>
      {dialog}
      <form className="doorForm" onSubmit={(e) => void submit(e)}>
        {refused && <ProblemNotice problem={refused.problem} />}
        {silent && (
          <div className="notice" role="alert">
            <p>{t.notMade}</p>
          </div>
        )}
        <TextInput label={t.passkeyName} description={t.passkeyNameHint} maxLength={60} value={name} onChange={(e) => setName(e.currentTarget.value)} />
        <button type="submit" className="button" disabled={busy || !name.trim()}>
          {busy ? text.door.passkeyAsked : t.makePasskey}
        </button>
      </form>
    </>
  )
}
