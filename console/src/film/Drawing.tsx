import type { Box, Point, Zone } from '../api/types.ts'

interface DrawingProps {
  zones?: readonly Zone[]
  boxes?: readonly Box[]
  /// What is painted over in every picture: polygons.
  masks?: readonly (readonly Point[])[]
  faint?: boolean
}

/// Zones, burned masks, lines and boxes over a picture, in the picture's own fractions.
export function Drawing({ zones = [], boxes = [], masks = [], faint = false }: DrawingProps) {
  return (
    <svg className="drawing" viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
      {zones.map((zone) => {
        const points = zone.points.map((p) => `${p.x * 1000},${p.y * 1000}`).join(' ')
        return zone.kind === 'LINE' ? (
          <polyline key={zone.id} className="drawnZone" points={points} />
        ) : (
          <polygon key={zone.id} className="drawnZone" points={points} />
        )
      })}
      {masks.map((mask, i) => (
        <polygon key={`mask ${i}`} className="drawnMask" points={mask.map((p) => `${p.x * 1000},${p.y * 1000}`).join(' ')} />
      ))}
      {boxes.map((box, i) => (
        <rect
          key={i}
          className={`drawnBox ${faint ? 'faint' : ''}`}
          x={box.left * 1000}
          y={box.top * 1000}
          width={box.width * 1000}
          height={box.height * 1000}
        />
      ))}
    </svg>
  )
}
