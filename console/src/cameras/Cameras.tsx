import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { useCameras, useCommissioning, useMe, useStops, useTown } from '../api/queries.ts'
import type { BurnedMasks, Camera, Rule, RuleTrial } from '../api/types.ts'
import { shareConfirmed } from '../desk/queue.ts'
import { Drawing } from '../film/Drawing.tsx'
import { LiveLift } from '../lift/LiveLift.tsx'
import { RelayMarks } from '../relay/RelayMarks.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { inShadow } from '../rules/trial.ts'
import { useOff } from '../sources/useOff.ts'
import { useSources } from '../sources/useSources.ts'
import { SourcePart } from '../sources/SourcePart.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { Steer } from '../steer/Steer.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Text } from '../text/en.ts'
import { settingWords } from '../text/settings.ts'
import { Live } from '../wall/Tile.tsx'
import { Tabs } from '../shell/Tabs.tsx'
import { Calibration, DrawLink, DrawnZones } from '../zones/CameraZones.tsx'
import { healthOf, meetsNorm, sizeWords, telling, troublesOf } from './health.ts'
import { StopDialog, type StopTarget } from './StopDialog.tsx'
import { ViewNotice } from './ViewNotice.tsx'
import './cameras.css'
import '../wall/wall.css'

/// Every camera and how it is; one of them in detail, with its stop buttons.
export function Cameras({ chosen: id }: { chosen: string | undefined }) {
  const { text } = useSpeech()
  const cameras = useCameras()
  const town = useTown()
  const me = useMe()
  const [, go] = useLocation()
  const [search, setSearch] = useState('')
  const [target, setTarget] = useState<StopTarget>()
  const all = cameras.data ?? []
  const wanted = search.trim().toLocaleLowerCase(text.locale)
  const found = all.filter((camera) => `${camera.name} ${camera.id}`.toLocaleLowerCase(text.locale).includes(wanted))
  const chosen = all.find((camera) => camera.id === id) ?? found[0]
  const mayStop = me.data?.rights.includes('STOP') ?? false
  const stopped = town.data?.stopped ?? false
  const step = (by: number) => {
    const next = found[Math.min(found.length - 1, Math.max(0, found.findIndex((camera) => camera === chosen) + by))]
    if (next) go(`/cameras/${next.id}`)
  }
  useKeys({ j: () => step(1), k: () => step(-1) })

  if (cameras.error && !cameras.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(cameras.error)} again={() => void cameras.refetch()} />
      </div>
    )
  }
  return (
    <div className="cameras">
      <div className="camerasList">
        <div className="pageHead">
          <h1>{text.cameras.title}</h1>
          <span className="spacer" />
          <TextInput aria-label={text.cameras.search} placeholder={text.cameras.search} value={search} onChange={(e) => setSearch(e.currentTarget.value)} />
          {mayStop && (
            <button type="button" className="button" onClick={() => setTarget({ scope: 'TOWN', release: stopped })}>
              {stopped ? text.cameras.resumeTown : text.cameras.stopTown}
            </button>
          )}
        </div>
        {stopped && (
          <div className="notice">
            <p>{text.cameras.townStopped}</p>
          </div>
        )}
        {cameras.data && found.length === 0 && <p className="empty second">{text.cameras.none}</p>}
        <ul className="camerasRows">
          {found.map((camera) => (
            <li key={camera.id}>
              <Row camera={camera} chosen={camera === chosen} onChoose={() => go(`/cameras/${camera.id}`)} />
            </li>
          ))}
        </ul>
      </div>
      {chosen && <Details key={chosen.id} camera={chosen} mayStop={mayStop && chosen.rights.includes('STOP')} ask={setTarget} />}
      {target && <StopDialog target={target} close={() => setTarget(undefined)} />}
    </div>
  )
}

function Row({ camera, chosen, onChoose }: { camera: Camera; chosen: boolean; onChoose: () => void }) {
  const { text } = useSpeech()
  const health = healthOf(camera)
  const stream = telling(camera)
  const troubles = troublesOf(camera)
  const off = useOff(camera)
  return (
    <button type="button" className="cameraRow" aria-current={chosen} aria-label={text.cameras.details(camera.name)} onClick={onChoose}>
      <span className={`dot ${health !== 'good' ? health : troubles.length > 0 ? 'bad' : ''}`} />
      <span className="cameraRowName">
        <span>{camera.name}</span>
        <span className="second small mono">{camera.id}</span>
      </span>
      <span className="cameraRowState">
        <span>{stateWord(text, camera)}</span>
        {troubles.map((trouble) => (
          <span key={trouble} className="second small">
            {text.cameras.troubleWords[trouble]}
          </span>
        ))}
        {off ? <span className="second small">{off.why}</span> : health !== 'good' && stream?.reason && <span className="second small">{stream.reason}</span>}
      </span>
      <span className="second small cameraRowSight">
        {camera.stopped ? text.wall.stopped : text.cameras.sight[camera.watching]}
      </span>
    </button>
  )
}

function stateWord(text: Text, camera: Camera): string {
  const health = healthOf(camera)
  if (health === 'off') return text.cameras.off
  if (camera.recording) return health === 'good' && troublesOf(camera).length === 0 ? text.cameras.ok : text.cameras.bad
  return text.cameras.notRecording
}

const TABS = ['picture', 'rules', 'calibration', 'health'] as const

/// Of what flies or is worn: nothing is drawn on it.
const TABS_OF_SOURCE = ['picture', 'health'] as const

function Details({ camera, mayStop, ask }: { camera: Camera; mayStop: boolean; ask: (target: StopTarget) => void }) {
  const { text } = useSpeech()
  const asked = new URLSearchParams(useSearch())
  const alert = asked.get('lift') ?? undefined
  const [, go] = useLocation()
  const sources = useSources()
  const source = sources.list.find((one) => one.camera === camera.id)
  const tabs: readonly (typeof TABS)[number][] = source ? TABS_OF_SOURCE : TABS
  const tab = tabs.find((one) => one === asked.get('tab')) ?? 'picture'
  const off = useOff(camera)
  const health = healthOf(camera)
  const stream = telling(camera)
  const help = off ? off.help : stream && health !== 'good' ? text.cameras.whatYouCan[stream.phase] : ''
  return (
    <div className="cameraDetails">
      <header className="deskTitle">
        <h2>{camera.name}</h2>
        <Link className="button small" href={`/review/${camera.id}`}>
          {text.cameras.review}
        </Link>
      </header>
      <ViewNotice camera={camera} />
      {stream && health !== 'good' && (
        <div className={off && source ? 'notice' : 'notice bad'}>
          <div>
            <p>{off ? off.why : stream.reason || text.phases[stream.phase]}</p>
            {help && <p>{help}</p>}
          </div>
        </div>
      )}
      <Tabs
        label={camera.name}
        values={tabs}
        value={tab}
        choose={(one) => go(`/cameras/${camera.id}?tab=${one}`, { replace: true })}
        say={(one) => text.zones.tabs[one]}
      >
        {tab === 'picture' && (
          <>
            {camera.rights.includes('VIEW_LIVE') && (
              <div className="tile cameraLive">
                <Live camera={camera} />
                <Drawing zones={zonesInView(camera)} masks={camera.steerable ? [] : (camera.masks?.zones ?? [])} />
                <RelayMarks camera={camera.id} />
                {!sources.isShut(camera.id) && <LiveLift camera={camera} active alert={alert} asking={alert !== undefined} />}
                <Steer camera={camera} active />
              </div>
            )}
            {source ? <SourcePart source={source} sources={sources} /> : <DrawnZones camera={camera} />}
          </>
        )}
        {tab === 'rules' && <RuleSection camera={camera} mayStop={mayStop} ask={ask} />}
        {tab === 'calibration' && <Calibration camera={camera} />}
        {tab === 'health' && <Health camera={camera} />}
      </Tabs>
    </div>
  )
}

/// What its streams and the eye do, what is stored, and under which act.
function Health({ camera }: { camera: Camera }) {
  const { text, format } = useSpeech()
  return (
    <section>
      <h2>{text.cameras.streams}</h2>
      <dl className="facts">
        {camera.states.map((state) => (
          <div key={state.stream} className="factsRow">
            <dt>{state.stream === 'MAIN' ? text.cameras.main : text.cameras.sub}</dt>
            <dd>
              <span className={`dot ${state.phase === 'STREAMING' ? '' : state.phase === 'OFF' ? 'off' : 'bad'}`} /> {text.phases[state.phase]}{' '}
              <span className="second">
                {text.cameras.since(format.time(state.since))}, {text.cameras.units(format.count(state.access_units))}, {text.cameras.lost(format.count(state.lost_packets))}
              </span>
            </dd>
          </div>
        ))}
        <dt>{text.cameras.stored}</dt>
        <dd>
          {camera.stored
            ? text.cameras.storedAs(
                sizeWords(camera.stored.width, camera.stored.height),
                format.count(Math.round(camera.stored.pictures_per_second * 10) / 10),
                format.bitRate(camera.stored.bits_per_second),
              )
            : text.cameras.storedNone}
        </dd>
        <dt>{text.cameras.norm}</dt>
        <dd>
          {meetsNorm(camera) !== undefined && (
            <>
              <span className={`dot ${meetsNorm(camera) ? '' : 'bad'}`} /> {meetsNorm(camera) ? text.cameras.normMet : text.cameras.normMissed}{' '}
            </>
          )}
          <span className="second">
            {camera.norm
              ? `(${text.cameras.normAsks(
                  text.cameras.norms[camera.norm.of],
                  sizeWords(camera.norm.width, camera.norm.height),
                  format.count(camera.norm.pictures_per_second),
                )})`
              : text.cameras.normNone}
          </span>
        </dd>
        <dt>{text.cameras.act}</dt>
        <dd>
          {camera.act ? (
            <>
              <span className="mono">{camera.act.number}</span>{' '}
              <span className="second">
                {camera.act.authority}, {text.cameras.daysLeft(camera.act.days_left)}
              </span>
            </>
          ) : (
            text.cameras.noAct
          )}
        </dd>
        <dt>{text.cameras.watching}</dt>
        <dd>{text.cameras.sight[camera.watching]}</dd>
        <dt>{text.cameras.analysed}</dt>
        <dd>{format.count(camera.analysed)}</dd>
        <dt>{text.cameras.skipped}</dt>
        <dd>{format.count(camera.skipped)}</dd>
        {camera.masks && <MaskFacts masks={camera.masks} />}
      </dl>
    </section>
  )
}

/// What is looked for, and the buttons that stop it.
function RuleSection({ camera, mayStop, ask }: { camera: Camera; mayStop: boolean; ask: (target: StopTarget) => void }) {
  const { text, format } = useSpeech()
  const stops = useStops()
  const trials = useCommissioning().data?.rules.filter((trial) => trial.camera === camera.id)
  const cameraStop = stops.data?.find((stop) => stop.scope === 'CAMERA' && stop.camera === camera.id)
  return (
    <section>
      <div className="rulesHead">
        <h2>{text.cameras.rules}</h2>
        <span className="spacer" />
        <DrawLink camera={camera} pane="rules" />
        {mayStop && (
          <button
            type="button"
            className="button small"
            onClick={() => ask({ scope: 'CAMERA', camera: camera.id, release: cameraStop !== undefined, name: camera.name })}
          >
            {cameraStop ? text.cameras.resumeCamera : text.cameras.stopCamera}
          </button>
        )}
      </div>
      {cameraStop && (
        <div className="notice">
          <div>
            <p>{text.wall.stopped}</p>
            <p>
              {cameraStop.since && text.cameras.since(format.moment(cameraStop.since))} {cameraStop.reason}
            </p>
          </div>
        </div>
      )}
      {camera.rules.length === 0 && <p className="second">{text.cameras.noRules}</p>}
      <ul className="rules">
        {camera.rules.map((rule) => (
          <RuleRow key={rule.id} camera={camera} rule={rule} trial={trials?.find((trial) => trial.rule === rule.id)} mayStop={mayStop} ask={ask} />
        ))}
      </ul>
    </section>
  )
}

/// What is painted over, since which version, and what that costs.
function MaskFacts({ masks }: { masks: BurnedMasks }) {
  const { text, format } = useSpeech()
  return (
    <>
      <dt>{text.cameras.masks}</dt>
      <dd>
        {text.cameras.burnedIn(masks.zones.length)}{' '}
        <span className="second">
          <span className="mono">{text.cameras.maskVersion(masks.version)}</span>
          {masks.lost > 0 && `, ${text.cameras.maskLost(format.count(masks.lost))}`}
        </span>
        {masks.burners === 0 && <p>{text.cameras.noBurner}</p>}
      </dd>
      <dt>{text.cameras.maskCost}</dt>
      <dd>{text.cameras.maskCostOf(format.count(Math.round(masks.core_percent * 10) / 10), format.count(Math.round(masks.millis_per_picture * 10) / 10))}</dd>
    </>
  )
}

function RuleRow({
  camera,
  rule,
  trial,
  mayStop,
  ask,
}: {
  camera: Camera
  rule: Rule
  trial: RuleTrial | undefined
  mayStop: boolean
  ask: (target: StopTarget) => void
}) {
  const { text, format } = useSpeech()
  const share = shareConfirmed(rule.precision)
  const settings = Object.entries(rule.settings).map(([name, value]) => settingWords(text, name, value))
  return (
    <li className="rule">
      <span className="ruleWords">
        <span>
          {trial ? <Link href={`/rules/${camera.id}/${encodeURIComponent(rule.id)}`}>{text.events[rule.event]}</Link> : text.events[rule.event]}{' '}
          {rule.stopped && <span className="ruleStopped">{text.cameras.stopped}</span>}
          {trial && inShadow(trial) && <span className="ruleStopped">{text.rules.standings[trial.standing]}</span>}
        </span>
        <span className="second small mono">{[rule.id, rule.zone || text.desk.wholePicture, ...settings].join(' · ')}</span>
      </span>
      {share !== undefined && rule.precision && (
        <span className="second small" title={text.desk.precision}>
          {text.desk.precisionOf(rule.precision.confirmed, rule.precision.confirmed + rule.precision.dismissed)}, {format.percent(share)}
        </span>
      )}
      {mayStop && (
        <button
          type="button"
          className="button small"
          aria-label={`${rule.stopped ? text.cameras.resumeRule : text.cameras.stopRule}: ${rule.id}`}
          onClick={() => ask({ scope: 'RULE', camera: camera.id, rule: rule.id, release: rule.stopped, name: `${camera.name}, ${rule.id}` })}
        >
          {rule.stopped ? text.cameras.resume : text.cameras.stop}
        </button>
      )}
    </li>
  )
}

/// What is drawn on the view that a camera has now: of one that turns, on that of the place where it stands.
const zonesInView = (camera: Camera) =>
  camera.away_since === undefined ? camera.zones.filter((zone) => zone.preset === undefined) : camera.zones.filter((zone) => zone.preset !== undefined && zone.preset === camera.stands_at)
