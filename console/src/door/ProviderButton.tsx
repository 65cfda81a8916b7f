import { useState } from 'react'
import { post } from '../api/client.ts'
import { useWelcome } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { remember } from './provider.ts'

/// Leads to the town's directory. Nothing where the town has none.
///
/// @param purpose PROVE where it is to unlock this workstation, or to show again who sits there
/// @param main it is what one does first here
export function ProviderButton({ purpose, main = false }: { purpose: 'SIGN_IN' | 'PROVE'; main?: boolean }) {
  const { text, language } = useSpeech()
  const provider = useWelcome().data?.provider
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  if (!provider) return null

  const leave = async () => {
    setBusy(true)
    setRefused(undefined)
    const answer = await post('/api/sign-in/provider/begin', { body: { purpose } })
    if (answer.kind === 'done') {
      remember(purpose, location.pathname)
      location.assign(answer.value.address)
      return
    }
    setBusy(false)
    setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
  }

  return (
    <div className="doorForm">
      {refused && <ProblemNotice problem={refused.problem} />}
      <button type="button" className={main ? 'button main' : 'button'} disabled={busy} onClick={() => void leave()}>
        {busy ? text.door.leaving : text.door.byProvider(provider.label[language])}
      </button>
    </div>
  )
}
