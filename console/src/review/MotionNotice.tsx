import { useSpeech } from '../text/index.tsx'
import { lengthOf, type Moments } from './moments.ts'

/// From this share on it is said that something may have been missed.
const WORTH_SAYING = 0.02

/// What was found when a stretch was looked through for movement, and what nobody knows of it.
export function MotionNotice({ moments, looking }: { moments: Moments | undefined; looking: boolean }) {
  const { text, format } = useSpeech()
  const t = text.review.motion
  if (!moments) return looking ? <p className="notice motionNotice">{t.looking}</p> : null
  const { stretch, unknown, hidden } = moments
  const unknownMs = lengthOf(unknown)
  return (
    <div className="notice motionNotice" role="status">
      <p>
        <span className="mono">
          {format.time(stretch.from)} – {format.time(stretch.to)}
        </span>{' '}
        {moments.moments.length === 0 ? t.none : t.found(moments.moments.length, format.lasting(lengthOf(moments.moments)), format.lasting(stretch.to - stretch.from))}
      </p>
      {unknownMs > 0 && <p className="second small">{t.unknown(format.lasting(unknownMs))}</p>}
      {hidden >= WORTH_SAYING && <p className="second small">{t.hidden(format.percent(hidden))}</p>}
    </div>
  )
}
