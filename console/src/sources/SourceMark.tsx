import { countdown } from '../lift/lifts.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { useSources } from './useSources.ts'
import './sources.css'

/// Below a camera's name: that it flies or is worn, that nothing of it is analysed, and how long it films yet. Nothing for other cameras.
export function SourceMark({ camera }: { camera: string }) {
  const { text } = useSpeech()
  const { list, heardAt } = useSources()
  const now = useNow(1_000)
  const source = list.find((one) => one.camera === camera)
  if (!source) return null
  const kind = text.sources.kinds[source.kind]
  return (
    <span className="sourceMark second small">
      {source.opening && <span className="mono">{countdown(heardAt + source.opening.left_ms, now)}</span>}
      <span className="sourceMarkWords" title={text.sources.mark(kind)}>{text.sources.mark(kind)}</span>
    </span>
  )
}
