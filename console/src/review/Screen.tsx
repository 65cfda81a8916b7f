import { useEffect, useMemo, useRef, useState } from 'react'
import { film } from '../api/client.ts'
import { useOpenings } from '../api/queries.ts'
import type { Alert, Camera } from '../api/types.ts'
import { Drawing } from '../film/Drawing.tsx'
import { FilmPlayer, type FilmHandle } from '../film/FilmPlayer.tsx'
import { neighbourOf, usePictureTimes } from '../film/pictures.ts'
import { FootageLift } from '../lift/FootageLift.tsx'
import { footageOf } from '../lift/lifts.ts'
import { useLifts } from '../lift/useLifts.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { reachAt, type Stretches } from '../time/bar.ts'
import type { Window } from '../time/day.ts'
import { Films } from './films.ts'
import { Glimpse } from './Glimpse.tsx'
import { ownAt } from './openings.ts'
import { SealedNotice } from './SealedNotice.tsx'
import type { Transport } from './transport.ts'
import { SHORTEST_REASON } from './useReason.ts'

interface Props {
  camera: Camera
  transport: Transport
  /// Of the day that the playhead is on; nothing while it is not known.
  day: Stretches | undefined
  window: Window
  /// What the bars show of it.
  span: Window
  reason: string
  alerts: readonly Alert[]
  /// Whether it is shown with others, so that its name must be said.
  inStep: boolean
  /// Whether it takes the keys that mean one picture: the first one does.
  keyed: boolean
}

/// One camera's picture under the playhead, with what hides it: sealed, not recorded, being fetched.
export function Screen({ camera, transport, day, window: whole, span, reason, alerts, inStep, keyed }: Props) {
  const { text } = useSpeech()
  const [, redraw] = useState(0)
  const handle = useRef<FilmHandle>(null)
  const lifts = useLifts()
  const head = transport.head
  const reach = reachAt(day, whole, head, Date.now())
  const sealed = reach?.kind === 'sealed' ? reach : undefined
  const openings = useOpenings(sealed !== undefined).data
  const opening = sealed && head !== undefined ? ownAt(openings ?? [], camera.id, head) : undefined
  const opened = opening?.stage === 'OPEN' ? { number: opening.number, from: Date.parse(opening.from), to: Date.parse(opening.to) } : undefined

  const now = useRef({ day, whole, reason, lifts: lifts.all, opened })
  now.current = { day, whole, reason, lifts: lifts.all, opened }

  const films = useMemo(
    () =>
      new Films(
        ({ from, to, lift, sparse }, signal) =>
          film<'playback'>('/api/cameras/{camera}/playback', {
            path: { camera: camera.id },
            query: {
              from: new Date(from).toISOString(),
              to: new Date(to).toISOString(),
              ...(sparse ? { pictures: 'KEY' as const } : {}),
              ...(lift ? { lift } : { reason: now.current.reason.trim() }),
            },
            signal,
          }),
        () => redraw((n) => n + 1),
      ),
    [camera.id],
  )
  useEffect(() => () => films.clear(), [films])
  const shown = films.shown
  const times = usePictureTimes(shown?.film)

  const follower = useRef({ films, shown, times })
  follower.current = { films, shown, times }
  useEffect(
    () =>
      transport.join(camera.id, {
        want: (at, back, rate) => {
          const { day, whole, reason, lifts, opened } = now.current
          const within = reachable(day, whole, at, opened)
          const lift = footageOf(lifts, camera.id, at)?.lift
          if (within === 'unknown') return 'waiting'
          if (!within || (!lift && reason.trim().length < SHORTEST_REASON)) return 'none'
          const limits = lift ? { from: Math.max(within.from, Date.parse(lift.from!)), to: Math.min(within.to, Date.parse(lift.to!)) } : within
          const standing = films.want(at, back, rate, limits, lift?.lift)
          if (standing !== 'ready') return standing
          return follower.current.shown === films.shown && handle.current?.ready() ? 'ready' : 'waiting'
        },
        // A film may end a little before the stretch that it answers for.
        time: () => (handle.current?.ended() ? follower.current.shown?.to : handle.current?.time()),
        play: (rate) => handle.current?.play(rate),
        hold: () => handle.current?.pause(),
        seek: (at) => handle.current?.seek(at),
        neighbour: (at, by) => {
          const { shown, times } = follower.current
          if (!shown || times.length === 0) return undefined
          return neighbourOf(times, at, by) ?? (by > 0 ? shown.to : shown.from - 1)
        },
      }),
    [camera.id, transport, films],
  )

  // Play asks again for what was refused before.
  useEffect(() => {
    if (transport.playing) films.again()
  }, [transport.playing, films])

  // What is not shown any more is not kept either.
  useEffect(() => {
    if (!transport.open) films.clear()
  }, [transport.open, films])

  // What an opening or a lift showed goes from the page with it.
  const before = useRef(opened?.number)
  useEffect(() => {
    if (before.current !== undefined && opened === undefined && sealed) films.clear()
    before.current = opened?.number
  }, [opened?.number])
  const running = lifts.all.map(({ lift }) => lift.lift)
  useEffect(() => films.endLifts(running), [films, running.join()])

  // A stretch that is lifted shows clear at once.
  const lifted = footageOf(lifts.all, camera.id, head)?.lift.lift
  useEffect(() => {
    if (lifted && head !== undefined) {
      if (transport.open) transport.moveTo(head)
      else transport.play()
    } else if (transport.open && head !== undefined) transport.moveTo(head)
  }, [lifted])

  const clear = shown?.lift !== undefined
  const nearAlert = alerts.find((a) => head !== undefined && Math.abs(Date.parse(a.at) - head) < 1_600)
  const besideAlert = alerts.find((a) => head !== undefined && Math.abs(Date.parse(a.at) - head) < 60_000)
  const problem = films.problem?.problem?.code === 'SEALED' && sealed ? undefined : films.problem
  const why =
    problem || sealed ? '' : transport.open && transport.waiting && !shown ? text.review.loading : transport.ended ? text.review.endOfRecording : transport.open ? text.review.notRecorded : text.review.pick
  return (
    <div className="screen" data-camera={camera.id}>
      <div className="reviewFilm">
        <FilmPlayer
          film={shown?.film}
          clear={clear}
          handle={handle}
          autoPlay={false}
          beginAt={head}
          label={`${camera.name}, ${clear ? text.lift.clear : text.wall.masked}`}
          onPress={() => (transport.playing ? transport.pause() : transport.play())}
          drawing={<Drawing zones={nearAlert ? camera.zones.filter((zone) => zone.id === nearAlert.zone) : []} boxes={nearAlert?.boxes ?? []} />}
          aside={why}
        />
        {transport.scrubbing !== undefined && (
          <Glimpse camera={camera} at={transport.scrubbing} window={span} reason={reason.trim().length < SHORTEST_REASON ? undefined : reason.trim()} />
        )}
        {inStep && <span className="screenName">{camera.name}</span>}
        {keyed && <FootageLift camera={camera} at={head} alert={besideAlert?.id} sealed={sealed !== undefined} />}
      </div>
      {problem && <ProblemNotice problem={problem.problem} />}
      {sealed && !shown && head !== undefined && <SealedNotice camera={camera} at={head} sealed={sealed} opening={opening} />}
    </div>
  )
}

/// The stretch that may be asked for around a moment: what is recorded without a gap, and of what is sealed what custodians
/// have opened.
function reachable(day: Stretches | undefined, whole: Window, at: number, opened: Window | undefined): Window | undefined | 'unknown' {
  if (!day || at < whole.from || at >= whole.to) return 'unknown'
  const reach = reachAt(day, whole, at, Date.now())
  if (reach?.kind !== 'sealed') return reach
  return opened && opened.from <= at && at < opened.to ? { from: Math.max(reach.from, opened.from), to: Math.min(reach.to, opened.to) } : undefined
}
