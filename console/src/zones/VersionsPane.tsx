import { useState } from 'react'
import { get } from '../api/client.ts'
import { useDrawingVersions, useMe } from '../api/queries.ts'
import type { Drawing, DrawingVersion, Problem } from '../api/types.ts'
import { actorWords } from '../ledger/words.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Editing } from './DrawingPage.tsx'
import { differences } from './edit.ts'

/// What was in force before: by whom, since when, what differs; to be put back.
export function VersionsPane({ camera, drawing, change, base, show }: Editing & { base: string; show: (ghost: Drawing | undefined) => void }) {
  const { text, format } = useSpeech()
  const t = text.zones
  const versions = useDrawingVersions(camera.id)
  const me = useMe()
  const [open, setOpen] = useState<{ entry: string; drawing: Drawing }>()
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()

  const look = async (version: DrawingVersion) => {
    setOpen(undefined)
    show(undefined)
    const answer = await get('/api/cameras/{camera}/drawing/versions/{version}', { path: { camera: camera.id, version: version.hash } })
    if (answer.kind !== 'done') {
      setProblem({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    setProblem(undefined)
    setOpen({ entry: version.entry, drawing: answer.value })
    show(answer.value)
  }

  if (versions.error) return <ProblemNotice problem={problemIn(versions.error)} again={() => void versions.refetch()} />
  return (
    <>
      <p className="second">{t.versionsLead}</p>
      {versions.data?.length === 0 && <p className="second">{t.noVersions}</p>}
      {problem && <ProblemNotice problem={problem.problem} />}
      <ul className="drawList">
        {versions.data?.map((version, i) => (
          <li key={version.entry}>
            <button type="button" className="drawRow" aria-current={open?.entry === version.entry} onClick={() => void look(version)}>
              <span>
                {format.moment(version.at)} {i === 0 && version.hash === base && <span className="ruleStopped">{t.now}</span>}
              </span>
              <span className="second small">
                {version.person === 'vigie' ? t.byHand : me.data ? actorWords(text, version.person, me.data) : version.person} · {t.entry(version.entry)} ·{' '}
                <span className="mono">{version.hash.slice(0, 12)}</span>
              </span>
            </button>
            {open?.entry === version.entry && (
              <div className="drawForm">
                <Differences from={drawing} to={open.drawing} />
                <p className="drawChoice">
                  <button
                    type="button"
                    className="button small"
                    disabled={differences(drawing, open.drawing).length === 0}
                    onClick={() => {
                      change(open.drawing)
                      show(undefined)
                    }}
                  >
                    {t.putBack}
                  </button>
                </p>
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Differences({ from, to }: { from: Drawing; to: Drawing }) {
  const { text } = useSpeech()
  const t = text.zones
  const all = differences(from, to)
  if (all.length === 0) return <p className="second">{t.sameAsNow}</p>
  return (
    <>
      <p className="label">{t.compare}</p>
      <ul>
        {all.map(({ what, id, how }) => (
          <li key={`${what} ${id}`}>
            {t.difference[what]} {id && <span className="mono">{id}</span>} <span className="second">{t.changes[how]}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
