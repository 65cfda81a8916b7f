import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { get, orThrow } from '../api/client.ts'
import { useCameras } from '../api/queries.ts'
import { DeskColumn } from '../desk/DeskColumn.tsx'
import { LogKeys } from '../log/LogKeys.tsx'
import { Left, RightArrow } from '../look/Icons.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { DayBar } from '../time/DayBar.tsx'
import { HOUR } from '../time/day.ts'
import { gridFor, onPage, pagesOf, SIZES, sizeFor, type WallSize } from './layout.ts'
import { Tile } from './Tile.tsx'
import './wall.css'

/// The live pictures, the time behind them, and beside them the alerts that wait.
export function Wall() {
  const { text } = useSpeech()
  const { waiting, judged } = useAlerts()
  const cameras = useCameras()
  const [, go] = useLocation()
  const [wanted, setWanted] = useState<WallSize>()
  const [page, setPage] = useState(0)
  const [chosenId, setChosenId] = useState<string>()
  const [largeId, setLargeId] = useState<string>()

  const all = cameras.data ?? []
  const size = wanted ?? sizeFor(all.length)
  const large = all.find((camera) => camera.id === largeId)
  const shown = large ? [large] : onPage(all, size, page)
  const chosen = shown.find((camera) => camera.id === chosenId) ?? shown[0]
  const { columns, rows } = gridFor(large ? 1 : size, shown.length)
  const pages = pagesOf(all.length, size)
  useKeys({ Escape: () => (large ? setLargeId(undefined) : false) })

  if (cameras.error && !cameras.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(cameras.error)} again={() => void cameras.refetch()} />
      </div>
    )
  }
  return (
    <div className="wall">
      <div className="wallMain">
        <h1 className="hidden">{text.wall.title}</h1>
        <div className="wallTools">
          <div className="segments" role="group" aria-label={text.wall.layout}>
            {SIZES.map((choice) => (
              <button
                key={choice}
                type="button"
                className="segment"
                aria-pressed={!large && size === choice}
                title={text.wall.tiles(choice)}
                onClick={() => {
                  setLargeId(undefined)
                  setWanted(choice)
                  setPage(0)
                }}
              >
                <Grid of={choice} />
                <span className="hidden">{text.wall.tiles(choice)}</span>
              </button>
            ))}
          </div>
          {pages > 1 && !large && (
            <div className="wallPages">
              <button type="button" className="button plain small square" aria-label={text.desk.previous} disabled={page <= 0} onClick={() => setPage(page - 1)}>
                <Left />
              </button>
              <span className="mono small">
                {Math.min(page, pages - 1) + 1}/{pages}
              </span>
              <button
                type="button"
                className="button plain small square"
                aria-label={text.desk.next}
                disabled={page >= pages - 1}
                onClick={() => setPage(page + 1)}
              >
                <RightArrow />
              </button>
            </div>
          )}
          <span className="spacer" />
          <LogKeys occasion={chosen && { camera: chosen.id, cameraName: chosen.name }} may={chosen?.rights.includes('JUDGE') ?? false} />
          {large && (
            <button type="button" className="button small" onClick={() => setLargeId(undefined)}>
              {text.wall.reduce} <kbd>{text.keys.escape}</kbd>
            </button>
          )}
        </div>
        {cameras.data && all.length === 0 ? (
          <div className="empty">
            <p>{text.wall.noCameras}</p>
            <p className="second">{text.wall.noCamerasNext}</p>
          </div>
        ) : (
          <div className="tiles" style={{ '--columns': columns, '--rows': rows } as React.CSSProperties}>
            {shown.map((camera) => (
              <Tile
                key={camera.id}
                camera={camera}
                chosen={camera === chosen && shown.length > 1}
                active={camera === chosen}
                large={camera === large}
                alert={waiting.find((alert) => alert.camera === camera.id)}
                onChoose={() => setChosenId(camera.id)}
                onEnlarge={all.length > 1 ? () => setLargeId(camera === large ? undefined : camera.id) : undefined}
              />
            ))}
          </div>
        )}
        {chosen && (
          <RecentBar
            camera={chosen.id}
            name={chosen.name}
            alerts={[...waiting, ...judged].filter((alert) => alert.camera === chosen.id)}
            open={(at) => go(`/review/${chosen.id}?at=${new Date(at).toISOString()}`)}
          />
        )}
      </div>
      <DeskColumn />
    </div>
  )
}

function RecentBar({ camera, name, alerts, open }: { camera: string; name: string; alerts: Parameters<typeof DayBar>[0]['alerts'] & {}; open: (at: number) => void }) {
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

function Grid({ of }: { of: WallSize }) {
  const side = Math.sqrt(of)
  const gap = 1.5
  const cell = (14 - gap * (side - 1)) / side
  return (
    <svg width="16" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
      {Array.from({ length: of }, (_, i) => (
        <rect key={i} x={(i % side) * (cell + gap)} y={Math.floor(i / side) * (cell + gap)} width={cell} height={cell} />
      ))}
    </svg>
  )
}
