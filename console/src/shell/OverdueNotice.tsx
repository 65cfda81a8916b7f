import { Link } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { useCameras } from '../api/queries.ts'
import { isOverdue } from '../desk/queue.ts'
import { useSpeech } from '../text/index.tsx'

/// For whoever may judge, on every page that does not show alerts anyway: those that nobody has opened in time, until somebody
/// does.
export function OverdueNotice() {
  const { text, format } = useSpeech()
  const { waiting } = useAlerts()
  const cameras = useCameras().data
  const overdue = waiting.filter((alert) => isOverdue(alert) && cameras?.find((camera) => camera.id === alert.camera)?.rights.includes('JUDGE'))
  const first = overdue[0]
  if (!first) return null
  return (
    <div className="shellOverdue" role="alert">
      <p>
        {text.desk.overdueBar(overdue.length)}{' '}
        <span className="second">
          {text.events[first.event]}, {first.camera_name}, {format.time(first.at)}
        </span>
      </p>
      <span className="spacer" />
      <Link className="button small" href={`/desk/${first.id}`}>
        {text.desk.open}
      </Link>
    </div>
  )
}
