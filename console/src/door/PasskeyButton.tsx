import { useState } from 'react'
import type { Result } from '../api/client.ts'
import type { Assertion, Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { askPasskey, noPasskeysHere } from './passkey.ts'

/// Asks a passkey who is there. Nothing where browsers have none for this address: the account's page says why.
export function PasskeyButton<T>({ verb, send, done }: { verb: string; send: (said: Assertion) => Promise<Result<T>>; done: (value: T) => void }) {
  const { text } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const [silent, setSilent] = useState(false)
  if (noPasskeysHere()) return null

  const ask = async () => {
    setBusy(true)
    setRefused(undefined)
    const asked = await askPasskey()
    const answer = asked.kind === 'said' ? await send(asked.value) : undefined
    setBusy(false)
    setSilent(asked.kind === 'not-said')
    if (asked.kind === 'refused') setRefused({ problem: asked.problem })
    if (!answer) return
    if (answer.kind === 'done') done(answer.value)
    else setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
  }

  return (
    <div className="doorForm">
      {refused && <ProblemNotice problem={refused.problem} />}
      {silent && (
        <div className="notice" role="alert">
          <p>{text.door.passkeySilent}</p>
        </div>
      )}
      <button type="button" className="button" disabled={busy} onClick={() => void ask()}>
        {busy ? text.door.passkeyAsked : verb}
      </button>
    </div>
  )
}
