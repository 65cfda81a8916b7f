import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Problem, WallLayout } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Board } from './board.ts'
import type { Draft } from './source.ts'
import type { Layouts } from './useLayouts.ts'

interface Props {
  board: Board
  /// What is not saved; nothing where all of it is.
  draft: Draft | undefined
  /// The layout that is shown, or was before it was changed.
  shown: WallLayout | undefined
  layouts: Layouts
  saved(layout: string): void
  takeBack(): void
  removed(): void
}

/// Names and saves what was arranged, takes it back, or removes a layout.
export function ArrangeBar({ board, draft, shown, layouts, saved, takeBack, removed }: Props) {
  const { text } = useSpeech()
  const t = text.wall
  const [name, setName] = useState(shown?.name ?? '')
  const [busy, setBusy] = useState(false)
  const [sure, setSure] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const given = name.trim()
  const own = shown?.changeable ? shown : undefined
  const renamed = given !== shown?.name

  const act = async <T,>(what: () => Promise<{ kind: 'done'; value: T } | { kind: 'refused'; problem: Problem } | { kind: 'unreachable' }>, then: (value: T) => void) => {
    setBusy(true)
    const answer = await what()
    setBusy(false)
    setSure(false)
    if (answer.kind === 'done') then(answer.value)
    else setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
  }
  const save = (layout: string | undefined) =>
    act(
      () => layouts.save({ name: given, shape: board.shape, tiles: [...board.tiles], ...(layout ? { layout } : {}) }),
      (made) => saved(made.layout),
    )

  return (
    <form
      className="arrangeBar"
      aria-label={t.arrange}
      onSubmit={(event) => {
        event.preventDefault()
        if (given && !busy) void save(own?.layout)
      }}
    >
      <TextInput aria-label={t.name} placeholder={t.name} value={name} maxLength={60} onChange={(e) => setName(e.currentTarget.value)} />
      <button type="submit" className="button small main" disabled={!given || busy || (own !== undefined && !draft && !renamed)}>
        {t.save}
      </button>
      {own && renamed && given && (
        <button type="button" className="button small" disabled={busy} onClick={() => void save(undefined)}>
          {t.saveAsNew}
        </button>
      )}
      {draft && (
        <button type="button" className="button small" disabled={busy} onClick={takeBack}>
          {t.takeBack}
        </button>
      )}
      {own && !sure && (
        <button type="button" className="button small plain" disabled={busy} onClick={() => setSure(true)}>
          {t.remove}
        </button>
      )}
      {own && sure && (
        <>
          <span className="small">{t.removeSure}</span>
          <button type="button" className="button small" disabled={busy} onClick={() => void act(() => layouts.remove(own.layout), removed)}>
            {t.removeYes}
          </button>
          <button type="button" className="button small" onClick={() => setSure(false)}>
            {t.keepIt}
          </button>
        </>
      )}
      <p className="second small arrangeSays">{shown && !shown.changeable ? t.notYours : `${t.arrangeHow} ${t.forAll}`}</p>
      {refused && <ProblemNotice problem={refused.problem} />}
    </form>
  )
}
