import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { address, get, orThrow } from '../api/client.ts'
import { useCameras, useTown } from '../api/queries.ts'
import type { Counts as Counted, CountedLine, CountedZone } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { dayOf, homeZone, plusDays, windowOf, writeDay, HOUR, type Day } from '../time/day.ts'
import { DayField } from '../time/DayField.tsx'
import { Graph } from './Graph.tsx'
import { barsOf, mostOf, totalOf } from './sums.ts'
import './counts.css'

type By = 'HOUR' | 'DAY'

/// How many days are shown at once: one by hours, four weeks by days.
const DAYS: Record<By, number> = { HOUR: 1, DAY: 28 }

/// What a camera's rules counted: passages over lines, people in zones. Numbers only.
export function Counts({ camera: wanted }: { camera: string | undefined }) {
  const { text, format } = useSpeech()
  const zone = useTown().data?.zone ?? homeZone()
  const now = useNow()
  const [, go] = useLocation()
  const cameras = useCameras()
  const counting = (cameras.data ?? []).filter((camera) => camera.rules.some((rule) => rule.event === 'LINE_COUNT' || rule.event === 'DENSITY'))
  const camera = cameras.data?.find((other) => other.id === wanted) ?? counting[0]
  const [by, setBy] = useState<By>('HOUR')
  const [last, setLast] = useState<Day>(() => dayOf(now, zone))
  // The town's zone may become known after the page has opened.
  useEffect(() => setLast(dayOf(Date.now(), zone)), [zone])

  const today = dayOf(now, zone)
  const first = plusDays(last, 1 - DAYS[by])
  const query = { from: writeDay(first), to: writeDay(last), by }
  const counts = useQuery({
    queryKey: ['counts', camera?.id, query],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/counts', { path: { camera: camera!.id }, query, signal })),
    enabled: camera !== undefined,
    refetchInterval: writeDay(last) === writeDay(today) ? 30_000 : false,
  })
  const step = (days: number) => {
    const next = plusDays(last, days)
    setLast(windowOf(next, zone).from > now ? today : next)
  }
  useKeys({ n: () => step(DAYS[by]), p: () => step(-DAYS[by]) })

  return (
    <div className="page counts">
      <div className="pageHead">
        <h1>{text.counts.title}</h1>
        <Select
          aria-label={text.review.camera}
          data={(counting.length > 0 ? counting : (cameras.data ?? [])).map((other) => ({ value: other.id, label: other.name }))}
          value={camera?.id ?? null}
          searchable
          allowDeselect={false}
          checkIconPosition="right"
          onChange={(id) => {
            if (id) go(`/counts/${id}`)
          }}
        />
        <DayField
          day={last}
          today={today}
          earlier={text.counts.earlier}
          later={text.counts.later}
          onDay={setLast}
          onStep={(way) => step(way * DAYS[by])}
        />
        <span className="second reviewDate">
          {by === 'DAY' && `${format.date(windowOf(first, zone).from + 12 * HOUR)} - `}
          {format.date(windowOf(last, zone).from + 12 * HOUR)}
        </span>
        <span className="spacer" />
        <div className="segments" role="group" aria-label={text.counts.by}>
          {(['HOUR', 'DAY'] as const).map((unit) => (
            <button key={unit} type="button" className="segment" aria-pressed={by === unit} onClick={() => setBy(unit)}>
              {text.counts.units[unit]}
            </button>
          ))}
        </div>
        {camera && (
          <a className="button" href={address('/api/cameras/{camera}/counts/csv', { path: { camera: camera.id }, query })} download>
            {text.counts.table}
          </a>
        )}
      </div>
      <p className="second">{text.counts.lead}</p>
      {counts.error && <ProblemNotice problem={problemIn(counts.error)} again={() => void counts.refetch()} />}
      {counts.data && <Sheets counts={counts.data} />}
      {cameras.data && counting.length === 0 && <p className="empty second">{text.counts.none}</p>}
    </div>
  )
}

function Sheets({ counts }: { counts: Counted }) {
  return (
    <>
      {counts.lines.map((line) => (
        <LineSheet key={`${line.rule} ${line.line}`} line={line} counts={counts} />
      ))}
      {counts.zones.map((zone) => (
        <ZoneSheet key={`${zone.rule} ${zone.zone}`} zone={zone} counts={counts} />
      ))}
    </>
  )
}

/// One line: a graph of both directions, and its totals by class.
function LineSheet({ line, counts }: { line: CountedLine; counts: Counted }) {
  const { text, format } = useSpeech()
  const bars = barsOf(line, counts.bins)
  const classes = [...new Set(line.series.map((one) => one.kind))]
  const total = (kind: (typeof classes)[number], direction: string) =>
    line.series.find((one) => one.kind === kind && one.direction === direction)?.total ?? 0
  return (
    <section className="countSheet">
      <h2>
        {text.counts.line(line.line)} <span className="second small mono">{line.rule}</span>
      </h2>
      <Graph
        label={text.counts.graphOf(line.line)}
        by={counts.by}
        bars={bars.map((bar) => ({ from: bar.from, parts: bar.watched ? [bar.forward, bar.back] : undefined }))}
        names={[text.counts.forward, text.counts.back]}
      />
      <table className="countTable">
        <caption className="hidden">{text.counts.totals}</caption>
        <thead>
          <tr>
            <th scope="col">{text.counts.class}</th>
            <th scope="col">{text.counts.forward}</th>
            <th scope="col">{text.counts.back}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((kind) => (
            <tr key={kind}>
              <th scope="row">{text.counts.classes[kind]}</th>
              <td className="mono">{format.count(total(kind, 'forward'))}</td>
              <td className="mono">{format.count(total(kind, 'back'))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{text.counts.all}</th>
            <td className="mono">{format.count(totalOf(line, 'forward'))}</td>
            <td className="mono">{format.count(totalOf(line, 'back'))}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/// One zone: the most people at once.
function ZoneSheet({ zone, counts }: { zone: CountedZone; counts: Counted }) {
  const { text } = useSpeech()
  const most = mostOf(zone, counts.bins)
  return (
    <section className="countSheet">
      <h2>
        {text.counts.zone(zone.zone || text.desk.wholePicture)} <span className="second small mono">{zone.rule}</span>
      </h2>
      <Graph
        label={text.counts.graphOf(zone.zone || text.desk.wholePicture)}
        by={counts.by}
        bars={counts.bins.map((bin, i) => ({ from: bin.from, parts: most[i] === undefined ? undefined : [most[i]] }))}
        names={[text.counts.most]}
      />
    </section>
  )
}
