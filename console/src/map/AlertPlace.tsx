import { Link } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { useMap } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'
import { placedOf } from './geometry.ts'
import { Plan } from './Plan.tsx'

/// So many metres around the camera: what somebody runs in a minute or two.
const AROUND = 350

/// The place of an alert on a small plan, with the cameras around it; nothing where its camera has no position.
export function AlertPlace({ camera }: { camera: string }) {
  const { text } = useSpeech()
  const { waiting } = useAlerts()
  const placed = placedOf(useMap().data?.cameras ?? [])
  const site = placed.find((other) => other.id === camera)
  if (!site) return null
  return (
    <section className="alertPlace">
      <Plan cameras={placed} chosen={camera} waiting={new Set(waiting.map((alert) => alert.camera))} width={560} height={170} around={AROUND} />
      <p className="second small">
        {site.place && `${site.place}, `}
        <Link href={`/map/${camera}`}>{text.map.onMap}</Link>
      </p>
    </section>
  )
}
