import type { Measured } from '../api/types.ts'
import { shareConfirmed } from '../desk/queue.ts'
import { useSpeech } from '../text/index.tsx'
import { sumOf } from './trial.ts'

/// What a rule raised, what people said of it and how often it was right, by each light and together.
export function Measures({ measured }: { measured: readonly Measured[] }) {
  const { text } = useSpeech()
  const t = text.rules
  if (measured.length === 0) return <p className="second">{t.nothingRaised}</p>
  const many = measured.length > 1
  return (
    <table className="rulesTable">
      <caption className="hidden">{t.measured}</caption>
      <thead>
        <tr>
          <th scope="col">{t.light}</th>
          <th scope="col">{t.alerts}</th>
          <th scope="col">{t.confirmed}</th>
          <th scope="col">{t.dismissed}</th>
          <th scope="col">{t.precision}</th>
        </tr>
      </thead>
      <tbody>
        {measured.map((one) => (
          <Row key={one.light} name={t.lights[one.light]} measured={one} />
        ))}
        {many && <Row name={t.allLights} measured={sumOf(measured)} />}
      </tbody>
    </table>
  )
}

function Row({ name, measured }: { name: string; measured: Omit<Measured, 'light'> }) {
  const { format } = useSpeech()
  const share = shareConfirmed(measured)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="mono">{format.count(measured.alerts)}</td>
      <td className="mono">{format.count(measured.confirmed)}</td>
      <td className="mono">{format.count(measured.dismissed)}</td>
      <td className="mono">{share === undefined ? '–' : format.percent(share)}</td>
    </tr>
  )
}
