import { MultiSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, orThrow } from '../api/client.ts'
import type { Camera, Found } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import { readMoment, writeMoment, type Window } from '../time/day.ts'
import { ANYTHING, CLASSES, DIRECTIONS, EVENTS, PAGE, queryOf, STATES, withEvents, type Sought } from './search.ts'

interface Props {
  cameras: readonly Camera[]
  shown: readonly string[]
  zone: string
  /// The day that the page shows: where a search begins.
  whole: Window
  choose(found: Found): void
}

/// Looks for what happened, by the keys of a closed list; what is found are cards that lead to their moment.
export function Search({ cameras, shown, zone, whole, choose }: Props) {
  const { text, format } = useSpeech()
  const t = text.review.search
  const [sought, setSought] = useState<Sought>(ANYTHING)
  const [scope, setScope] = useState<'shown' | 'all'>('all')
  const [from, setFrom] = useState<string>()
  const [to, setTo] = useState<string>()
  const [asked, setAsked] = useState<{ sought: Sought; window: Window }>()
  const window = {
    from: (from === undefined ? undefined : readMoment(from, zone)) ?? whole.from,
    to: (to === undefined ? undefined : readMoment(to, zone)) ?? whole.to,
  }
  const wrongWay = window.from >= window.to
  const inScope = scope === 'shown' ? cameras.filter((camera) => shown.includes(camera.id)) : cameras
  const zones = [...new Set(inScope.flatMap((camera) => camera.zones.map((one) => one.id)))].sort()

  const answer = useInfiniteQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal, pageParam }) => orThrow(get('/api/search', { query: queryOf(asked!.sought, asked!.window, pageParam), signal })),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.more ? all.length * PAGE : undefined),
    enabled: asked !== undefined,
    staleTime: Infinity,
  })
  const found = answer.data?.pages.flatMap((page) => page.found) ?? []
  const counts = sought.events.includes('LINE_COUNT')
  const many = <T extends string>(label: string, values: readonly T[], chosen: readonly T[], say: (value: T) => string, set: (values: T[]) => void) => (
    <MultiSelect
      label={label}
      placeholder={chosen.length === 0 ? t.any : ''}
      data={values.map((value) => ({ value, label: say(value) }))}
      value={[...chosen]}
      onChange={(next) => set(next as T[])}
      clearable
      hidePickedOptions
    />
  )
  return (
    <section className="panel search" aria-label={t.title}>
      <form
        className="searchForm"
        onSubmit={(event) => {
          event.preventDefault()
          if (!wrongWay) setAsked({ sought: { ...sought, cameras: scope === 'shown' ? shown : [] }, window })
        }}
      >
        <h2>{t.title}</h2>
        <p className="second small">{t.only}</p>
        {many(t.event, EVENTS, sought.events, (event) => (event === 'LINE_COUNT' ? t.passages : text.events[event]), (events) => setSought(withEvents(sought, events)))}
        {many(t.kind, CLASSES, sought.classes, (kind) => text.classes[kind], (classes) => setSought({ ...sought, classes }))}
        {zones.length > 0 && many(t.zone, zones, sought.zones.filter((one) => zones.includes(one)), (one) => one, (next) => setSought({ ...sought, zones: next }))}
        {counts ? (
          <Segments label={t.direction} values={DIRECTIONS} value={sought.direction} choose={(direction) => setSought({ ...sought, direction })} say={(one) => t.directions[one]} />
        ) : (
          many(t.decision, STATES, sought.states, (state) => t.states[state], (states) => setSought({ ...sought, states }))
        )}
        <Segments label={t.where} values={['all', 'shown'] as const} value={scope} choose={setScope} say={(one) => (one === 'all' ? t.everywhere : t.shownCameras(shown.length))} />
        <div className="searchSpan">
          <label>
            {t.from}
            <input type="datetime-local" value={from ?? writeMoment(window.from, zone).slice(0, 16)} onChange={(e) => setFrom(e.currentTarget.value)} />
          </label>
          <label>
            {t.to}
            <input type="datetime-local" value={to ?? writeMoment(window.to, zone).slice(0, 16)} onChange={(e) => setTo(e.currentTarget.value)} />
          </label>
        </div>
        {wrongWay && <p className="small searchWrong">{t.wrongWay}</p>}
        <button type="submit" className="button" disabled={wrongWay || answer.isFetching}>
          {t.look}
        </button>
      </form>
      {answer.error && <ProblemNotice problem={problemIn(answer.error)} again={() => void answer.refetch()} />}
      {asked && answer.data && (
        <>
          <p className="second small searchCount" role="status">
            {found.length === 0 ? t.nothing : t.found(found.length, answer.hasNextPage)}
          </p>
          <ul className="searchFound">
            {found.map((one, n) => (
              <li key={one.alert?.id ?? `${one.camera}${one.at}${one.zone}${one.kind}${one.direction}${n}`}>
                <button type="button" className={`card ${one.alert?.state === 'WAITING' ? 'waiting' : ''}`} onClick={() => choose(one)}>
                  <span className="cardHead">
                    <span className="mono">{one.alert ? format.time(one.at) : format.minute(one.at)}</span>
                    <span className="cardEvent">{one.alert ? text.events[one.event] : t.passed(one.passages ?? 0, text.classes[one.kind])}</span>
                  </span>
                  <span className="second small">
                    {[format.date(one.at), one.camera_name, one.zone, one.alert ? text.classes[one.kind] : t.directions[one.direction ?? 'any'], one.alert ? t.states[one.alert.state] : '']
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {answer.hasNextPage && (
            <button type="button" className="button plain small searchMore" disabled={answer.isFetching} onClick={() => void answer.fetchNextPage()}>
              {t.more}
            </button>
          )}
        </>
      )}
    </section>
  )
}
