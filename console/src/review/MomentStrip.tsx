import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Alert } from '../api/types.ts'
import { verdictWords } from '../desk/Facts.tsx'
import { useSpeech } from '../text/index.tsx'

/// The alerts of the day of the cameras that are shown, as a strip in order of time; the one nearest to the playhead is in view.
export function MomentStrip({ alerts, head, several, choose, toMoment }: {
  alerts: readonly Alert[]
  head: number | undefined
  /// Whether several cameras are shown, so that each says its own.
  several: boolean
  choose: (alert: Alert) => void
  toMoment: (by: 1 | -1) => void
}) {
  const { text, format } = useSpeech()
  const list = useRef<HTMLUListElement>(null)
  const here = head === undefined ? undefined : alerts.findLast((alert) => Date.parse(alert.at) <= head + 6_000)?.id
  useEffect(() => {
    const row = list.current
    const card = here && row?.querySelector<HTMLElement>(`[data-alert="${here}"]`)
    if (row && card) row.scrollTo({ left: card.offsetLeft - row.clientWidth / 2 + card.clientWidth / 2 })
  }, [here])
  return (
    <section className="moments" aria-label={text.review.moments}>
      <header className="momentsHead">
        <h2>{text.review.moments}</h2>
        <span className="spacer" />
        <button type="button" className="button plain small" onClick={() => toMoment(-1)} aria-label={text.review.previousAlert}>
          <kbd>K</kbd>
        </button>
        <button type="button" className="button plain small" onClick={() => toMoment(1)} aria-label={text.review.nextAlert}>
          <kbd>J</kbd>
        </button>
      </header>
      {alerts.length === 0 ? (
        <p className="second momentsNone">{text.review.noMoments}</p>
      ) : (
        <ul ref={list} className="momentsList">
          {alerts.map((alert) => (
            <li key={alert.id} data-alert={alert.id}>
              <button type="button" className={`card ${alert.state === 'WAITING' ? 'waiting' : ''}`} aria-current={alert.id === here} onClick={() => choose(alert)}>
                <span className="cardHead">
                  <span className="mono">{format.time(alert.at)}</span>
                  <span className="cardEvent">{text.events[alert.event]}</span>
                </span>
                <span className="second small">{[several ? alert.camera_name : '', alert.verdict ? verdictWords(text, alert) : ''].filter(Boolean).join(' · ')}</span>
              </button>
              <Link className="small momentsOpen" href={`/desk/${alert.id}`} aria-label={`${text.desk.open}: ${text.events[alert.event]}, ${format.time(alert.at)}`}>
                {text.desk.open}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
