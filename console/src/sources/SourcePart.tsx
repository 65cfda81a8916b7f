import type { TimedSource } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { factsOf } from './facts.ts'
import { OpenForm } from './OpenForm.tsx'
import { OpenRow } from './OpenRow.tsx'
import type { Sources } from './useSources.ts'
import './sources.css'

/// On the page of a drone or worn camera, where others have what is drawn: what it is, why nothing is drawn on it, and its opening.
export function SourcePart({ source, sources }: { source: TimedSource; sources: Sources }) {
  const { text, format } = useSpeech()
  const t = text.sources
  return (
    <section className="sourcePart">
      {source.opening ? (
        <OpenRow source={source} sources={sources} />
      ) : source.may_open ? (
        <OpenForm offers={[source]} open={sources.open} />
      ) : (
        <p className="second small">{factsOf(t, format.count, source)}</p>
      )}
      <p className="second">{t.whyNoDrawing[source.kind]}</p>
    </section>
  )
}
