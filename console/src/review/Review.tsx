import { Autocomplete, Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { film, get, orThrow, type Film } from '../api/client.ts'
import { useCameras, useMe, useOpenings, useTown } from '../api/queries.ts'
import type { Alert, Lift, Opening, Problem, Zone } from '../api/types.ts'
import { useAlerts } from '../api/alerts.tsx'
import { HoldDialog } from '../custody/Holds.tsx'
import { AskDialog } from '../custody/AskDialog.tsx'
import { verdictWords } from '../desk/Facts.tsx'
import { Drawing } from '../film/Drawing.tsx'
import { FilmPlayer, type FilmHandle } from '../film/FilmPlayer.tsx'
import { FootageLift } from '../lift/FootageLift.tsx'
import { footageOf } from '../lift/lifts.ts'
import { useLifts } from '../lift/useLifts.ts'
import { LogKeys } from '../log/LogKeys.tsx'
import { Pause, Play } from '../look/Icons.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { pieceAt, piecesOf, recordedFrom, windowAround } from '../time/bar.ts'
import { DayField } from '../time/DayField.tsx'
import { dayOf, homeZone, HOUR, plusDays, windowOf, writeDay, type Day } from '../time/day.ts'
import { DayBar, DayBarLegend } from '../time/DayBar.tsx'
import { DaySums } from '../time/DaySums.tsx'
import { CaseDialog } from './CaseDialog.tsx'
import './review.css'

const MINUTE = 60_000
/// So much is asked for at a time: soon there, and few enough entries in the ledger.
const STRETCH_MS = MINUTE / 2
/// The next stretch is asked for when so much is left, at normal speed.
const AHEAD_MS = 10_000
const SHORTEST_REASON = 3
const SPEEDS = [1, 2, 4, 8]
const SPANS = [24 * HOUR, 3 * HOUR, 15 * MINUTE]

/// A camera's day: what is recorded, why the rest is not, and its pictures from any moment on: masked, and clear where they are lifted.
export function Review({ camera: wanted }: { camera: string | undefined }) {
  const { text, format } = useSpeech()
  const zone = useTown().data?.zone ?? homeZone()
  const now = useNow()
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const cameras = useCameras()
  const camera = cameras.data?.find((other) => other.id === wanted) ?? cameras.data?.[0]

  const asked = Date.parse(search.get('at') ?? '')
  const [head, setHead] = useState<number | undefined>(Number.isNaN(asked) ? undefined : asked)
  const [day, setDay] = useState<Day>(() => dayOf(head ?? now, zone))
  const [length, setLength] = useState(SPANS[2]!)
  const [centre, setCentre] = useState(head ?? now)
  useEffect(() => {
    if (Number.isNaN(asked)) return
    setHead(asked)
    setCentre(asked)
    setDay(dayOf(asked, zone))
  }, [asked, zone])
  // The town's zone may become known after the page has opened, and be on another day than this computer.
  useEffect(() => setDay(dayOf(head ?? Date.now(), zone)), [zone])
  const narrow = useMediaQuery('(max-width: 640px)')

  const whole = windowOf(day, zone)
  const hours = Math.round((whole.to - whole.from) / HOUR)
  const today = dayOf(now, zone)
  const isToday = writeDay(today) === writeDay(day)
  // Now stands at the right edge of a stretch of today.
  const past = isToday ? { from: whole.from, to: Math.max(now, whole.from + length) } : whole
  const window = length >= 24 * HOUR ? whole : windowAround(centre, length, past)
  const query = { from: new Date(whole.from).toISOString(), to: new Date(whole.to).toISOString() }

  const civil = useQuery({
    queryKey: ['day', camera?.id, writeDay(day)],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/days/{date}', { path: { camera: camera!.id, date: writeDay(day) }, signal })),
    enabled: camera !== undefined,
    refetchInterval: isToday ? 10_000 : false,
    placeholderData: (before) => (before?.camera === camera?.id ? before : undefined),
  })
  const { waiting, judged } = useAlerts()
  const dayAlerts = useQuery({
    // Asked again whenever the live list changes.
    queryKey: ['alerts', camera?.id, writeDay(day), waiting.length, judged.length],
    queryFn: ({ signal }) => orThrow(get('/api/alerts', { query: { camera: camera!.id, ...query, limit: 500 }, signal })),
    enabled: camera !== undefined,
    placeholderData: keepPreviousData,
  })
  const moments = useMemo(
    () => (dayAlerts.data?.alerts ?? []).filter((a) => a.camera === camera?.id).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
    [dayAlerts.data, camera?.id],
  )

  const reason = useReason()
  const lifts = useLifts()
  const liftAt = (at: number | undefined) => footageOf(lifts.all, camera?.id, at)?.lift
  const player = usePlayer(camera?.id, reason.text, liftAt)
  const pieces = useMemo(() => (civil.data ? piecesOf(civil.data, whole) : []), [civil.data, whole.from, whole.to])

  const here = head === undefined ? undefined : pieceAt(pieces, head)
  const sealedHere = here?.kind === 'sealed' ? here : undefined
  const openings = useOpenings(sealedHere !== undefined).data
  const opening = sealedHere && head !== undefined && camera ? ownAt(openings ?? [], camera.id, head) : undefined
  const opened = opening?.stage === 'OPEN' ? opening.number : undefined
  const [asking, setAsking] = useState(false)
  const [holding, setHolding] = useState(false)
  const [handingOver, setHandingOver] = useState(false)
  const mayHandOver = useMe().data?.rights.includes('EXPORT') ?? false

  // What an opening showed goes from the page with it.
  const before = useRef(opened)
  useEffect(() => {
    if (before.current !== undefined && opened === undefined && sealedHere) player.stop()
    before.current = opened
  }, [opened])

  // A stretch that is lifted plays clear at once; with its lift the clear film goes from the page.
  const lifted = liftAt(head)?.lift
  useEffect(() => {
    if (lifted && head !== undefined && player.clear !== lifted) player.load(head)
  }, [lifted])
  useEffect(() => {
    if (player.clear && !lifts.all.some(({ lift }) => lift.lift === player.clear)) player.goMasked(head)
  }, [player.clear, lifts.all.map(({ lift }) => lift.lift).join()])

  const moveTo = (at: number) => {
    setHead(at)
    if (at < window.from || at > window.to) setCentre(at)
    player.moveTo(at)
  }
  const play = () => {
    if (player.film) {
      player.handle.current?.toggle()
      return
    }
    const from = recordedFrom(pieces, head ?? Math.max(whole.from, Math.min(now, whole.to) - MINUTE)) ?? head
    if (from === undefined) return
    setHead(from)
    if (reason.text.trim().length < SHORTEST_REASON && !liftAt(from)) reason.ask()
    else player.load(from, opened ? Date.parse(opening!.to) : sealedHere?.to)
  }
  const toMoment = (by: 1 | -1) => {
    const here = head ?? now
    const found = by > 0 ? moments.find((m) => Date.parse(m.at) - LEAD > here + 500) : moments.findLast((m) => Date.parse(m.at) - LEAD < here - 500)
    if (found) moveTo(Date.parse(found.at) - LEAD)
  }
  const changeDay = (by: number) => {
    const next = plusDays(day, by)
    if (windowOf(next, zone).from > now) return
    setDay(next)
    setHead(undefined)
    setCentre(windowOf(next, zone).from + 12 * HOUR)
    player.stop()
  }
  useKeys({
    ' ': play,
    j: () => toMoment(1),
    k: () => toMoment(-1),
    n: () => changeDay(1),
    p: () => changeDay(-1),
    ArrowLeft: () => (head === undefined ? false : moveTo(head - 10_000)),
    ArrowRight: () => (head === undefined ? false : moveTo(Math.min(now, head + 10_000))),
  })

  const nearAlert = moments.find((m) => head !== undefined && Math.abs(Date.parse(m.at) - head) < 1_600)
  const besideAlert = moments.find((m) => head !== undefined && Math.abs(Date.parse(m.at) - head) < MINUTE)
  return (
    <div className="page review">
      <div className="pageHead">
        <h1>{text.review.title}</h1>
        <Select
          aria-label={text.review.camera}
          data={(cameras.data ?? []).map((other) => ({ value: other.id, label: other.name }))}
          value={camera?.id ?? null}
          searchable
          allowDeselect={false}
          checkIconPosition="right"
          onChange={(id) => {
            player.stop()
            if (id) go(`/review/${id}`)
          }}
        />
        <DayField
          day={day}
          today={today}
          earlier={text.review.previousDay}
          later={text.review.nextDay}
          onDay={(next) => {
            setDay(next)
            setHead(undefined)
            setCentre(windowOf(next, zone).from + 12 * HOUR)
            player.stop()
          }}
          onStep={changeDay}
        />
        <span className="second reviewDate">{format.dayInFull(whole.from + 12 * HOUR)}</span>
        {hours !== 24 && <span className="second">{text.review.hoursInDay(hours)}</span>}
        <span className="spacer" />
        <LogKeys
          occasion={camera && head !== undefined ? { camera: camera.id, cameraName: camera.name, moment: head, alert: nearAlert?.id } : undefined}
          may={camera?.rights.includes('JUDGE') ?? false}
        />
        <div className="segments" role="group" aria-label={text.review.span}>
          {SPANS.map((span) => (
            <button
              key={span}
              type="button"
              className="segment"
              aria-pressed={length === span}
              onClick={() => {
                setLength(span)
                setCentre(head ?? Math.min(now, whole.to))
              }}
            >
              {span === 24 * HOUR ? text.review.wholeDay : span >= HOUR ? text.review.hours(span / HOUR) : text.review.minutes(span / MINUTE)}
            </button>
          ))}
        </div>
      </div>

      {civil.error && <ProblemNotice problem={problemIn(civil.error)} again={() => void civil.refetch()} />}
      <DayBar timeline={civil.data} window={window} playhead={head} now={now} alerts={moments} onChoose={moveTo} ticks={narrow ? 5 : length >= 24 * HOUR ? 13 : 12} />
      <DayBarLegend />
      {civil.data && camera && (
        <DaySums day={civil.data}>
          <a href={`/api/cameras/${camera.id}/months/${writeDay(day).slice(0, 7)}/csv`} download>
            {text.review.monthTable}
          </a>
        </DaySums>
      )}

      <div className="reviewBody">
        <div className="reviewPlayer">
          <div className="reviewFilm">
            <FilmPlayer
              film={player.film}
              clear={player.clear !== undefined}
              handle={player.handle}
              rate={player.rate}
              beginAt={player.beginAt}
              label={`${camera?.name ?? ''}, ${player.clear ? text.lift.clear : text.wall.masked}`}
              onTime={(at) => {
                setHead(at)
                player.shown(at)
              }}
              onPlaying={player.setPlaying}
              onEnded={() => player.next()}
              drawing={<Drawing zones={nearAlert ? zonesOf(camera?.zones ?? [], nearAlert) : []} boxes={nearAlert?.boxes ?? []} />}
              aside={player.problem ? '' : player.loading ? text.review.loading : player.ended ? text.review.endOfRecording : text.review.pick}
            />
            {camera && <FootageLift camera={camera} at={head} alert={besideAlert?.id} sealed={sealedHere !== undefined} />}
          </div>
          {player.problem && !(sealedHere && player.problem.problem?.code === 'SEALED') && <ProblemNotice problem={player.problem.problem} />}
          {sealedHere && !player.film && (
            <p className={`notice reviewSealed ${opened ? 'open' : ''}`}>
              <span>
                {opened
                  ? text.review.sealedOpen(format.time(opening!.until))
                  : opening
                    ? `${text.review.sealedAsked} ${text.custody.approvals(opening.approvers.length)}`
                    : text.review.sealedHere}
              </span>
              {opening ? (
                <Link className="button small" href="/custody">
                  {text.custody.title}
                </Link>
              ) : (
                <button type="button" className="button small" onClick={() => setAsking(true)}>
                  {text.custody.ask}
                </button>
              )}
            </p>
          )}
          {asking && sealedHere && camera && head !== undefined && (
            <AskDialog camera={camera} at={head} sealed={sealedHere} close={() => setAsking(false)} />
          )}
          <div className="reviewControls">
            <button type="button" className="button main" onClick={play} aria-label={player.playing ? text.desk.pause : text.desk.play}>
              {player.playing ? <Pause /> : <Play />} {player.playing ? text.desk.pause : text.desk.play} <kbd>{text.keys.space}</kbd>
            </button>
            <span className="mono reviewTime">{head === undefined ? '' : format.time(head)}</span>
            <button type="button" className="button small" onClick={() => head !== undefined && moveTo(head - 10_000)} aria-label={text.review.back}>
              −10 s <kbd>←</kbd>
            </button>
            <button type="button" className="button small" onClick={() => head !== undefined && moveTo(Math.min(now, head + 10_000))} aria-label={text.review.forward}>
              +10 s <kbd>→</kbd>
            </button>
            {mayHandOver && (
              <button type="button" className="button small plain" disabled={head === undefined} onClick={() => setHolding(true)}>
                {text.holds.place}
              </button>
            )}
            {mayHandOver && (
              <button type="button" className="button small plain" disabled={head === undefined} onClick={() => setHandingOver(true)}>
                {text.handover.title}
              </button>
            )}
            {handingOver && camera && head !== undefined && <CaseDialog camera={camera} at={head} close={() => setHandingOver(false)} />}
            {holding && camera && head !== undefined && <HoldDialog camera={camera} at={head} close={() => setHolding(false)} />}
            <div className="segments" role="group" aria-label={text.review.speed}>
              {SPEEDS.map((speed) => (
                <button key={speed} type="button" className="segment" aria-pressed={player.rate === speed} onClick={() => player.setRate(speed)}>
                  {speed}×
                </button>
              ))}
            </div>
          </div>
        </div>

        <aside className="reviewSide">
          <Autocomplete
            ref={reason.field}
            label={text.review.reason}
            description={reason.asked && reason.text.trim().length < SHORTEST_REASON ? text.review.reasonNeeded : text.review.reasonHint}
            data={text.review.reasons}
            value={reason.text}
            maxLength={500}
            openOnFocus={false}
            onChange={reason.write}
            onKeyDown={(e) => {
              if (e.key === 'Enter' && reason.text.trim().length >= SHORTEST_REASON) {
                e.currentTarget.blur()
                play()
              }
            }}
          />
          <div className="panel">
            <header className="reviewMomentsHead">
              <h2>{text.review.moments}</h2>
              <span className="spacer" />
              <button type="button" className="button plain small" onClick={() => toMoment(-1)} aria-label={text.review.previousAlert}>
                <kbd>K</kbd>
              </button>
              <button type="button" className="button plain small" onClick={() => toMoment(1)} aria-label={text.review.nextAlert}>
                <kbd>J</kbd>
              </button>
            </header>
            {moments.length === 0 ? (
              <p className="second reviewNone">{text.review.noMoments}</p>
            ) : (
              <ul className="reviewMoments">
                {moments.map((moment) => (
                  <li key={moment.id}>
                    <button type="button" className={`card ${moment.state === 'WAITING' ? 'waiting' : ''}`} onClick={() => moveTo(Date.parse(moment.at) - LEAD)}>
                      <span className="cardHead">
                        <span className="mono">{format.time(moment.at)}</span>
                        <span className="cardEvent">{text.events[moment.event]}</span>
                      </span>
                      {moment.verdict && <span className="second small">{verdictWords(text, moment)}</span>}
                    </button>
                    <Link className="small" href={`/desk/${moment.id}`}>
                      {text.desk.open}
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </aside>
      </div>
    </div>
  )
}

/// The reader's own opening, or request for one, to see a moment of a camera; one that is open before one that waits.
function ownAt(openings: readonly Opening[], camera: string, at: number): Opening | undefined {
  const own = openings.filter(
    (one) => one.own && one.use === 'PLAYBACK' && one.cameras.includes(camera) && Date.parse(one.from) <= at && at < Date.parse(one.to),
  )
  return own.find((one) => one.stage === 'OPEN') ?? own[0]
}

/// How long before an alert its replay begins.
const LEAD = 5_000

function zonesOf(zones: readonly Zone[], alert: Alert): Zone[] {
  return zones.filter((zone) => zone.id === alert.zone)
}

/// The motive, kept while the page is open: an operator who looks around in one matter gives it once.
function useReason() {
  const [text, write] = useState(() => sessionStorage.getItem(REASON_KEPT) ?? '')
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => sessionStorage.setItem(REASON_KEPT, text), [text])
  return {
    text,
    write,
    asked,
    field,
    ask: () => {
      setAsked(true)
      field.current?.focus()
    },
  }
}

const REASON_KEPT = 'vigie.reason'

interface Asked {
  readonly from: number
  /// Clear, under this lift; masked without.
  readonly lift: string | undefined
  readonly answer: ReturnType<typeof film<'playback'>>
  readonly mine: AbortController
}

/// Where footage may go on after a film; nothing where it has caught up with the recording.
function goesOnAt(shown: Film | undefined): number | undefined {
  const end = shown?.end
  return end !== undefined && end > shown!.start && end < Date.now() - 5_000 ? end : undefined
}

/// Fetches the stretch that holds a moment, then the ones that follow, one ahead.
///
/// @param liftAt the lift under which a moment is clear, if it is
function usePlayer(camera: string | undefined, reason: string, liftAt: (at: number) => Lift | undefined) {
  const [film_, setFilm] = useState<Film>()
  const [clear, setClear] = useState<string>()
  const [loading, setLoading] = useState(false)
  const [playing, setPlaying] = useState(false)
  const [ended, setEnded] = useState(false)
  const [rate, setRate] = useState(1)
  const [beginAt, setBeginAt] = useState<number>()
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  const handle = useRef<FilmHandle>(null)
  const asking = useRef<AbortController>(undefined)
  const ahead = useRef<Asked>(undefined)
  const limit = useRef(Infinity)

  const stop = () => {
    asking.current?.abort()
    ahead.current?.mine.abort()
    ahead.current = undefined
    setFilm(undefined)
    setClear(undefined)
    setPlaying(false)
    setLoading(false)
    setEnded(false)
    setProblem(undefined)
  }
  const ask = (id: string, from: number): Asked => {
    const mine = new AbortController()
    const lift = liftAt(from)
    const query = {
      from: new Date(from).toISOString(),
      to: new Date(Math.min(from + STRETCH_MS, limit.current, lift ? Date.parse(lift.to!) : Date.now())).toISOString(),
      ...(lift ? { lift: lift.lift } : { reason: reason.trim() }),
    }
    const answer = film<'playback'>('/api/cameras/{camera}/playback', { path: { camera: id }, query, signal: mine.signal })
    // Only ours are thrown: the reader went elsewhere.
    answer.catch(() => undefined)
    return { from, lift: lift?.lift, answer, mine }
  }
  /// @param before where to stop asking: what is sealed is not passed over in silence, and an opening is for its own stretch
  const load = (from: number, before = Infinity) => {
    if (!camera) return
    limit.current = before
    const ready = ahead.current?.from === from && ahead.current.lift === liftAt(from)?.lift ? ahead.current : undefined
    if (ready) ahead.current = undefined
    stop()
    const asked = ready ?? ask(camera, from)
    asking.current = asked.mine
    setLoading(true)
    setBeginAt(from)
    asked.answer.then(
      (answer) => {
        if (asked.mine.signal.aborted) return
        setLoading(false)
        if (answer.kind === 'done') {
          setFilm({ ...answer.value, start: Number.isNaN(answer.value.start) ? from : answer.value.start })
          setClear(asked.lift)
        } else setProblem({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      },
      () => undefined,
    )
  }
  useEffect(() => () => asking.current?.abort(), [])

  const motivated = (at: number) => reason.trim().length >= SHORTEST_REASON || liftAt(at) !== undefined
  return {
    film: film_,
    /// The lift under which the film is clear; nothing while it is masked.
    clear,
    loading,
    playing,
    ended,
    rate,
    beginAt,
    problem,
    handle,
    setPlaying,
    setRate,
    stop,
    load,
    /// The lift has ended: the same moment masked, where a reason for that was given.
    goMasked: (at: number | undefined) => {
      if (at !== undefined && reason.trim().length >= SHORTEST_REASON) load(at, limit.current)
      else stop()
    },
    /// A moment chosen while a film is shown plays at once; else it waits for Play.
    moveTo: (at: number) => {
      if (!film_ || handle.current?.seek(at)) return
      if (motivated(at)) load(at, at < limit.current ? limit.current : undefined)
      else stop()
    },
    /// Where the film is: near its end, the next stretch is asked for.
    shown: (at: number) => {
      const end = goesOnAt(film_)
      if (camera && end !== undefined && motivated(end) && end < limit.current && end - at < AHEAD_MS * rate && ahead.current?.from !== end) {
        ahead.current?.mine.abort()
        ahead.current = ask(camera, end)
      }
    },
    next: () => {
      const end = goesOnAt(film_)
      // One that ends where it was asked from holds nothing of what was asked for.
      if (end !== undefined && end < limit.current && motivated(end) && (beginAt === undefined || end > beginAt)) load(end, limit.current)
      else {
        stop()
        setEnded(true)
      }
    },
  }
}
