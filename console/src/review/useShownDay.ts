import { useEffect, useMemo, useState } from 'react'
import { windowAround } from '../time/bar.ts'
import { dayOf, HOUR, windowOf, writeDay, type Day } from '../time/day.ts'
import { SPANS } from './ReviewHead.tsx'
import type { Transport } from './transport.ts'

/// Which civil day the page shows, and which stretch of it the bars.
///
/// @param asked a moment that the address names; NaN without one
export function useShownDay(transport: Transport, asked: number, zone: string, now: number) {
  const { head } = transport
  const [day, setDay] = useState<Day>(() => dayOf(head ?? now, zone))
  const [span, setSpan] = useState<number>(SPANS[2])
  const [centre, setCentre] = useState(head ?? now)
  useEffect(() => {
    if (Number.isNaN(asked)) return
    transport.moveTo(asked)
    setCentre(asked)
    setDay(dayOf(asked, zone))
  }, [asked, zone])
  // The town's zone may become known after the page has opened, and be on another day than this computer.
  useEffect(() => setDay(dayOf(transport.head ?? Date.now(), zone)), [zone])

  const whole = windowOf(day, zone)
  const today = dayOf(now, zone)
  const isToday = writeDay(today) === writeDay(day)
  // Now stands at the right edge of a stretch of today.
  const past = isToday ? { from: whole.from, to: Math.max(now, whole.from + span) } : whole
  const { from, to } = span >= 24 * HOUR ? whole : windowAround(centre, span, past)
  // The same object while it says the same: rows are drawn again only when the window moves.
  const window = useMemo(() => ({ from, to }), [Math.round(from / 1000), Math.round(to / 1000)])

  // Playing goes over midnight, and out of what the bars show.
  useEffect(() => {
    if (head === undefined) return
    if (transport.open && (head < whole.from || head >= whole.to)) setDay(dayOf(head, zone))
    if (transport.playing && span < 24 * HOUR && (head < window.from || head > window.to)) setCentre(head)
  }, [head])
  return { day, setDay, today, isToday, whole, window, span, setSpan, setCentre }
}
