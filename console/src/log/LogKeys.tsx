import { useState } from 'react'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { Bookmark } from './Bookmark.tsx'
import { OpenIncident, type Occasion } from './OpenIncident.tsx'

/// Beside a picture, live or past: B notes its moment, I opens an incident from it. Nothing for whoever may not judge.
export function LogKeys({ occasion, may }: { occasion: Occasion | undefined; may: boolean }) {
  const { text } = useSpeech()
  const [asking, setAsking] = useState<'bookmark' | 'incident'>()
  // What was in sight when the key was pressed: alerts and pictures move on while one writes.
  const [held, setHeld] = useState<Occasion>()
  const ask = (what: 'bookmark' | 'incident') => {
    setHeld(occasion && { ...occasion, moment: occasion.moment ?? (occasion.alert ? undefined : Date.now()) })
    setAsking(what)
  }
  const offered = may && occasion !== undefined
  useKeys({ b: () => ask('bookmark'), i: () => ask('incident') }, offered && asking === undefined)
  if (!offered) return null
  return (
    <span className="logKeys">
      <button type="button" className="button small" onClick={() => ask('bookmark')}>
        {text.log.bookmark} <kbd>B</kbd>
      </button>
      <button type="button" className="button small" onClick={() => ask('incident')}>
        {text.log.open} <kbd>I</kbd>
      </button>
      {held && asking === 'bookmark' && <Bookmark occasion={held} close={() => setAsking(undefined)} />}
      {held && asking === 'incident' && <OpenIncident occasion={held} close={() => setAsking(undefined)} />}
    </span>
  )
}
