import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

const MOST_LETTERS = 60

/// Has a camera remember where it looks now, under a name: a place for which zones, rules and masks can be drawn.
export function RememberForm({ camera }: { camera: string }) {
  const { text } = useSpeech()
  const t = text.steer
  const queries = useQueryClient()
  const [name, setName] = useState<string>()
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  if (name === undefined) {
    return (
      <button type="button" className="button small" title={t.rememberNote} onClick={() => setName('')}>
        {t.remember}
      </button>
    )
  }
  const send = async () => {
    const said = await post('/api/cameras/{camera}/steering/remember', { path: { camera }, body: { name: name.trim() } })
    setProblem(said.kind === 'done' ? undefined : { problem: said.kind === 'refused' ? said.problem : undefined })
    if (said.kind !== 'done') return
    setName(undefined)
    void queries.invalidateQueries({ queryKey: [...keys.steering, camera, 'presets'] })
  }
  return (
    <form
      className="steerRemember"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
    >
      <input
        aria-label={t.placeName}
        placeholder={t.placeName}
        autoFocus
        required
        maxLength={MOST_LETTERS}
        value={name}
        onChange={(e) => setName(e.target.value)}
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return
          e.stopPropagation()
          setName(undefined)
        }}
      />
      <button type="submit" className="button small" disabled={name.trim() === ''}>
        {t.remember}
      </button>
      {problem && <ProblemNotice problem={problem.problem} />}
    </form>
  )
}
