import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useCameras, useTown } from '../api/queries.ts'
import type { Alert } from '../api/types.ts'
import { footageOf } from '../lift/lifts.ts'
import { useLifts } from '../lift/useLifts.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { dayOf, homeZone, HOUR, plusDays, windowOf, writeDay, type Day, type Window } from '../time/day.ts'
import { DayBarLegend } from '../time/DayBar.tsx'
import { DaySums } from '../time/DaySums.tsx'
import { useSpeech } from '../text/index.tsx'
import { Controls } from './Controls.tsx'
import { forgetGlimpses } from './glimpses.ts'
import { MomentStrip } from './MomentStrip.tsx'
import { MotionNotice } from './MotionNotice.tsx'
import { nextShown, type Ground } from './nextShown.ts'
import { addressOf, shownOf } from './place.ts'
import { ReasonField } from './ReasonField.tsx'
import { ReviewHead } from './ReviewHead.tsx'
import { Rows } from './Rows.tsx'
import { Screen } from './Screen.tsx'
import { Search } from './Search.tsx'
import { nextSpeed } from './transport.ts'
import { useDayAlerts } from './useDayAlerts.ts'
import { useDays } from './useDays.ts'
import { useMovement } from './useMovement.ts'
import { useReason } from './useReason.ts'
import { useShownDay } from './useShownDay.ts'
import { useTransport } from './useTransport.ts'
import './review.css'

const MINUTE = 60_000
/// How long before an alert its replay begins.
const LEAD = 5_000

/// A day of the town: what is recorded of each camera, why the rest is not, and the pictures of one or several of them in
/// step from any moment on: masked, and clear where they are lifted.
export function Review({ camera: wanted }: { camera: string | undefined }) {
  const { text } = useSpeech()
  const zone = useTown().data?.zone ?? homeZone()
  const now = useNow()
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const cameras = useCameras().data ?? NONE
  const town = useMemo(() => cameras.map((camera) => camera.id), [cameras.map((camera) => camera.id).join()])
  const shown = shownOf(town, wanted, search.get('with'))
  const camera = cameras.find((other) => other.id === shown[0])

  const asked = Date.parse(search.get('at') ?? '')
  const transport = useTransport(Number.isNaN(asked) ? undefined : asked)
  const { head } = transport
  const { day, setDay, today, isToday, whole, window, span, setSpan, setCentre } = useShownDay(transport, asked, zone, now)
  const narrow = useMediaQuery('(max-width: 640px)')

  const reason = useReason()
  /// What is looked through for movement; nothing while all is shown.
  const [sought, setSought] = useState<Window>()
  const movement = useMovement(shown, sought, reason.text)

  const [inView, setInView] = useState<readonly string[]>(NO_IDS)
  const { days, error, again } = useDays(town, [...shown, ...inView], writeDay(day), isToday)
  const civil = camera && days.get(camera.id)

  const ground = useRef<Ground>(undefined)
  ground.current = { days: shown.flatMap((id) => days.get(id) ?? []), cameras: shown.length, whole, isToday, moments: movement.moments }
  useEffect(() => {
    transport.nextFootage = (from, back) => nextShown(ground.current!, from, back, Date.now())
  }, [transport])

  const alerts = useDayAlerts(whole)
  const moments = useMemo(
    () => shown.flatMap((id) => alerts.get(id) ?? []).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    [alerts, shown.join()],
  )

  const lifts = useLifts()

  const toggleMotion = () => {
    if (sought) return setSought(undefined)
    if (!reason.given) return reason.ask()
    // What is younger may not be on the disk yet.
    setSought({ from: Math.round(window.from), to: Math.round(Math.min(window.to, now - 5_000)) })
  }
  useEffect(() => setSought(undefined), [writeDay(day)])
  useEffect(() => forgetGlimpses, [])

  const moveTo = (at: number) => {
    if (at < window.from || at > window.to) setCentre(at)
    transport.moveTo(at)
  }
  /// Shows a camera at a moment of any day; beside the others where it is among them.
  const goTo = (id: string, at: number) => {
    if (!shown.includes(id)) showOnly(id)
    setDay(dayOf(at, zone))
    setCentre(at)
    transport.moveTo(at)
  }
  const play = () => {
    if (transport.playing) return transport.pause()
    if (head === undefined) moveTo(Math.max(whole.from, Math.min(now, whole.to) - MINUTE))
    if (!reason.given && !shown.some((id) => footageOf(lifts.all, id, transport.head))) return reason.ask()
    transport.play()
  }
  const seekBy = (ms: number) => head !== undefined && moveTo(Math.min(now, head + ms))
  const toMoment = (by: 1 | -1) => {
    const here = head ?? now
    const found = by > 0 ? moments.find((m) => Date.parse(m.at) - LEAD > here + 500) : moments.findLast((m) => Date.parse(m.at) - LEAD < here - 500)
    if (found) moveTo(Date.parse(found.at) - LEAD)
  }
  const toDay = (next: Day) => {
    if (windowOf(next, zone).from > now) return
    transport.close()
    transport.head = undefined
    setDay(next)
    setCentre(windowOf(next, zone).from + 12 * HOUR)
  }
  const changeDay = (by: 1 | -1) => toDay(plusDays(day, by))
  useKeys({
    ' ': play,
    j: () => toMoment(1),
    k: () => toMoment(-1),
    n: () => changeDay(1),
    p: () => changeDay(-1),
    i: toggleMotion,
    z: () => transport.setBack(!transport.back),
    ',': () => transport.step(-1),
    '.': () => transport.step(1),
    '-': () => transport.setRate(nextSpeed(transport.rate, -1)),
    '+': () => transport.setRate(nextSpeed(transport.rate, 1)),
    ArrowLeft: () => (head === undefined ? false : void seekBy(-10_000)),
    ArrowRight: () => (head === undefined ? false : void seekBy(10_000)),
  })

  /// Chosen by hand: whoever has given a reason sees the picture.
  const chooseMoment = (at: number) => {
    moveTo(at)
    if (reason.given) transport.show()
  }
  const actions = useRef({ choose: chooseMoment, shown })
  actions.current = { choose: chooseMoment, shown }
  const showOnly = useCallback((id: string) => go(addressOf([id])), [go])
  const toggle = useCallback(
    (id: string) => {
      const { shown } = actions.current
      go(addressOf(shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]))
    },
    [go],
  )
  const choose = useCallback(
    (id: string, at: number) => {
      const { shown } = actions.current
      // Of several in step none is taken away by a click beside them.
      if (shown.length === 1 && !shown.includes(id)) showOnly(id)
      actions.current.choose(at)
    },
    [showOnly],
  )

  const scrub = useCallback(
    (id: string, at: number) => {
      if (actions.current.shown.includes(id)) transport.scrub(at)
    },
    [transport],
  )

  return (
    <div className="page review">
      <ReviewHead
        cameras={cameras}
        camera={camera}
        day={day}
        today={today}
        whole={whole}
        span={span}
        showOnly={showOnly}
        onDay={toDay}
        onStep={changeDay}
        onSpan={(next) => {
          setSpan(next)
          setCentre(head ?? Math.min(now, whole.to))
        }}
      />
      {error && <ProblemNotice problem={problemIn(error)} again={again} />}
      <Rows
        cameras={cameras}
        shown={shown}
        days={days}
        window={window}
        head={head}
        now={now}
        alerts={alerts}
        ticks={narrow ? 4 : span >= 24 * HOUR ? 13 : 12}
        inView={setInView}
        choose={choose}
        scrub={scrub}
        moments={movement.moments}
        showOnly={showOnly}
        toggle={toggle}
      />
      <DayBarLegend />
      {civil && camera && (
        <DaySums day={civil}>
          <a href={`/api/cameras/${camera.id}/months/${writeDay(day).slice(0, 7)}/csv`} download>
            {text.review.monthTable}
          </a>
        </DaySums>
      )}

      <div className="reviewBody">
        <div className="reviewPlayer">
          <div className={`screens of${shown.length}`}>
            {cameras
              .filter((one) => shown.includes(one.id))
              .toSorted((a, b) => shown.indexOf(a.id) - shown.indexOf(b.id))
              .map((one) => (
                <Screen
                  key={one.id}
                  camera={one}
                  transport={transport}
                  day={days.get(one.id)}
                  window={whole}
                  span={window}
                  reason={reason.text}
                  alerts={alerts.get(one.id) ?? NO_ALERTS}
                  inStep={shown.length > 1}
                  keyed={one.id === shown[0]}
                />
              ))}
          </div>
          <Controls transport={transport} camera={camera} play={play} seekBy={seekBy} motion={sought !== undefined} toggleMotion={toggleMotion} />
          {movement.error && <ProblemNotice problem={problemIn(movement.error)} again={movement.again} />}
          {sought && <MotionNotice moments={movement.moments} looking={movement.looking} />}
          <MomentStrip alerts={moments} head={head} several={shown.length > 1} choose={(alert) => moveTo(Date.parse(alert.at) - LEAD)} toMoment={toMoment} />
        </div>
        <aside className="reviewSide">
          <ReasonField reason={reason} play={play} />
          <Search cameras={cameras} shown={shown} zone={zone} whole={whole} choose={(found) => goTo(found.camera, Date.parse(found.at) - (found.alert ? LEAD : 0))} />
        </aside>
      </div>
    </div>
  )
}

const NONE: NonNullable<ReturnType<typeof useCameras>['data']> = []
const NO_IDS: readonly string[] = []
const NO_ALERTS: readonly Alert[] = []
