import { useCallback, useEffect, useRef, useState, type PointerEvent } from 'react'
import { film as fetchFilm, post, type Film } from '../api/client.ts'
import type { AccessCase, AccessEdit, AccessEditKind, AccessFilm, Problem } from '../api/types.ts'
import { MaskGlyph } from '../look/Icons.tsx'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { pictureAt, pictureTimes } from '../film/pictures.ts'
import { rectangle, type Rectangle } from './frames.ts'
import '../film/film.css'

const KINDS: readonly AccessEditKind[] = ['LIFT', 'ADD']
const RUNS = [1, 5, 12, 25]
/// Times of edits and of pictures are the same to this many ms.
const SAME = 7

interface Props {
  number: string
  film: AccessFilm
  /// Whether the copy is looked through: nothing is drawn on it.
  copy: boolean
  take: (next: AccessCase) => void
  /// The last picture was shown.
  onEnd: () => void
}

/// A masked film, picture by picture, with what is drawn on it by hand.
export function FilmReview({ number, film, copy, take, onEnd }: Props) {
  const { text } = useSpeech()
  const t = text.access
  const [loaded, setLoaded] = useState<{ film: Film; times: number[]; drawn: string }>()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const [busy, setBusy] = useState(false)
  const [unreadable, setUnreadable] = useState(false)
  const path = { case: number, film: film.film }
  const drawn = film.edits.map((edit) => edit.id).join()

  const load = useCallback(async () => {
    setBusy(true)
    const answer = copy
      ? await fetchFilm<'lookAtAccessCopy'>('/api/access-cases/{case}/films/{film}/look', { path: { case: number, film: film.film } })
      : await fetchFilm<'viewAccessFilm'>('/api/access-cases/{case}/films/{film}/view', { path: { case: number, film: film.film } })
    setBusy(false)
    if (answer.kind !== 'done') {
      setRefused({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    setRefused(undefined)
    try {
      setLoaded({ film: answer.value, times: pictureTimes(await answer.value.blob.arrayBuffer()), drawn })
    } catch {
      setUnreadable(true)
    }
  }, [copy, number, film.film, drawn])

  const begun = useRef(false)
  useEffect(() => {
    // Each look is an entry in the ledger: once, not once for each rendering.
    if (begun.current) return
    begun.current = true
    void load()
  }, [load])

  const change = async (body: { draw?: { kind: AccessEditKind; from: string; to: string; left: number; top: number; width: number; height: number }[]; remove?: number[] }) => {
    const answer = await post('/api/access-cases/{case}/films/{film}/edits', { path, body })
    if (answer.kind === 'done') take(answer.value)
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
  }

  return (
    <div className="accessReview" data-loaded={loaded && !busy ? drawnOf(loaded) : undefined}>
      {!copy && <p className="second">{t.reviewLead}</p>}
      {refused && <ProblemNotice problem={refused.problem} />}
      {unreadable && <p className="notice bad">{t.unreadable}</p>}
      {!loaded && busy && <p className="second">{t.loading}</p>}
      {loaded && (
        <Pictures
          film={loaded.film}
          times={loaded.times}
          edits={copy ? [] : film.edits}
          draws={!copy}
          stale={!copy && loaded.drawn !== drawn}
          busy={busy}
          onEnd={onEnd}
          again={() => void load()}
          change={change}
        />
      )}
    </div>
  )
}

function drawnOf(loaded: { drawn: string }): string {
  return loaded.drawn === '' ? 'plain' : loaded.drawn
}

function Pictures({
  film,
  times,
  edits,
  draws,
  stale,
  busy,
  onEnd,
  again,
  change,
}: {
  film: Film
  times: readonly number[]
  edits: readonly AccessEdit[]
  draws: boolean
  stale: boolean
  busy: boolean
  onEnd: () => void
  again: () => void
  change: (body: { draw?: (Rectangle & { kind: AccessEditKind; from: string; to: string })[]; remove?: number[] }) => Promise<void>
}) {
  const { text, format } = useSpeech()
  const t = text.access
  const video = useRef<HTMLVideoElement>(null)
  const [url, setUrl] = useState<string>()
  const [picture, setPicture] = useState(0)
  const seen = useRef(new Set<number>())
  const [seenCount, setSeenCount] = useState(0)
  const [kind, setKind] = useState<AccessEditKind>('LIFT')
  const [run, setRun] = useState(RUNS[1]!)
  const [drag, setDrag] = useState<{ from: readonly [number, number]; to: readonly [number, number] }>()
  const wanted = useRef(0)

  useEffect(() => {
    const made = URL.createObjectURL(film.blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [film])

  const last = times.length - 1
  const at = (index: number) => film.start + times[index]! * 1000

  const noticed = (index: number) => {
    setPicture(index)
    if (!seen.current.has(index)) {
      seen.current.add(index)
      setSeenCount(seen.current.size)
    }
    if (index === last) onEnd()
  }
  const calls = useRef(noticed)
  calls.current = noticed

  // What the element says it has drawn, not where its clock stands.
  useEffect(() => {
    const element = video.current
    if (!element || !url) return
    let handle = 0
    const told = (_: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      calls.current(pictureAt(times, mediaTime))
      handle = element.requestVideoFrameCallback(told)
    }
    handle = element.requestVideoFrameCallback(told)
    return () => element.cancelVideoFrameCallback(handle)
  }, [url, times])

  const goTo = (index: number) => {
    const element = video.current
    if (!element) return
    const to = Math.min(last, Math.max(0, index))
    wanted.current = to
    element.pause()
    // In the middle of the picture, so that rounding reaches neither neighbour.
    const end = to < last ? times[to + 1]! : times[to]! + 0.02
    element.currentTime = (times[to]! + end) / 2
  }
  const toggle = () => {
    const element = video.current
    if (!element) return
    if (element.paused) void element.play().catch(() => undefined)
    else element.pause()
  }
  const here = edits.filter((edit) => Date.parse(edit.from) - SAME <= at(picture) && at(picture) <= Date.parse(edit.to) + SAME)
  const undo = () => {
    const newest = edits.at(-1)
    if (newest) void change({ remove: [newest.id] })
  }
  useKeys({
    ' ': toggle,
    ArrowLeft: () => goTo(picture - 1),
    ArrowRight: () => goTo(picture + 1),
    l: () => (draws ? setKind('LIFT') : false),
    x: () => (draws ? setKind('ADD') : false),
    u: () => (draws ? undo() : false),
  })

  const place = (event: PointerEvent<SVGSVGElement>): readonly [number, number] => {
    const bounds = event.currentTarget.getBoundingClientRect()
    return [(event.clientX - bounds.left) / bounds.width, (event.clientY - bounds.top) / bounds.height]
  }
  const drop = () => {
    const drawnBox = drag && rectangle(drag.from, drag.to)
    setDrag(undefined)
    if (!drawnBox) return
    const to = Math.min(last, picture + run - 1)
    void change({ draw: [{ kind, from: new Date(at(picture)).toISOString(), to: new Date(at(to)).toISOString(), ...drawnBox }] }).then(() => {
      // Followed by hand: on to the first picture that this rectangle does not hold for.
      if (to < last) goTo(to + 1)
    })
  }

  return (
    <>
      <div className="film accessPicture" data-picture={picture}>
        <video
          ref={video}
          {...(url ? { src: url } : {})}
          muted
          playsInline
          preload="auto"
          aria-label={t.films}
          onLoadedData={() => goTo(wanted.current)}
        />
        <svg
          className={`accessDrawing ${draws ? 'draws' : ''}`}
          viewBox="0 0 1 1"
          preserveAspectRatio="none"
          {...(draws
            ? {
                onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
                  event.currentTarget.setPointerCapture(event.pointerId)
                  video.current?.pause()
                  const from = place(event)
                  setDrag({ from, to: from })
                },
                onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
                  if (drag) setDrag({ ...drag, to: place(event) })
                },
                onPointerUp: drop,
                onPointerCancel: () => setDrag(undefined),
              }
            : {})}
        >
          {here.map((edit) => (
            <rect key={edit.id} className={edit.kind === 'LIFT' ? 'lifted' : 'added'} x={edit.left} y={edit.top} width={edit.width} height={edit.height} />
          ))}
          {drag && <Drawn kind={kind} box={rectangle(drag.from, drag.to)} />}
        </svg>
        <span className="maskMark" title={text.wall.masked}>
          <MaskGlyph label={text.wall.masked} />
        </span>
      </div>
      <div className="accessSteps">
        <button type="button" className="button small" aria-label={t.previous} title={`${t.previous} (←)`} disabled={picture === 0} onClick={() => goTo(picture - 1)}>
          ←
        </button>
        <button type="button" className="button small" onClick={toggle}>
          {text.keys.play} <kbd>{text.keys.space}</kbd>
        </button>
        <button type="button" className="button small" aria-label={t.next} title={`${t.next} (→)`} disabled={picture >= last} onClick={() => goTo(picture + 1)}>
          →
        </button>
        <input type="range" aria-label={t.position} min={0} max={last} value={picture} onChange={(e) => goTo(Number(e.currentTarget.value))} />
        <span className="mono small">{format.time(at(picture))}</span>
        <span className="mono small accessPictureNumber">{t.picture(picture + 1, times.length)}</span>
        <span className="second small">{t.seen(seenCount, times.length)}</span>
      </div>
      {draws && (
        <div className="accessDraws">
          <Segments label={t.draws} values={KINDS} value={kind} choose={setKind} say={(one) => t.kinds[one]} />
          <Segments label={t.run} values={RUNS} value={run} choose={setRun} say={t.runs} />
          <div className="accessOrders">
            <button type="button" className="button small" disabled={edits.length === 0} onClick={undo}>
              {t.undo} <kbd>U</kbd>
            </button>
            <button type="button" className="button small" disabled={here.length === 0} onClick={() => void change({ remove: here.map((edit) => edit.id) })}>
              {t.clear}
            </button>
            <button type="button" className={`button small ${stale ? 'main' : ''}`} disabled={busy || !stale} onClick={again}>
              {t.lookAgain}
            </button>
          </div>
        </div>
      )}
      {draws && <p className="second small">{busy ? t.loading : stale ? t.stale : t.drawn(edits.length)}</p>}
    </>
  )
}

function Drawn({ kind, box }: { kind: AccessEditKind; box: Rectangle | undefined }) {
  return box ? <rect className={kind === 'LIFT' ? 'lifted' : 'added'} x={box.left} y={box.top} width={box.width} height={box.height} /> : null
}
