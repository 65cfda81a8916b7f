import { useQuery } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { film, orThrow } from '../api/client.ts'
import type { Alert, Zone } from '../api/types.ts'
import { Drawing } from '../film/Drawing.tsx'
import { FilmPlayer, type FilmHandle } from '../film/FilmPlayer.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'

const BEFORE_S = 6
const AFTER_S = 6
/// The recorder keeps its open part for up to a second, and flushes a little later.
const RECORDED_BY_MS = (AFTER_S + 4) * 1000
/// A clip that is about to be kept is waited for a little longer than the recording: opening it is quicker.
const KEPT_BY_MS = RECORDED_BY_MS + 6_000
/// Boxes are where things stood when the rule decided; they are shown that long around it.
const BOXES_BEFORE_MS = 400
const BOXES_AFTER_MS = 1600

/// The masked pictures around an alert, in a loop, with the zone and what was detected drawn on them.
export function Clip({ alert, zones }: { alert: Alert; zones: readonly Zone[] }) {
  const { text, format } = useSpeech()
  const now = useNow()
  const at = Date.parse(alert.at)
  const young = now < at + (alert.clip.state === 'OWED' ? KEPT_BY_MS : RECORDED_BY_MS)
  const handle = useRef<FilmHandle>(null)
  const [shown, setShown] = useState<number>()

  // A young alert's clip is fetched at once, and once more when all of it is recorded. Each fetch is a
  // ledger entry, so it is kept as long as the page.
  const clip = useQuery({
    queryKey: ['clip', alert.id, young ? 'young' : 'whole'],
    queryFn: ({ signal }) =>
      orThrow(film<'getClip'>('/api/alerts/{alert}/clip', { path: { alert: alert.id }, query: { before: BEFORE_S, after: AFTER_S }, signal })),
    staleTime: Infinity,
    gcTime: 10 * 60_000,
    refetchOnWindowFocus: false,
    placeholderData: (before, query) => (query?.queryKey[1] === alert.id ? before : undefined),
    retry: 1,
    retryDelay: 2_000,
  })
  const opening = alert.clip.state === 'KEPT' && !clip.data
  // One picture of a kept clip is a small part of it, so it is there before the rest has come.
  const still = useQuery({
    queryKey: ['still', alert.id],
    queryFn: ({ signal }) => orThrow(film<'getStill'>('/api/alerts/{alert}/still', { path: { alert: alert.id }, signal })),
    enabled: opening,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    retry: false,
  })
  useKeys({ ' ': () => handle.current?.toggle() })
  const start = clip.data && !Number.isNaN(clip.data.start) ? clip.data.start : at - BEFORE_S * 1000
  const blob = clip.data?.blob
  const timed = useMemo(() => blob && { blob, start, end: undefined }, [blob, start])

  if (clip.error && !clip.data) {
    return (
      <div className="clip">
        <ProblemNotice problem={problemIn(clip.error)} again={() => void clip.refetch()} />
      </div>
    )
  }
  const span = (BEFORE_S + AFTER_S) * 1000
  const near = shown !== undefined && shown > at - BOXES_BEFORE_MS && shown < at + BOXES_AFTER_MS
  const share = (moment: number) => `${Math.min(100, Math.max(0, ((moment - start) / span) * 100))}%`
  return (
    <div className="clip">
      <FilmPlayer
        film={timed}
        still={still.data?.blob}
        handle={handle}
        loop
        label={`${text.desk.clip}, ${alert.camera_name}, ${format.time(alert.at)}`}
        onTime={setShown}
        drawing={<Drawing zones={zones.filter((zone) => zone.id === alert.zone)} boxes={alert.boxes} faint={!near} />}
        aside={text.desk.clipLoading}
      />
      <div className="clipTime">
        <div className="clipTrack">
          {shown !== undefined && <i className="clipShown" style={{ width: share(shown) }} />}
          <i className="clipAlert" title={text.desk.atAlert} style={{ left: share(at) }} />
        </div>
        <span className="mono small">{shown === undefined ? '' : format.time(shown)}</span>
        <button type="button" className="button plain small" onClick={() => handle.current?.toggle()}>
          <kbd>{text.keys.space}</kbd>
          <span className="hidden">{text.keys.play}</span>
        </button>
      </div>
      {young && <p className="second small">{text.desk.clipYoung}</p>}
    </div>
  )
}
