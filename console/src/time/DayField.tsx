import { Left, RightArrow } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import { readDay, writeDay, type Day } from './day.ts'
import './dayfield.css'

interface Props {
  day: Day
  today: Day
  earlier: string
  later: string
  /// A day was chosen in the field.
  onDay(day: Day): void
  /// One step back (-1) or on (1); the page has the keys P and N for it.
  onStep(by: 1 | -1): void
}

/// A day to look at, with a step before and after it; never later than today.
export function DayField({ day, today, earlier, later, onDay, onStep }: Props) {
  const { text } = useSpeech()
  return (
    <div className="dayField">
      <button type="button" className="button square" aria-label={earlier} title={`${earlier} (P)`} onClick={() => onStep(-1)}>
        <Left />
      </button>
      <input
        type="date"
        aria-label={text.review.day}
        value={writeDay(day)}
        max={writeDay(today)}
        onChange={(e) => {
          const next = readDay(e.currentTarget.value)
          if (next) onDay(next)
        }}
      />
      <button
        type="button"
        className="button square"
        aria-label={later}
        title={`${later} (N)`}
        disabled={writeDay(day) === writeDay(today)}
        onClick={() => onStep(1)}
      >
        <RightArrow />
      </button>
    </div>
  )
}
