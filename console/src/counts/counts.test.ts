import { describe, expect, it } from 'vitest'
import type { CountedLine } from '../api/types.ts'
import { barsOf, ceilingOf, mostOf, totalOf } from './sums.ts'

const bins = [0, 1, 2].map((hour) => ({ from: `2026-11-22T0${hour}:00:00Z`, to: `2026-11-22T0${hour + 1}:00:00Z` }))
const line: CountedLine = {
  rule: 'r',
  line: 'gate',
  watched_minutes: [60, 30, 0],
  series: [
    { kind: 'PERSON', direction: 'forward', total: 5, passages: [3, 2, 0] },
    { kind: 'CAR', direction: 'forward', total: 1, passages: [1, 0, 0] },
    { kind: 'CAR', direction: 'back', total: 4, passages: [0, 4, 0] },
  ],
}

describe('counts', () => {
  it('are stacked by direction, over all classes', () => {
    expect(barsOf(line, bins).map((bar) => [bar.forward, bar.back, bar.watched])).toEqual([
      [4, 0, true],
      [2, 4, true],
      [0, 0, false],
    ])
    expect(totalOf(line, 'forward')).toBe(6)
    expect(totalOf(line, 'back')).toBe(4)
  })

  it('tell an hour in which nobody watched from one in which nobody came', () => {
    const zone = { rule: 'd', zone: '', watched_minutes: [60, 60, 0], people: [{ bin: 0, most: 7, mean: 2.5 }, { bin: 1, most: 0, mean: 0 }] }
    expect(mostOf(zone, bins)).toEqual([7, 0, undefined])
  })

  it('are drawn under a round number', () => {
    expect([0, 1, 2, 3, 7, 10, 11, 99, 100, 101].map((n) => ceilingOf([n]))).toEqual([1, 1, 2, 5, 10, 10, 20, 100, 100, 200])
    expect(ceilingOf([])).toBe(1)
  })
})
