import { Switch, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { useCameras, useField, useMap, useMe, useOpenIncidents } from '../api/queries.ts'
import type { Alert, Camera, MapCamera, UnitOnDuty } from '../api/types.ts'
import { healthOf } from '../cameras/health.ts'
import { verdictWords } from '../desk/Facts.tsx'
import { Cross } from '../look/Icons.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { Tile } from '../wall/Tile.tsx'
import { placedOf, type Placed } from './geometry.ts'
import { useLayers, wordsOf } from './layers.ts'
import { MapMark } from './MapMark.tsx'
import { MapView } from './MapView.tsx'
import '../wall/wall.css'
import './map.css'

const NONE: readonly MapCamera[] = []
const NOBODY: readonly UnitOnDuty[] = []
/// How many waiting and judged alerts a camera's card lists; it stands above the camera and must stay on the screen.
const WAITING = 3
const JUDGED = 2

/// The map: where cameras stand and look, and where an alert waits; beside it the same as a list.
export function MapPage({ chosen: id }: { chosen: string | undefined }) {
  const { text, format } = useSpeech()
  const map = useMap()
  const cameras = useCameras()
  const { waiting } = useAlerts()
  const leads = useMe().data?.rights.includes('JUDGE') ?? false
  const incidents = useOpenIncidents(leads).data ?? []
  const onDuty = useField(leads).data?.on_duty ?? NOBODY
  const [, go] = useLocation()
  const [search, setSearch] = useState('')
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const sites = map.data?.cameras ?? NONE
  const placed = useMemo(() => placedOf(sites), [sites])
  const wanted = search.trim().toLocaleLowerCase(text.locale)
  const found = sites.filter((site) => `${site.name} ${site.place ?? ''} ${site.id}`.toLocaleLowerCase(text.locale).includes(wanted))
  const chosen = sites.find((site) => site.id === id)
  const alertsAt = (camera: string) => waiting.filter((alert) => alert.camera === camera)
  const where = waiting.map((alert) => alert.camera).join()
  const waits = useMemo(() => new Set(where.split(',')), [where])
  const layers = useLayers(map.data?.layers ?? [])
  const drawn = layers.map(({ layer, updated }) => `${layer.id}:${updated}:${hidden.has(layer.id)}`).join()
  const shapes = useMemo(() => layers.map(({ layer, shapes }) => ({ ...layer, shapes, shown: !hidden.has(layer.id) })), [drawn])
  const choose = (camera: string | undefined) => go(camera ? `/map/${camera}` : '/map')
  const step = (by: number) => {
    const next = found[Math.min(found.length - 1, Math.max(0, found.findIndex((site) => site.id === id) + by))]
    if (next) choose(next.id)
  }
  useKeys({ j: () => step(1), k: () => step(-1), Escape: () => (id ? choose(undefined) : false) })

  if (map.error && !map.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(map.error)} again={() => void map.refetch()} />
      </div>
    )
  }
  const of = (camera: string) => cameras.data?.find((other) => other.id === camera)
  const card = chosen && (
    <CameraCard key={chosen.id} site={chosen} camera={of(chosen.id)} waiting={alertsAt(chosen.id)} close={() => choose(undefined)} />
  )
  const atPlace = placed.find((site) => site.id === id)
  return (
    <div className="mapPage">
      <nav className="mapList" aria-label={text.map.cameras}>
        <header>
          <h1>{text.map.title}</h1>
          <span className="spacer" />
          <span className="second small">
            <kbd>J</kbd> <kbd>K</kbd>
          </span>
        </header>
        <TextInput aria-label={text.cameras.search} placeholder={text.cameras.search} value={search} onChange={(e) => setSearch(e.currentTarget.value)} />
        {map.data && found.length === 0 && <p className="second mapNone">{text.cameras.none}</p>}
        <ul>
          {found.map((site) => (
            <li key={site.id}>
              <Row site={site} camera={of(site.id)} waiting={alertsAt(site.id)} chosen={site.id === id} onChoose={() => choose(site.id)} />
            </li>
          ))}
        </ul>
        {map.data && placed.length < sites.length && placed.length > 0 && <p className="second small mapNone">{text.map.unplaced(sites.length - placed.length)}</p>}
        {incidents.length > 0 && (
          <section className="mapUnits">
            <h2>{text.map.incidents}</h2>
            <ul>
              {incidents.map((incident) => (
                <li key={incident.number}>
                  <Link href={`/incidents/${incident.number}`}>
                    {text.log.incident(incident.number)}, {text.log.kinds[incident.kind]}
                  </Link>{' '}
                  <span className="second small">
                    {[incident.cameras[0]?.name, text.log.statuses[incident.status]].filter(Boolean).join(', ')}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {onDuty.length > 0 && (
          <section className="mapUnits">
            <h2>{text.field.units}</h2>
            <ul>
              {onDuty.map((on, n) => (
                <li key={`${on.unit} ${n}`}>
                  {on.unit} <span className="second small">{text.field.ago(format.lasting(on.age_s * 1000))}</span>
                </li>
              ))}
            </ul>
          </section>
        )}
        {layers.map(({ layer, error, shapes }) => (
          <section key={layer.id} className="mapLayer">
            <Switch
              size="xs"
              label={layer.name}
              checked={!hidden.has(layer.id)}
              onChange={() => setHidden((before) => (before.has(layer.id) ? without(before, layer.id) : new Set([...before, layer.id])))}
            />
            {error && <ProblemNotice problem={problemIn(error)} />}
            <ul>
              {wordsOf(shapes).map((words) => (
                <li key={Object.values(words).join()}>
                  {words.name}
                  <span className="second small">{[words.note, spanWords(text.map, words.from, words.until)].filter(Boolean).join(', ')}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {atPlace ? null : card}
      </nav>
      {map.data && placed.length === 0 ? (
        <div className="empty">
          <p>{text.map.nothingPlaced}</p>
          <p className="second">{text.map.nothingPlacedNext}</p>
        </div>
      ) : (
        map.data && (
          <MapView
            cameras={placed}
            chosen={id}
            waiting={waits}
            layers={shapes}
            tiles={map.data.tiles}
            onChoose={choose}
            onGround={() => choose(undefined)}
          >
            {placed.map((site) => (
              <MapMark key={site.id} at={site.position}>
                <CameraMark site={site} camera={of(site.id)} alert={alertsAt(site.id)[0]} chosen={site.id === id} onChoose={() => choose(site.id)} />
              </MapMark>
            ))}
            {placed.map((site) => {
              const here = incidents.filter((incident) => incident.cameras[0]?.camera === site.id)
              return (
                here.length > 0 && (
                  <MapMark key={`${site.id} incidents`} at={site.position} above={-26}>
                    <span className="mapIncidents" aria-hidden="true">
                      {here.map((incident) => (
                        <Link key={incident.number} tabIndex={-1} href={`/incidents/${incident.number}`}>
                          {text.log.incident(incident.number)}
                        </Link>
                      ))}
                    </span>
                  </MapMark>
                )
              )
            })}
            {onDuty.map((on, n) => (
              <MapMark key={`${on.unit} ${n}`} at={on.position}>
                <span className="mapUnit" aria-hidden="true">
                  <i />
                  <span>{on.unit}</span>
                </span>
              </MapMark>
            ))}
            {atPlace && (
              <MapMark at={atPlace.position} anchor="bottom" above={16}>
                {card}
              </MapMark>
            )}
          </MapView>
        )
      )}
    </div>
  )
}

function without(all: ReadonlySet<string>, one: string): Set<string> {
  return new Set([...all].filter((other) => other !== one))
}

/// Dates of a layer are its file's own words.
function spanWords(text: { fromUntil(from: string, until: string): string; until(until: string): string; from(from: string): string }, from: string, until: string): string {
  if (from && until) return text.fromUntil(from, until)
  return until ? text.until(until) : from ? text.from(from) : ''
}

interface OfCamera {
  site: MapCamera
  camera: Camera | undefined
  waiting: readonly Alert[]
}

function Row({ site, camera, waiting, chosen, onChoose }: OfCamera & { chosen: boolean; onChoose(): void }) {
  const { text } = useSpeech()
  return (
    <button type="button" className={`mapRow ${waiting.length > 0 ? 'waiting' : ''}`} aria-current={chosen} onClick={onChoose}>
      {camera && <Health camera={camera} />}
      <span className="mapRowName">
        {site.name}
        <span className="second small">{site.position ? site.place : text.map.noPosition}</span>
      </span>
      {waiting[0] && <span className="mapEvent">{text.events[waiting[0].event]}</span>}
    </button>
  )
}

function Health({ camera }: { camera: Camera }) {
  const { text } = useSpeech()
  const health = healthOf(camera)
  return (
    <>
      <span className={`dot ${health === 'good' ? '' : health}`} />
      {health !== 'good' && <span className="hidden">{text.map.health[health]}</span>}
    </>
  )
}

/// A camera at its place. The list is for the keyboard and for those who do not see the map.
function CameraMark({ site, camera, alert, chosen, onChoose }: { site: Placed; camera: Camera | undefined; alert: Alert | undefined; chosen: boolean; onChoose(): void }) {
  const { text } = useSpeech()
  const health = camera ? healthOf(camera) : 'good'
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      className={`mapCamera ${health} ${chosen ? 'chosen' : ''} ${alert ? 'waiting' : ''}`}
      data-camera={site.id}
      onClick={onChoose}
    >
      <i />
      <span>
        {alert && <b>{text.events[alert.event]}</b>} {site.name}
      </span>
    </button>
  )
}

/// The camera's picture in place, its alerts, and the ways on from here.
function CameraCard({ site, camera, waiting, close }: OfCamera & { close(): void }) {
  const { text, format } = useSpeech()
  const { judged } = useAlerts()
  const before = judged.filter((alert) => alert.camera === site.id).slice(0, JUDGED)
  const listed = [...waiting.slice(0, WAITING), ...before]
  return (
    <section className="mapCard" aria-label={site.name}>
      {camera && (
        <Tile
          camera={camera}
          pace="ALL"
          chosen={false}
          active
          large={false}
          timing={false}
          small={false}
          asking={false}
          alert={waiting[0]}
          onChoose={() => undefined}
          onEnlarge={undefined}
          onTakeOut={undefined}
        />
      )}
      <button type="button" className="mapCardClose" aria-label={text.common.close} title={`${text.common.close} (${text.keys.escape})`} onClick={close}>
        <Cross />
      </button>
      {site.place && <p className="second small">{site.place}</p>}
      {listed.length > 0 && (
        <ul>
          {listed.map((alert) => (
            <li key={alert.id}>
              <Link href={`/desk/${alert.id}`}>
                <span className="mono">{format.time(alert.at)}</span> {text.events[alert.event]}
              </Link>
              {alert.state !== 'WAITING' && <span className="second small"> {verdictWords(text, alert)}</span>}
            </li>
          ))}
          {waiting.length > WAITING && (
            <li>
              <Link href="/desk">{text.map.more(waiting.length - WAITING)}</Link>
            </li>
          )}
        </ul>
      )}
      <p className="mapCardWays">
        <Link className="button small" href={`/review/${site.id}`}>
          {text.nav.review}
        </Link>
        <Link className="button small" href={`/cameras/${site.id}`}>
          {text.map.toCamera}
        </Link>
      </p>
    </section>
  )
}
