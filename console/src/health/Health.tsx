import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAlarms, useCameras, useClock, useMachine, useTown, useWitnesses } from '../api/queries.ts'
import type { Camera, Machine, VolumeState } from '../api/types.ts'
import { healthOf, meetsNorm, sizeWords, telling, troublesOf } from '../cameras/health.ts'
import { SourceTable } from '../desk/SourceTable.tsx'
import { useOff } from '../sources/useOff.ts'
import { TimedSourceTable } from '../sources/TimedSourceTable.tsx'
import { RelayTable } from '../relay/RelayTable.tsx'
import { AlarmsHolding } from '../shell/AlarmsItem.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { CELLS, daysHeld, daysLeft, stateOf, type Cell, type Known, type State } from './cells.ts'
import './health.css'

/// Where a cell leads: to the part of this page that says more, or to the page that is about it.
const MORE: Record<Cell, string> = {
  cameras: '#cameras',
  disks: '#disks',
  eyes: '#programs',
  clock: '#programs',
  ledger: '/registers',
  duties: '/acts',
  computer: '#programs',
  certificate: '#programs',
}

/// The whole system on one page that reads in five seconds: eight cells, what is wrong, then the figures.
export function Health() {
  const { text, format } = useSpeech()
  const t = text.health
  const town = useTown()
  const cameras = useCameras()
  const machine = useMachine()
  const clock = useClock()
  const witnesses = useWitnesses()
  const alarms = useAlarms()
  const known: Known = {
    town: town.data,
    cameras: cameras.data,
    machine: machine.data,
    clock: clock.data,
    witnesses: witnesses.data,
    alarms: alarms.data?.current,
  }
  const failed = [town, cameras, machine, clock, witnesses, alarms].find((one) => one.error && !one.data)
  if (failed) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(failed.error)} again={() => void failed.refetch()} />
      </div>
    )
  }
  const states = CELLS.map((cell) => stateOf(cell, known))
  const bad = states.filter((state) => state === 'bad').length
  const complete = states.every((state) => state !== undefined)
  return (
    <div className="page health">
      <div className="pageHead">
        <h1>{t.title}</h1>
        <p className="healthSum" role="status">
          {complete && (
            <>
              <span className={`dot ${bad > 0 ? 'bad' : ''}`} /> {bad > 0 ? t.wrong(bad) : t.well}
            </>
          )}
        </p>
        <span className="spacer" />
        {town.data && <span className="second mono small">{t.looked(format.time(town.data.now))}</span>}
      </div>
      <ul className="healthCells">
        {CELLS.map((cell, i) => (
          <li key={cell}>
            <CellOf cell={cell} state={states[i]} known={known} />
          </li>
        ))}
      </ul>
      {alarms.data && alarms.data.current.length > 0 && (
        <section>
          <h2>{t.alarms}</h2>
          <AlarmsHolding alarms={alarms.data.current} />
        </section>
      )}
      {cameras.data && cameras.data.length > 0 && <CamerasTable cameras={cameras.data} />}
      <RelayTable />
      <SourceTable />
      <TimedSourceTable />
      {machine.data && <Disks machine={machine.data} />}
      {machine.data && <Programs known={known} machine={machine.data} />}
    </div>
  )
}

function CellOf({ cell, state, known }: { cell: Cell; state: State | undefined; known: Known }) {
  const { text } = useSpeech()
  const t = text.health
  const { value, detail } = useWords()(cell, known)
  const inside = (
    <>
      <span className="healthCellName">
        {state && <span className={`dot ${state === 'good' ? '' : state}`} />}
        <span>{t.cells[cell]}</span>
        {state && <span className="hidden">{t.states[state]}</span>}
      </span>
      <span className="healthCellValue">{value ?? t.unknown}</span>
      <span className="second small">{detail}</span>
    </>
  )
  const more = MORE[cell]
  const look = `healthCell ${state ?? ''}`
  return more.startsWith('#') ? (
    <a className={look} data-cell={cell} data-state={state} href={more}>
      {inside}
    </a>
  ) : (
    <Link className={look} data-cell={cell} data-state={state} href={more}>
      {inside}
    </Link>
  )
}

interface Words {
  readonly value: string | undefined
  readonly detail: string
}

/// What a cell says: the one figure that matters, and what stands behind it.
function useWords(): (cell: Cell, known: Known) => Words {
  const { text, format } = useSpeech()
  const t = text.health
  const nothing: Words = { value: undefined, detail: '' }
  return (cell, { town, cameras, machine, clock, witnesses }) => {
    switch (cell) {
      case 'cameras': {
        if (!town || !cameras) return nothing
        const bits = cameras.reduce((sum, camera) => sum + (camera.stored?.bits_per_second ?? 0), 0)
        return { value: cameras.length === 0 ? t.camerasNone : t.camerasValue(town.recording, town.cameras), detail: bits > 0 ? t.rate(format.bitRate(bits)) : '' }
      }
      case 'disks': {
        if (!machine) return nothing
        const missing = machine.volumes.find((volume) => !volume.present)
        const held = daysHeld(machine)
        return {
          value: missing ? t.diskMissing(missing.name) : t.disksValue(format.bytes(machine.volumes.reduce((sum, volume) => sum + volume.left_bytes, 0))),
          detail: held === undefined ? t.holdsUnknown : t.holds(text.common.days(Math.floor(held))),
        }
      }
      case 'eyes':
        if (!machine) return nothing
        return machine.eyes
          ? {
              value: t.eyesValue(machine.eyes.running, machine.eyes.wanted),
              detail: `${machine.eyes.confined ? t.confined : t.unconfined}, ${t.restarts(machine.eyes.restarts)}`,
            }
          : { value: t.eyesNone, detail: '' }
      case 'clock':
        if (!clock) return nothing
        return {
          value: clock.kept === 'YES' ? t.clockValue(milliseconds(clock.error_ms)) : clock.kept === 'NO' ? t.clockNo : t.clockUnknown,
          detail: clock.holds_deletion ? t.clockHolds : clock.source,
        }
      case 'ledger': {
        if (!town || !witnesses) return nothing
        const { at, size } = town.checkpoint
        const last = witnesses.witnesses.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0]
        return {
          value: at ? t.checkpointAt(format.time(at)) : t.checkpointOf(format.count(size)),
          detail: !last ? t.witnessNone : last.at ? t.witnessAt(last.name, format.moment(last.at)) : t.witnessNever(last.name),
        }
      }
      case 'duties': {
        if (!town) return nothing
        const { recording_act: act, detection_act: detection } = town
        return {
          value: act ? t.actDays(act.number, act.days_left) : t.actNone,
          detail: detection ? t.actDays(detection.number, detection.days_left) : t.detectionNone,
        }
      }
      case 'computer': {
        if (!machine) return nothing
        const { busy, memory_bytes: all, memory_left_bytes: left } = machine.computer
        return { value: busy === undefined ? t.busyUnknown : t.busy(format.percent(busy)), detail: t.memoryLeft(format.bytes(left), format.bytes(all)) }
      }
      case 'certificate': {
        if (!machine || !town) return nothing
        const { certificate } = machine
        return certificate
          ? {
              value: t.certificateDays(daysLeft(certificate.until, town.now)),
              detail: certificate.self_signed ? t.selfSigned : t.certificateUntil(format.date(certificate.until)),
            }
          : { value: t.certificateNone, detail: '' }
      }
    }
  }
}

const milliseconds = (ms: number) => `${Math.round(ms)}\u00a0ms`

function CamerasTable({ cameras }: { cameras: readonly Camera[] }) {
  const { text } = useSpeech()
  const t = text.health
  return (
    <section id="cameras">
      <h2>{t.camerasTable}</h2>
      <div className="healthScroll">
        <table className="healthTable">
          <thead>
            <tr>
              <th scope="col">{t.columns.camera}</th>
              <th scope="col">{t.columns.stream}</th>
              <th scope="col">{t.columns.stored}</th>
              <th scope="col" className="figure">
                {t.columns.bits}
              </th>
              <th scope="col" className="figure">
                {t.columns.lost}
              </th>
              <th scope="col" className="figure">
                {t.columns.clock}
              </th>
              <th scope="col" className="figure">
                {t.columns.seen}
              </th>
            </tr>
          </thead>
          <tbody>
            {cameras.map((camera) => (
              <CameraRow key={camera.id} camera={camera} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function CameraRow({ camera }: { camera: Camera }) {
  const { text, format } = useSpeech()
  const t = text.health
  const health = troublesOf(camera).length > 0 ? 'bad' : healthOf(camera)
  const stream = telling(camera)
  const lost = camera.states.reduce((sum, state) => sum + state.lost_packets, 0)
  const seen = camera.analysed + camera.skipped
  const { stored } = camera
  const clock = camera.states.find((state) => state.clock?.ahead_ms !== undefined)?.clock?.ahead_ms
  const off = useOff(camera)
  const troubles = troublesOf(camera).map((trouble) => text.cameras.troubleWords[trouble])
  return (
    <tr data-camera={camera.id}>
      <th scope="row">
        <span className={`dot ${health === 'good' ? '' : health}`} /> <Link href={`/cameras/${camera.id}`}>{camera.name}</Link>
      </th>
      <td>{troubles.length > 0 ? troubles.join(', ') : off ? off.why : stream ? stream.reason || text.phases[stream.phase] : ''}</td>
      <td className={meetsNorm(camera) === false ? 'healthBelow' : ''}>
        {stored ? `${sizeWords(stored.width, stored.height)}, ${format.count(Math.round(stored.pictures_per_second))}/s` : <span className="second">{text.cameras.storedNone}</span>}
        {meetsNorm(camera) === false && ` (${text.cameras.normMissed})`}
      </td>
      <td className="figure">{stored ? format.bitRate(stored.bits_per_second) : ''}</td>
      <td className="figure">{format.count(lost)}</td>
      <td className="figure">
        {clock === undefined ? <span className="second">{t.clockUnmeasured}</span> : clock < 0 ? t.behind(milliseconds(-clock)) : t.ahead(milliseconds(clock))}
      </td>
      <td className="figure">{seen === 0 ? <span className="second">{t.notAnalysed}</span> : t.seenShare(format.percent(camera.analysed / seen))}</td>
    </tr>
  )
}

function Disks({ machine }: { machine: Machine }) {
  const { text, format } = useSpeech()
  const t = text.health
  const { writing } = machine
  return (
    <section id="disks">
      <h2>{t.disksTable}</h2>
      <ul className="healthDisks">
        {machine.volumes.map((volume) => (
          <li key={volume.name}>
            <Disk volume={volume} />
          </li>
        ))}
      </ul>
      {writing.parts > 0 && <p className="second small">{t.writing(milliseconds(writing.typical_ms), milliseconds(writing.slowest_ms))}</p>}
      {writing.copies_behind_bytes > 0 && <p className="second small">{t.copiesBehind(format.bytes(writing.copies_behind_bytes))}</p>}
    </section>
  )
}

function Disk({ volume }: { volume: VolumeState }) {
  const { text, format } = useSpeech()
  const { name, present, detail, used_bytes: used, left_bytes: left, bytes_per_second: rate } = volume
  const all = used + left
  return (
    <>
      <p>
        <span className={`dot ${present && detail === '' ? '' : 'bad'}`} /> <span className="mono">{name}</span>
      </p>
      <svg className="healthDiskBar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect className="all" width="100" height="1" />
        <rect className="used" width={all > 0 ? (100 * used) / all : 0} height="1" />
      </svg>
      <p className="second small">{text.health.diskUsed(format.bytes(used), format.bytes(left), format.bytes(rate))}</p>
      {detail && (
        <p className="small" lang="en">
          {detail}
        </p>
      )}
    </>
  )
}

function Programs({ known, machine }: { known: Known; machine: Machine }) {
  const { text, format } = useSpeech()
  const t = text.health
  const { eyes, computer, certificate } = machine
  const facts: (readonly [name: string, value: ReactNode])[] = [
    [t.facts.version, <span className="mono">{machine.version}</span>],
    [t.facts.started, format.moment(machine.started)],
    ...(eyes
      ? ([
          [t.facts.eyes, `${t.eyesValue(eyes.running, eyes.wanted)}, ${t.restarts(eyes.restarts)}`],
          [t.facts.walls, eyes.confined ? t.confined : <English words={eyes.unconfined_because ?? t.unconfined} />],
          ...(eyes.last_end ? ([[t.facts.lastEnd, <English words={eyes.last_end} />]] as const) : []),
          [t.facts.moves, format.count(eyes.moves)],
          [t.facts.model, eyes.model_refused ? <English words={eyes.model_refused} /> : (eyes.model ?? t.facts.modelNone)],
        ] as const)
      : []),
    [t.facts.cores, format.count(computer.cores)],
    [t.facts.memory, t.leftOf(format.bytes(computer.memory_left_bytes), format.bytes(computer.memory_bytes))],
    [t.facts.heap, t.usedOf(format.bytes(computer.heap_bytes), format.bytes(computer.heap_most_bytes))],
    [t.facts.dataDisk, t.leftOf(format.bytes(computer.disk_left_bytes), format.bytes(computer.disk_bytes))],
    ...(known.clock?.source ? ([[t.facts.clockSource, known.clock.source]] as const) : []),
    ...(certificate
      ? ([
          [t.facts.certificateFor, certificate.subject],
          [t.facts.certificateBy, certificate.self_signed ? t.selfSigned : certificate.issuer],
        ] as const)
      : []),
  ]
  return (
    <section id="programs">
      <h2>{t.programs}</h2>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name} className="healthFact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/// A sentence of the server's own, which it says in English only.
function English({ words }: { words: string }) {
  return <span lang="en">{words}</span>
}
