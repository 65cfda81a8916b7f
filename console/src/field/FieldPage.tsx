import { Select, Switch } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useField, useMap, useTown } from '../api/queries.ts'
import { post } from '../api/client.ts'
import type { FieldAlert, FieldIncident, Me } from '../api/types.ts'
import { Mark } from '../look/Icons.tsx'
import { placedOf } from '../map/geometry.ts'
import { MapMark } from '../map/MapMark.tsx'
import { MapView } from '../map/MapView.tsx'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/Switches.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { isDone, keep, standing, STEPS, type Pressed } from './queue.ts'
import { installPage, useOnline } from './page.ts'
import { Said } from './Said.tsx'
import { useDuty } from './useDuty.ts'
import { useStills, type Still } from './useStills.ts'
import { useWaiting } from './useWaiting.ts'
import './field.css'

/// The page of a team on the ground, for a telephone and a weak network: confirmed alerts, one masked still of each, three
/// buttons; the map as a sheet over the list. What the server tells stays in memory.
export default function FieldPage({ me }: { me: Me }) {
  const { text, inZone } = useSpeech()
  const attends = me.rights.includes('ATTEND')
  const field = useField(attends)
  const zone = useTown().data?.zone
  const { waiting, refused, press } = useWaiting()
  const { stills, look } = useStills()
  const [unit, setUnit] = useState('')
  const [on, setOn] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const [map, setMap] = useState(false)
  const duty = useDuty(on, unit)
  const online = useOnline()
  useEffect(installPage, [])
  useEffect(() => {
    if (zone) inZone(zone)
  }, [zone, inZone])
  useEffect(() => {
    document.title = `${text.field.title} · Vigie`
  }, [text])

  if (!attends) {
    return (
      <div className="empty">
        <p>{text.field.notYours}</p>
        <p>
          <a href="/">{text.field.toConsole}</a>
        </p>
      </div>
    )
  }
  const alerts = field.data?.alerts ?? []
  const lost = !online || field.isError
  const leave = async () => {
    await post('/api/field/off-duty')
    keep(sessionStorage, [])
    await post('/api/sign-out')
    location.assign('/field')
  }
  return (
    <div className="field">
      <header className="fieldHead">
        <Mark />
        <h1>{text.field.title}</h1>
        <span className="spacer" />
        <LanguageSwitch />
        <ThemeSwitch />
        <button type="button" className="button plain small" onClick={() => void leave()}>
          {text.door.signOut}
        </button>
      </header>
      <News lost={lost} at={field.dataUpdatedAt} waiting={waiting.length} />
      {refused && <ProblemNotice problem={refused} />}
      <DutyPanel units={field.data?.units ?? []} unit={unit} onUnit={setUnit} on={on} onDuty={setOn} kind={duty.kind} found={duty.kind === 'on' && duty.at !== undefined} lost={lost} />
      <main className="fieldList">
        {field.data && field.data.incidents.length > 0 && (
          <ul>
            {field.data.incidents.map((incident) => (
              <li key={incident.number}>
                <IncidentPanel incident={incident} />
              </li>
            ))}
          </ul>
        )}
        {field.data && alerts.length === 0 && (
          <div className="empty">
            <p>{text.field.none}</p>
            <p className="second small">{text.field.noneNext}</p>
          </div>
        )}
        <ul>
          {alerts.map((alert) => (
            <li key={alert.id}>
              <AlertPanel
                alert={alert}
                chosen={chosen === alert.id || alerts.length === 1}
                onChoose={() => setChosen(chosen === alert.id ? undefined : alert.id)}
                waiting={waiting}
                onPress={(step) => press({ alert: alert.id, step, unit, at: Date.now() })}
                still={stills.get(alert.id)}
                onLook={() => void look(alert.id)}
                onMap={() => {
                  setChosen(alert.id)
                  setMap(true)
                }}
              />
            </li>
          ))}
        </ul>
      </main>
      <section className={`fieldSheet ${map ? 'open' : ''}`} aria-label={text.field.map}>
        <button type="button" className="fieldHandle" aria-expanded={map} onClick={() => setMap(!map)}>
          {map ? text.field.closeMap : text.field.map}
        </button>
        {map && (
          <Sheet
            alerts={alerts}
            chosen={alerts.find((alert) => alert.id === chosen)}
            onChoose={(alert) => setChosen(alert)}
            you={duty.kind === 'on' ? duty.at : undefined}
          />
        )}
      </section>
    </div>
  )
}

/// Whether there is a network, and how old what is shown is.
function News({ lost, at, waiting }: { lost: boolean; at: number; waiting: number }) {
  const { text, format } = useSpeech()
  return (
    <div className="fieldNews" role="status">
      {lost && (
        <p className="fieldOffline">
          <span className="dot bad" /> {text.field.offline} {at > 0 ? text.field.newsOf(format.time(at)) : text.field.noNews}
        </p>
      )}
      {waiting > 0 && <p>{text.field.waits(waiting)}</p>}
      {!lost && at > 0 && <p className="second small">{text.field.newsOf(format.time(at))}</p>}
    </div>
  )
}

interface DutyProps {
  units: readonly string[]
  unit: string
  onUnit(unit: string): void
  on: boolean
  onDuty(on: boolean): void
  kind: 'off' | 'on' | 'denied'
  found: boolean
  lost: boolean
}

function DutyPanel({ units, unit, onUnit, on, onDuty, kind, found, lost }: DutyProps) {
  const { text } = useSpeech()
  const t = text.field
  if (units.length === 0) return <p className="second small fieldDuty">{t.noUnits}</p>
  const seen = lost ? t.dutyLost : found ? t.dutyOn(unit) : t.dutySearching
  const said = !unit ? t.chooseUnit : !on ? t.dutyOff : kind === 'denied' ? t.dutyDenied : seen
  return (
    <section className="fieldDuty">
      <Select aria-label={t.unit} placeholder={t.unit} data={[...units]} value={unit || null} onChange={(next) => onUnit(next ?? '')} allowDeselect={!on} />
      <Switch label={t.duty} checked={on} disabled={!unit} onChange={(e) => onDuty(e.currentTarget.checked)} />
      <p className="second small">{said}</p>
    </section>
  )
}

/// An incident that goes on: what, where, who was sent. What is said of it is said to the control room.
function IncidentPanel({ incident }: { incident: FieldIncident }) {
  const { text, format } = useSpeech()
  return (
    <article className="fieldAlert incident" data-incident={incident.number}>
      <div className="fieldTitle">
        <span>
          <b>{text.log.kinds[incident.kind]}</b> <span className="second">{text.field.incident(incident.number)}</span>
        </span>
        <span className="mono second">{format.minute(incident.begun)}</span>
        <span>{incident.places.map((place) => place.camera_name).join(', ')}</span>
        <span className="second small">{text.log.statuses[incident.status]}</span>
      </div>
      {(incident.title || incident.teams.length > 0 || incident.places.some((place) => place.place)) && (
        <div className="fieldBody">
          {incident.places.map((place) => place.place && <p key={place.camera} className="second">{place.place}</p>)}
          {incident.title && <p>{incident.title}</p>}
          {incident.teams.length > 0 && <p className="second">{text.field.sent(incident.teams.join(', '))}</p>}
        </div>
      )}
    </article>
  )
}

interface AlertProps {
  alert: FieldAlert
  chosen: boolean
  onChoose(): void
  waiting: readonly Pressed[]
  onPress(step: Pressed['step']): void
  still: Still | undefined
  onLook(): void
  onMap(): void
}

function AlertPanel({ alert, chosen, onChoose, waiting, onPress, still, onLook, onMap }: AlertProps) {
  const { text, format } = useSpeech()
  const done = isDone(alert)
  return (
    <article className={`fieldAlert ${done ? 'done' : ''}`} data-alert={alert.id}>
      <button type="button" className="fieldTitle" aria-expanded={chosen} onClick={onChoose}>
        <span>
          <b>{text.events[alert.event]}</b>
          {done && <span className="fieldDone">{text.field.done}</span>}
        </span>
        <span className="mono second">{format.minute(alert.at)}</span>
        <span>{alert.camera_name}</span>
        <span className="second small">{text.field.confirmedAt(format.minute(alert.confirmed_at))}</span>
      </button>
      {chosen && (
        <div className="fieldBody">
          {alert.place && <p className="second">{alert.place}</p>}
          {alert.note && <p>{alert.note}</p>}
          <Picture alert={alert} still={still} onLook={onLook} />
          {alert.position && (
            <button type="button" className="button" onClick={onMap}>
              {text.field.onMap}
            </button>
          )}
          <div className="fieldSteps">
            {STEPS.map((step) => {
              const stands = standing(alert, waiting, step)
              const mine = alert.steps.find((taken) => taken.mine && taken.step === step)
              return (
                <button key={step} type="button" className={`button ${stands === 'open' ? '' : 'chosen'}`} disabled={stands !== 'open'} data-standing={stands} onClick={() => onPress(step)}>
                  {text.field.steps[step]}
                  <span className="small second">{mine ? format.minute(mine.at) : stands === 'waits' ? text.field.stepWaits : ''}</span>
                </button>
              )
            })}
          </div>
          <Said steps={alert.steps.filter((taken) => !taken.mine)} />
        </div>
      )}
    </article>
  )
}

/// A masked still, asked for with a press: each look is an entry, and ends by itself.
function Picture({ alert, still, onLook }: { alert: FieldAlert; still: Still | undefined; onLook(): void }) {
  const { text, format } = useSpeech()
  const now = useNow()
  if (!alert.still) return <p className="second small">{text.field.stillNone}</p>
  if (still?.kind === 'shown') {
    return (
      <figure className="fieldStill">
        <video src={still.url} muted playsInline autoPlay disablePictureInPicture controlsList="nodownload" aria-label={`${text.field.stillAlt}, ${alert.camera_name}`} />
        <figcaption className="second small">{text.field.stillUntil(format.lasting(still.until - now))}</figcaption>
      </figure>
    )
  }
  return (
    <>
      {still?.kind === 'over' && <p className="second small">{text.field.stillOver}</p>}
      {still?.kind === 'refused' && <ProblemNotice problem={still.problem} />}
      <button type="button" className="button" disabled={still?.kind === 'coming'} onClick={onLook}>
        {still?.kind === 'over' ? text.field.stillAgain : text.field.still}
      </button>
    </>
  )
}

interface SheetProps {
  alerts: readonly FieldAlert[]
  chosen: FieldAlert | undefined
  onChoose(alert: string | undefined): void
  you: { latitude: number; longitude: number } | undefined
}

/// The map of the cameras where something was confirmed, and of where one is oneself.
function Sheet({ alerts, chosen, onChoose, you }: SheetProps) {
  const { text } = useSpeech()
  const sites = useMap().data
  const placed = useMemo(() => placedOf(sites?.cameras ?? []), [sites])
  const open = alerts.filter((alert) => !isDone(alert))
  const where = open.map((alert) => alert.camera).join()
  const waits = useMemo(() => new Set(where.split(',')), [where])
  const none = useMemo(() => [], [])
  if (!sites) return null
  if (placed.length === 0) return <p className="empty second">{text.map.nothingPlaced}</p>
  return (
    <MapView cameras={placed} chosen={chosen?.camera} waiting={waits} layers={none} tiles={sites.tiles} onGround={() => onChoose(undefined)} onChoose={() => undefined}>
      {open.map(
        (alert) =>
          alert.position && (
            <MapMark key={alert.id} at={alert.position}>
              <button type="button" className="mapCamera waiting" onClick={() => onChoose(alert.id)}>
                <i />
                <span>
                  <b>{text.events[alert.event]}</b> {alert.camera_name}
                </span>
              </button>
            </MapMark>
          ),
      )}
      {you && (
        <MapMark at={you}>
          <span className="mapUnit">
            <i />
            <span>{text.field.you}</span>
          </span>
        </MapMark>
      )}
    </MapView>
  )
}
