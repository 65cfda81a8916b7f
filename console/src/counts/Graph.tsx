import { useSpeech } from '../text/index.tsx'
import { ceilingOf } from './sums.ts'

const HEIGHT = 120
const STEP = 28
const GAP = 6

/// A bar: its parts from the bottom up, or nothing where nobody watched.
export interface GraphBar {
  readonly from: string
  readonly parts: readonly number[] | undefined
}

/// Bars over time. What it shows is a table beneath for those who do not see it; bins in which nobody watched are
/// hatched, never zero.
export function Graph({ label, by, bars, names }: { label: string; by: 'HOUR' | 'DAY'; bars: readonly GraphBar[]; names: readonly string[] }) {
  const { text, format } = useSpeech()
  const sums = bars.map((bar) => (bar.parts ?? []).reduce((all, part) => all + part, 0))
  const ceiling = ceilingOf(sums)
  const width = Math.max(1, bars.length) * STEP
  const when = (from: string) => (by === 'HOUR' ? format.minute(from) : format.date(from))
  return (
    <figure className="graph">
      <p className="graphWords" aria-hidden="true">
        {format.count(ceiling)}
      </p>
      {/* Stretched to the width there is; so no word stands in it. */}
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden="true" preserveAspectRatio="none">
        <line x1="0" x2={width} y1={HEIGHT} y2={HEIGHT} className="graphGround" />
        {bars.map((bar, i) => {
          const x = i * STEP + GAP / 2
          if (!bar.parts) return <rect key={bar.from} className="graphUnwatched" x={x} width={STEP - GAP} y={HEIGHT - 4} height={4} />
          let top = HEIGHT
          return bar.parts.map((part, n) => {
            const height = (part / ceiling) * (HEIGHT - 8)
            top -= height
            return (
              <rect key={`${bar.from} ${n}`} className={n === 0 ? 'graphFirst' : 'graphSecond'} x={x} width={STEP - GAP} y={top} height={height}>
                <title>{`${when(bar.from)}: ${format.count(part)} ${names[n] ?? ''}`}</title>
              </rect>
            )
          })
        })}
      </svg>
      <p className="graphWords graphAxis" aria-hidden="true">
        {bars.map((bar, i) =>
          i % (by === 'HOUR' ? 3 : 7) === 0 ? (
            <span key={bar.from} style={{ left: `${(i / bars.length) * 100}%` }}>
              {when(bar.from)}
            </span>
          ) : null,
        )}
      </p>
      <figcaption className="graphLegend">
        {names.map((name, n) => (
          <span key={name}>
            <span className={`graphKey ${n === 0 ? 'graphFirst' : 'graphSecond'}`} /> {name}
          </span>
        ))}
        {bars.some((bar) => !bar.parts) && (
          <span>
            <span className="graphKey graphUnwatched" /> {text.counts.unwatched}
          </span>
        )}
      </figcaption>
      <table className="hidden">
        <caption>{label}</caption>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.from}>
              <th scope="row">{by === 'HOUR' ? format.minute(bar.from) : format.date(bar.from)}</th>
              {bar.parts ? bar.parts.map((part, n) => <td key={names[n]}>{`${part} ${names[n] ?? ''}`}</td>) : <td>{text.counts.unwatched}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
