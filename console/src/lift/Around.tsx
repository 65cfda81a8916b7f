import { Link, useSearch } from 'wouter'
import { useCameras } from '../api/queries.ts'
import { LogKeys } from '../log/LogKeys.tsx'
import { useSpeech } from '../text/index.tsx'
import { withNeighbours } from './lifts.ts'
import { Together } from './Together.tsx'

/// A camera and those beside it, after its alert was confirmed: the question why is asked already.
export function Around({ camera: id }: { camera: string }) {
  const { text } = useSpeech()
  const alert = new URLSearchParams(useSearch()).get('alert') ?? undefined
  const cameras = useCameras().data
  const camera = cameras?.find((other) => other.id === id)
  if (!cameras) return null
  if (!camera) return <div className="empty">{text.problems.NO_SUCH_CAMERA.title}</div>
  return (
    <div className="page">
      <div className="pageHead">
        <h1>{camera.name}</h1>
        <span className="spacer" />
        <LogKeys occasion={{ camera: camera.id, cameraName: camera.name, alert }} may={camera.rights.includes('JUDGE')} />
        <Link className="button" href="/wall">
          {text.nav.wall} <kbd>W</kbd>
        </Link>
      </div>
      <Together cameras={withNeighbours(cameras, [id])} first={[id]} alert={alert} asking />
    </div>
  )
}
