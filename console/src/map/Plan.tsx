import { useSpeech } from '../text/index.tsx'
import { boundsOf, frameAt, roundMetres, sector, type Placed } from './geometry.ts'
import './map.css'

const BORDER = 18

interface Props {
  cameras: readonly Placed[]
  /// The camera that the plan is about.
  chosen: string | undefined
  /// Cameras where an alert waits.
  waiting: ReadonlySet<string>
  /// The size of the drawing, in pixels of text.
  width: number
  height: number
  /// So many metres around the chosen camera at most; the whole town without.
  around?: number
  onChoose?(camera: string): void
}

/// A plain plan of cameras and what they overlook, drawn from nothing but their configured positions: for a place beside an
/// alert, and where a browser draws no map.
export function Plan({ cameras, chosen, waiting, width, height, around, onChoose }: Props) {
  const { text, format } = useSpeech()
  const centre = cameras.find((camera) => camera.id === chosen)
  const near = centre && around ? cameras.filter((camera) => distance(centre, camera) <= around) : cameras
  const bounds = boundsOf(near)
  const origin = (centre ?? near[0])?.position
  if (!bounds || !origin) return null
  const frame = frameAt(origin)
  const low = { longitude: bounds[0], latitude: bounds[1] }
  const high = { longitude: bounds[2], latitude: bounds[3] }
  const across = frame.east(high) - frame.east(low)
  const up = frame.north(high) - frame.north(low)
  const scale = Math.min((width - 2 * BORDER) / across, (height - 2 * BORDER) / up)
  const x = (east: number) => width / 2 + (east - (frame.east(low) + frame.east(high)) / 2) * scale
  const y = (north: number) => height / 2 - (north - (frame.north(low) + frame.north(high)) / 2) * scale
  const step = roundMetres(width / 4 / scale)
  const lines: string[] = []
  for (let at = x(0) % (step * scale); at < width; at += step * scale) lines.push(`M${at.toFixed(1)} 0V${height}`)
  for (let at = y(0) % (step * scale); at < height; at += step * scale) lines.push(`M0 ${at.toFixed(1)}H${width}`)
  const label = centre ? text.map.planOf(centre.name) : text.map.plan
  return (
    <svg className="plan" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path className="planGrid" d={lines.join('')} />
      {near.map((camera) => {
        const [east, north] = [frame.east(camera.position), frame.north(camera.position)]
        const kind = waiting.has(camera.id) ? 'waiting' : camera.id === chosen ? 'chosen' : ''
        const corners = camera.field_of_view && sector(camera.field_of_view)
        return (
          <g key={camera.id} className={`planCamera ${kind}`} {...(onChoose ? { onClick: () => onChoose(camera.id), role: 'button' } : {})}>
            <title>{camera.name}</title>
            {corners && <polygon points={corners.map(([cx, cy]) => `${x(east + cx).toFixed(1)},${y(north + cy).toFixed(1)}`).join(' ')} />}
            <circle cx={x(east)} cy={y(north)} r={kind ? 5 : 3.5} />
            {camera.id === chosen && (
              <text x={x(east)} y={y(north) + (corners && pointsSouth(camera) ? -10 : 18)} textAnchor="middle">
                {camera.name}
              </text>
            )}
          </g>
        )
      })}
      <path className="planScale" d={`M10 ${height - 14}v5h${(step * scale).toFixed(1)}v-5`} />
      <text className="planSmall" x={16 + step * scale} y={height - 8}>
        {format.metres(step)}
      </text>
      <path className="planNorth" d={`M${width - 16} 20l-5 13 5-3 5 3z`} />
      <text className="planSmall" x={width - 16} y={16} textAnchor="middle">
        {text.map.northLetter}
      </text>
    </svg>
  )
}

function pointsSouth(camera: Placed): boolean {
  const direction = camera.field_of_view?.direction ?? 0
  return direction > 90 && direction < 270
}

function distance(a: Placed, b: Placed): number {
  const frame = frameAt(a.position)
  return Math.hypot(frame.east(b.position), frame.north(b.position))
}
