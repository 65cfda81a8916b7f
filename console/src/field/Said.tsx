import { useField, useMe } from '../api/queries.ts'
import type { FieldAlert } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'

/// What teams said of an alert: when, what and as which unit.
export function Said({ steps }: { steps: FieldAlert['steps'] }) {
  const { text, format } = useSpeech()
  if (steps.length === 0) return null
  return (
    <div>
      <p className="label">{text.field.said}</p>
      <ul className="fieldSaid">
        {steps.map((taken) => (
          <li key={taken.step + taken.at}>
            <span className="mono">{format.minute(taken.at)}</span> {text.field.steps[taken.step]} <span className="second">{taken.unit}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/// The same beside a confirmed alert on the desk, for who judges alerts.
export function SaidOf({ alert, confirmed }: { alert: string; confirmed: boolean }) {
  const leads = useMe().data?.rights.includes('JUDGE') ?? false
  const field = useField(leads && confirmed)
  return <Said steps={field.data?.alerts.find((other) => other.id === alert)?.steps ?? []} />
}
