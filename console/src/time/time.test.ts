import { describe, expect, it } from 'vitest'
import type { Timeline } from '../api/types.ts'
import { footageFrom, heldOf, instantAt, pieceAt, piecesOf, reachAt, shareOf, ticksOf, windowAround, type Stretches } from './bar.ts'
import { sumsOf } from './sums.ts'
import { dayOf, HOUR, plusDays, readDay, readMoment, windowOf, writeDay, writeMoment, type Day } from './day.ts'

const PARIS = 'Europe/Paris'
const hours = (day: Day, zone: string) => {
  const { from, to } = windowOf(day, zone)
  return (to - from) / HOUR
}

describe('a moment in a field', () => {
  it('is the town’s, whatever zone the computer is set to', () => {
    for (const at of ['2026-11-22T13:03:27Z', '2026-07-01T22:30:00Z', '2026-03-29T01:30:00Z', '2026-10-25T00:30:00Z'].map(Date.parse)) {
      for (const zone of [PARIS, 'America/New_York', 'UTC']) expect(readMoment(writeMoment(at, zone), zone)).toBe(at)
    }
    expect(writeMoment(Date.parse('2026-11-22T13:03:27Z'), PARIS)).toBe('2026-11-22T14:03:27')
  })

  it('is the first of the two where an hour comes twice, and none where it is half typed', () => {
    expect(readMoment('2026-10-25T02:30', PARIS)).toBe(Date.parse('2026-10-25T00:30:00Z'))
    expect(readMoment('2026-11-22', PARIS)).toBeUndefined()
    expect(readMoment('2026-13-22T10:00', PARIS)).toBeUndefined()
  })
})

describe('a civil day', () => {
  it('has 24 hours, 23 when clocks go forward, 25 when they go back', () => {
    expect(hours({ year: 2026, month: 11, day: 22 }, PARIS)).toBe(24)
    expect(hours({ year: 2026, month: 3, day: 29 }, PARIS)).toBe(23)
    expect(hours({ year: 2026, month: 10, day: 25 }, PARIS)).toBe(25)
  })

  it('begins at local midnight', () => {
    expect(windowOf({ year: 2026, month: 11, day: 22 }, PARIS).from).toBe(Date.parse('2026-11-21T23:00:00Z'))
    expect(windowOf({ year: 2026, month: 7, day: 14 }, PARIS).from).toBe(Date.parse('2026-07-13T22:00:00Z'))
    expect(windowOf({ year: 2026, month: 7, day: 14 }, 'Indian/Reunion').from).toBe(Date.parse('2026-07-13T20:00:00Z'))
  })

  it('begins at the first instant that exists where midnight does not', () => {
    // Beirut's clocks go forward at midnight: the day begins at 01:00 and has 23 hours.
    const day = { year: 2026, month: 3, day: 29 }
    expect(hours(day, 'Asia/Beirut')).toBe(23)
    expect(dayOf(windowOf(day, 'Asia/Beirut').from, 'Asia/Beirut')).toEqual(day)
  })

  it('follows on the day before without hole or overlap, in every zone, the whole year', () => {
    for (const zone of [PARIS, 'UTC', 'America/Cayenne', 'Pacific/Noumea', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      let day: Day = { year: 2026, month: 1, day: 1 }
      for (let i = 0; i < 366; i++) {
        const { from, to } = windowOf(day, zone)
        const next = plusDays(day, 1)
        expect(to, `${zone} ${writeDay(day)}`).toBe(windowOf(next, zone).from)
        expect(dayOf(from, zone)).toEqual(day)
        expect(dayOf(to - 1, zone)).toEqual(day)
        day = next
      }
    }
  })

  it('is written and read back, and nonsense is not a day', () => {
    expect(writeDay({ year: 2026, month: 2, day: 3 })).toBe('2026-02-03')
    expect(readDay('2026-02-03')).toEqual({ year: 2026, month: 2, day: 3 })
    expect(readDay('2026-02-30')).toBeUndefined()
    expect(readDay('today')).toBeUndefined()
  })
})

describe('the sums of a day', () => {
  it('leave out what has no length, say each reason, and end with the whole', () => {
    const sum = {
      date: '2026-10-25',
      from: '2026-10-24T22:00:00Z',
      to: '2026-10-25T23:00:00Z',
      length_ms: 25 * HOUR,
      recorded_ms: 0,
      lost: [
        { reason: 'CAMERA_LOST' as const, ms: 2 * HOUR, gaps: 3 },
        { reason: 'RESTART' as const, ms: 1, gaps: 1 },
      ],
      deleted_ms: 0,
      before_ms: 0,
      unsettled_ms: 0,
      ahead_ms: 23 * HOUR - 1,
    }
    const parts = sumsOf(sum)
    expect(parts.map((part) => part.reason ?? part.name)).toEqual(['recorded', 'CAMERA_LOST', 'RESTART', 'ahead', 'total'])
    const total = parts.at(-1)!.ms
    expect(parts.slice(0, -1).reduce((all, part) => all + part.ms, 0)).toBe(total)
  })
})

describe('the bar', () => {
  const autumn = windowOf({ year: 2026, month: 10, day: 25 }, PARIS)
  const timeline: Timeline = {
    camera: 'quai-nord',
    from: '',
    to: '',
    recorded: [
      { from: '2026-10-24T20:00:00Z', to: '2026-10-25T06:00:00Z' },
      { from: '2026-10-25T07:00:00Z', to: '2026-10-25T08:00:00Z' },
    ],
    gaps: [{ from: '2026-10-25T06:00:00Z', to: '2026-10-25T07:00:00Z', reason: 'CAMERA_LOST', detail: '' }],
    deleted: [],
    sealed: [],
  }

  it('says that sealed footage is sealed, a gap that it is one, and the rest that it is recorded', () => {
    const whole = windowOf({ year: 2026, month: 10, day: 25 }, PARIS)
    const sealed = [{ from: '2026-10-24T22:00:00Z', to: '2026-10-25T05:00:00Z' }]
    const pieces = piecesOf({ ...timeline, sealed }, whole)
    expect(pieceAt(pieces, Date.parse('2026-10-25T01:00:00Z'))?.kind).toBe('sealed')
    expect(pieceAt(pieces, Date.parse('2026-10-25T05:30:00Z'))?.kind).toBe('recorded')
    expect(pieceAt(pieces, Date.parse('2026-10-25T06:30:00Z'))?.kind).toBe('gap')
  })

  it('has one tick for each hour of a 25-hour day, the hour that comes twice included', () => {
    const ticks = ticksOf(autumn, 30)
    expect(ticks).toHaveLength(25)
    const local = new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, hour: '2-digit', hourCycle: 'h23' })
    expect(ticks.filter((tick) => local.format(tick.at).startsWith('02'))).toHaveLength(2)
    expect(ticksOf(windowOf({ year: 2026, month: 3, day: 29 }, PARIS), 30)).toHaveLength(23)
  })

  it('labels no more ticks than there is room for', () => {
    for (const length of [10 * 60_000, HOUR, 3 * HOUR, 24 * HOUR]) {
      for (const most of [4, 8, 13]) {
        const from = Date.parse('2026-11-22T09:17:00Z')
        const labelled = ticksOf({ from, to: from + length }, most).filter((tick) => tick.labelled)
        expect(labelled.length).toBeLessThanOrEqual(most + 1)
        expect(labelled.length).toBeGreaterThan(0)
      }
    }
  })

  it('cuts what is recorded to the window, and adds up', () => {
    const pieces = piecesOf(timeline, autumn)
    expect(pieces.map((p) => p.kind)).toEqual(['recorded', 'gap', 'recorded'])
    expect(pieces[0]!.left).toBe(0)
    expect(pieces[0]!.width * 25).toBeCloseTo(8)
    expect(pieces[1]!.width * 25).toBeCloseTo(1)
    expect(pieces[1]!.reason).toBe('CAMERA_LOST')
  })

  it('says what lies at an instant and where footage goes on', () => {
    const pieces = piecesOf(timeline, autumn)
    const inGap = Date.parse('2026-10-25T06:30:00Z')
    expect(pieceAt(pieces, inGap)?.kind).toBe('gap')
    expect(pieceAt(pieces, Date.parse('2026-10-25T12:00:00Z'))).toBeUndefined()
  })

  it('turns places into instants and back', () => {
    for (let seed = 0; seed <= 1; seed += 0.05) expect(shareOf(instantAt(seed, autumn), autumn)).toBeCloseTo(seed, 6)
    expect(instantAt(-3, autumn)).toBe(autumn.from)
    expect(instantAt(3, autumn)).toBe(autumn.to)
  })

  it('zooms around an instant without leaving the day', () => {
    expect(windowAround(autumn.from, HOUR, autumn)).toEqual({ from: autumn.from, to: autumn.from + HOUR })
    expect(windowAround(autumn.to, HOUR, autumn)).toEqual({ from: autumn.to - HOUR, to: autumn.to })
    expect(windowAround(autumn.from, 100 * HOUR, autumn)).toEqual(autumn)
  })
})

describe('what can be shown around a moment', () => {
  const whole = windowOf({ year: 2026, month: 10, day: 25 }, PARIS)
  const at = (hours: number) => whole.from + hours * HOUR
  const stretch = (from: number, to: number) => ({ from: new Date(at(from)).toISOString(), to: new Date(at(to)).toISOString() })
  const day: Stretches = {
    deleted: [stretch(0, 1)],
    recorded: [stretch(1, 10), stretch(11, 20)],
    sealed: [stretch(1, 6)],
    gaps: [{ ...stretch(10, 11), reason: 'CAMERA_LOST', detail: '' }],
    held: [stretch(4, 5), stretch(24, 30)],
  }

  it('is unbroken footage, cut where the seal begins', () => {
    expect(reachAt(day, whole, at(8), at(20))).toEqual({ kind: 'recorded', from: at(6), to: at(10) })
    expect(reachAt(day, whole, at(3), at(20))).toEqual({ kind: 'sealed', from: at(1), to: at(6) })
    expect([at(0.5), at(10.5), at(23)].map((moment) => reachAt(day, whole, moment, at(25)))).toEqual([undefined, undefined, undefined])
    expect(reachAt(undefined, whole, at(8), at(20))).toBeUndefined()
  })

  it('is what was recorded since the day was asked for too, but for the last moments', () => {
    const now = at(20) + 12_000
    expect(reachAt(day, whole, at(20) + 5_000, now)).toEqual({ kind: 'recorded', from: at(20), to: now - 3_000 })
    expect(reachAt(day, whole, now - 1_000, now)).toBeUndefined()
    expect(reachAt(day, whole, at(21), at(22))).toBeUndefined()
  })

  it('is looked for onwards and backwards, over gaps but not over seals', () => {
    expect(footageFrom(day, whole, at(10.5), false, at(25))).toBe(at(11))
    expect(footageFrom(day, whole, at(10.5), true, at(25))).toBe(at(10) - 1)
    expect(footageFrom(day, whole, at(3), false, at(25))).toBe(at(3))
    expect(footageFrom(day, whole, at(0.5), false, at(25))).toBe(at(1))
    expect(footageFrom(day, whole, at(0.5), true, at(25))).toBeUndefined()
    expect(footageFrom(day, whole, at(21), false, at(25))).toBeUndefined()
  })

  it('says what judges hold, inside the window, on a day of 25 hours', () => {
    expect(whole.to).toBe(at(25))
    expect(heldOf(day, whole).map(({ from, to, left }) => [from, to, left])).toEqual([
      [at(4), at(5), 4 / 25],
      [at(24), at(25), 24 / 25],
    ])
  })
})
