import { lazy, Suspense, useState } from 'react'
import { useSpeech } from '../text/index.tsx'
import type { MapCanvasProps } from './MapCanvas.tsx'
import { Plan } from './Plan.tsx'

// MapLibre is larger than all the rest of the console: it comes when a map is looked at.
const MapCanvas = lazy(() => import('./MapCanvas.tsx'))

/// The map, or where the browser draws none a plan of the same cameras.
export function MapView({ onChoose, ...props }: Omit<MapCanvasProps, 'onFail'> & { onChoose(camera: string): void }) {
  const { text } = useSpeech()
  const [failed, setFailed] = useState(false)
  if (failed) {
    return (
      <div className="mapCanvas mapFailed" data-drawn="plan">
        <p className="second small">{text.map.noWebGl}</p>
        <Plan cameras={props.cameras} chosen={props.chosen} waiting={props.waiting} width={900} height={640} onChoose={onChoose} />
      </div>
    )
  }
  return (
    <Suspense fallback={<p className="empty second">{text.map.coming}</p>}>
      <MapCanvas {...props} onFail={() => setFailed(true)} />
    </Suspense>
  )
}
