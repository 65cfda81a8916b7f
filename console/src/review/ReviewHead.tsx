import { Select } from '@mantine/core'
import type { Camera } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { HOUR, type Day, type Window } from '../time/day.ts'
import { DayField } from '../time/DayField.tsx'

const MINUTE = 60_000
/// What the bars show at once.
export const SPANS = [24 * HOUR, 3 * HOUR, 15 * MINUTE] as const

interface Props {
  cameras: readonly Camera[]
  camera: Camera | undefined
  day: Day
  today: Day
  whole: Window
  span: number
  showOnly(camera: string): void
  onDay(day: Day): void
  onStep(by: 1 | -1): void
  onSpan(span: number): void
}

/// Which camera, which day, and how much of it the bars show.
export function ReviewHead({ cameras, camera, day, today, whole, span, showOnly, onDay, onStep, onSpan }: Props) {
  const { text, format } = useSpeech()
  const hours = Math.round((whole.to - whole.from) / HOUR)
  return (
    <div className="pageHead">
      <h1>{text.review.title}</h1>
      <Select
        aria-label={text.review.camera}
        data={cameras.map((other) => ({ value: other.id, label: other.name }))}
        value={camera?.id ?? null}
        searchable
        allowDeselect={false}
        checkIconPosition="right"
        onChange={(id) => id && showOnly(id)}
      />
      <DayField day={day} today={today} earlier={text.review.previousDay} later={text.review.nextDay} onDay={onDay} onStep={onStep} />
      <span className="second reviewDate">{format.dayInFull(whole.from + 12 * HOUR)}</span>
      {hours !== 24 && <span className="second">{text.review.hoursInDay(hours)}</span>}
      <span className="spacer" />
      <div className="segments" role="group" aria-label={text.review.span}>
        {SPANS.map((one) => (
          <button key={one} type="button" className="segment" aria-pressed={span === one} onClick={() => onSpan(one)}>
            {one === 24 * HOUR ? text.review.wholeDay : one >= HOUR ? text.review.hours(one / HOUR) : text.review.minutes(one / MINUTE)}
          </button>
        ))}
      </div>
    </div>
  )
}
