import { useState } from 'react'
import type { Problem, TimedSource } from '../api/types.ts'
import { countdown } from '../lift/lifts.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import '../relay/relay.css'
import { factsOf } from './facts.ts'
import type { Sources } from './useSources.ts'

/// A source that films: for how long yet, opened by whom and why, and its end for whoever may. Nothing while it does not.
export function OpenRow({ source, sources }: { source: TimedSource; sources: Sources }) {
  const { text, format } = useSpeech()
  const t = text.sources
  const now = useNow(500)
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  const { opening } = source
  if (!opening) return null
  const end = async () => {
    const said = await sources.end(source.camera)
    setProblem(said.kind === 'done' ? undefined : { problem: said.kind === 'refused' ? said.problem : undefined })
  }
  return (
    <>
      <span className="relayRow">
        <b>{source.camera_name}</b>
        <span className="spacer" />
        <span className="mono">{countdown(sources.heardAt + opening.left_ms, now)}</span>
      </span>
      <span className="second small">{[factsOf(t, format.count, source), t.openedBy(opening.name)].join(' · ')}</span>
      <span className="second small">{opening.reason}</span>
      {problem && <ProblemNotice problem={problem.problem} />}
      {opening.may_end && (
        <button type="button" className="button small" aria-label={`${t.end}: ${source.camera_name}`} onClick={() => void end()}>
          {t.end}
        </button>
      )}
    </>
  )
}
