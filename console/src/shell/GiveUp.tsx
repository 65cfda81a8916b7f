import { useState } from 'react'
import { giveUp } from '../api/client.ts'
import type { Problem } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

/// Deletes on the server what waits there to be fetched: few may wait, and once fetched it is of no more use there.
export function GiveUp({ url, done }: { url: string; done: () => void }) {
  const { text } = useSpeech()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()

  const ask = async () => {
    setBusy(true)
    const answer = await giveUp(url)
    setBusy(false)
    const gone = answer.kind === 'refused' && answer.problem.code === 'NOT_FOUND'
    if (answer.kind === 'done' || gone) done()
    else setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
  }

  return (
    <>
      {refused && <ProblemNotice problem={refused.problem} />}
      <button type="button" className="button" disabled={busy} onClick={() => void ask()}>
        {text.common.giveUp}
      </button>
    </>
  )
}
