import { countdown } from '../lift/lifts.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { useSources } from './useSources.ts'

/// Beside a camera's name: that it flies or is worn, that nothing of it is analysed, and how long it films yet. Nothing for other cameras.
export function SourceMark({ camera }: { camera: string }) {
  const { text } = useSpeech()
  const { list, heardAt } = useSources()
  const now = useNow(1_000)
  const source = list.find((one) => one.camera === camera)
  if (!source) return null
  return (
    <span className="second sourceMark">
      {text.sources.mark(text.sources.kinds[source.kind])}
      {source.opening && <span className="mono"> {countdown(heardAt + source.opening.left_ms, now)}</span>}
    </span>
  )
}
