import type { AccessCase } from '../api/types.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'

/// From so long before it, an end is loud.
const ANSWER_SOON = 7 * 86_400_000
const FOOTAGE_SOON = 86_400_000

/// Until when a request must be answered. The server knows best whether it is late: its clock may have been set back.
export function Due({ one }: { one: AccessCase }) {
  const { text, format } = useSpeech()
  const t = text.access
  const now = useNow(10_000)
  const left = Date.parse(one.due) - now
  const bad = one.late || left < ANSWER_SOON
  return (
    <span className="accessCount" data-count="answer">
      <span className={`dot ${bad ? 'bad' : ''}`} aria-hidden="true" />
      <span>
        {t.due(format.date(Date.parse(one.due) - 1))}
        <strong className={`mono ${bad ? 'statusBad' : ''}`}>{one.late ? t.late(format.lasting(-left)) : t.left(format.lasting(left))}</strong>
      </span>
    </span>
  )
}

/// When the first footage asked for is destroyed.
///
/// @param calm whether that costs nobody anything: it is copied, or the case is closed
export function FootageEnd({ at, copied, calm = false }: { at: string | undefined; copied: boolean; calm?: boolean }) {
  const { text, format } = useSpeech()
  const t = text.access
  const now = useNow(10_000)
  if (!at) {
    return (
      <span className="accessCount" data-count="footage">
        <span className="dot off" aria-hidden="true" />
        <span>{copied ? t.copied : t.allDestroyed}</span>
      </span>
    )
  }
  const left = Date.parse(at) - now
  const bad = !copied && !calm && left < FOOTAGE_SOON
  return (
    <span className="accessCount" data-count="footage">
      <span className={`dot ${bad ? 'bad' : ''}`} aria-hidden="true" />
      <span>
        {copied ? t.copied : t.dies(format.moment(at))}
        {!copied && <strong className={`mono ${bad ? 'statusBad' : ''}`}>{t.diesIn(format.lasting(Math.max(0, left)))}</strong>}
      </span>
    </span>
  )
}

/// Says loudly that footage would die before its copy is made.
export function DiesFirst({ one }: { one: AccessCase }) {
  const { text, format } = useSpeech()
  const now = useNow(10_000)
  const first = one.places
    .filter((place) => !place.copied && place.first_end)
    .map((place) => Date.parse(place.first_end!))
    .sort((a, b) => a - b)[0]
  if (one.answer || first === undefined || first - now >= FOOTAGE_SOON) return null
  return (
    <div className="notice bad" role="alert">
      <div>
        <p>{text.access.diesFirst(format.lasting(Math.max(0, first - now)))}</p>
        <p>{text.access.diesNext}</p>
      </div>
    </div>
  )
}
