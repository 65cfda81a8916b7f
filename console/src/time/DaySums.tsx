import type { CivilDay } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { sumsOf } from './sums.ts'

/// Read out at most so many; the table says how many there were.
const MOST_READ = 200

/// What became of a civil day, to the millisecond: the parts add up to its 23, 24 or 25 hours. Beneath, for those
/// who do not see the bar, its gaps in words.
export function DaySums({ day, children }: { day: CivilDay; children?: React.ReactNode }) {
  const { text, format } = useSpeech()
  return (
    <div className="daySums">
      {/* The roles are said because the styles lay the table out as a line. */}
      <table role="table">
        <caption className="hidden">{text.review.sums}</caption>
        <tbody role="rowgroup">
          {sumsOf(day.sum).map((part) => (
            <tr key={part.name + (part.reason ?? '')} className={part.name} role="row">
              <th scope="row" role="rowheader">
                {part.reason ? text.gapReasons[part.reason] : part.name === 'lost' ? '' : text.review[part.name]}
                {part.gaps !== undefined && <span className="second"> ({text.review.gaps(part.gaps)})</span>}
              </th>
              <td className="mono" role="cell">{format.exact(part.ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
      {day.gaps.length > 0 && (
        <ul className="hidden" aria-label={text.review.gapList}>
          {day.gaps.slice(0, MOST_READ).map((gap) => (
            <li key={gap.from}>{text.review.gapSaid(format.time(gap.from), format.time(gap.to), text.gapReasons[gap.reason])}</li>
          ))}
          {day.gaps.length > MOST_READ && <li>{text.review.moreGaps(day.gaps.length - MOST_READ)}</li>}
        </ul>
      )}
    </div>
  )
}
