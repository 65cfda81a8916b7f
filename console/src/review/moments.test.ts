import { describe, expect, it } from 'vitest'
import { glimpseAt, joined, lengthOf, momentsOf, nextIn } from './moments.ts'

const iso = (ms: number) => new Date(ms).toISOString()
const movement = (camera: string, moments: [number, number][], hidden: number) => ({
  ...{ camera, from: iso(0), to: iso(100_000), hidden, unknown: [{ from: iso(90_000), to: iso(95_000) }] },
  moments: moments.map(([from, to]) => ({ from: iso(from), to: iso(to) })),
})

describe('moments of motion', () => {
  it('are those of any camera that is shown, joined', () => {
    const found = momentsOf({ from: 0, to: 100_000 }, [movement('a', [[10_000, 20_000], [50_000, 60_000]], 0.1), movement('b', [[15_000, 25_000]], 0.3)])
    expect(found.moments).toEqual([{ from: 10_000, to: 25_000 }, { from: 50_000, to: 60_000 }])
    expect(found.unknown).toEqual([{ from: 90_000, to: 95_000 }])
    expect(found.hidden).toBe(0.3)
    expect(lengthOf(found.moments)).toBe(25_000)
    expect(momentsOf({ from: 0, to: 1 }, []).hidden).toBe(0)
  })

  it('follow each other, onwards and backwards, with nothing in between', () => {
    const all = joined([{ from: 50, to: 60 }, { from: 10, to: 20 }, { from: 20, to: 25 }])
    expect(all).toEqual([{ from: 10, to: 25 }, { from: 50, to: 60 }])
    expect([0, 10, 24, 25, 60].map((at) => nextIn(all, at, false))).toEqual([10, 10, 24, 50, undefined])
    expect([0, 10, 30, 99].map((at) => nextIn(all, at, true))).toEqual([undefined, 10, 24, 59])
  })
})

describe('a glimpse', () => {
  it('is the nearest picture, but none from beyond a gap', () => {
    const times = [0, 10_000, 20_000, 90_000]
    expect([4_000, 6_000, 33_000, 55_000, 80_000].map((at) => glimpseAt(times, at, 10_000))).toEqual([0, 1, 2, undefined, 3])
    expect(glimpseAt([], 0, 1)).toBeUndefined()
  })
})
