import { ClearGlyph } from '../look/Icons.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { countdown, type Running } from './lifts.ts'

/// Says over a clear picture that it is one, why, and for how long; one button extends, one masks again.
export function LiftStrip({ running, minutes, keyed, extend, end }: { running: Running; minutes: number; keyed: boolean; extend(): void; end(): void }) {
  const { text } = useSpeech()
  const now = useNow(250)
  const t = text.lift
  return (
    <div className="liftStrip" data-lift={running.lift.lift} onClick={(e) => e.stopPropagation()} onDoubleClick={(e) => e.stopPropagation()}>
      <span className="liftClear">
        <ClearGlyph /> {t.clear}
      </span>
      <span className="liftTime mono" role="timer" aria-label={t.left}>
        {countdown(running.endsAt, now)}
      </span>
      <span className="liftWhy">{t.grounds[running.lift.ground]}</span>
      <span className="spacer" />
      <button type="button" className="button small" onClick={extend}>
        {t.extend(minutes)} {keyed && <kbd>L</kbd>}
      </button>
      <button type="button" className="button small" onClick={end}>
        {t.mask} {keyed && <kbd>{text.keys.escape}</kbd>}
      </button>
    </div>
  )
}
