import { useQuery } from '@tanstack/react-query'
import { get, orThrow } from '../api/client.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { DayBar } from '../time/DayBar.tsx'
import { HOUR } from '../time/day.ts'

/// The last two hours of the chosen camera, under the wall: a click opens the moment in review.
export function RecentBar({ camera, name, alerts, open }: { camera: string; name: string; alerts: Parameters<typeof DayBar>[0]['alerts'] & {}; open: (at: number) => void }) {
  const { text } = useSpeech()
  const now = useNow(5_000)
  const window = { from: now - 2 * HOUR, to: now }
  const timeline = useQuery({
    queryKey: ['timeline', camera, 'recent'],
    queryFn: ({ signal }) =>
      orThrow(
        get('/api/cameras/{camera}/timeline', {
          path: { camera },
          query: { from: new Date(Date.now() - 2 * HOUR).toISOString(), to: new Date().toISOString() },
          signal,
        }),
      ),
    refetchInterval: 10_000,
  })
  return (
    <div className="wallBar">
      <p className="label">
        <span className="wallBarName">{name}</span> {text.wall.lastHours}
      </p>
      <DayBar timeline={timeline.data} window={window} now={now} alerts={alerts} onChoose={open} ticks={9} />
    </div>
  )
}
