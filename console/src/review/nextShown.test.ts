import { describe, expect, it } from 'vitest'
import type { Stretches } from '../time/bar.ts'
import { HOUR, windowOf } from '../time/day.ts'
import { nextShown, type Ground } from './nextShown.ts'

const whole = windowOf({ year: 2026, month: 3, day: 29 }, 'Europe/Paris')
const at = (hours: number) => whole.from + hours * HOUR
const day = (...recorded: [number, number][]): Stretches => ({
  recorded: recorded.map(([from, to]) => ({ from: new Date(at(from)).toISOString(), to: new Date(at(to)).toISOString() })),
  gaps: [],
  deleted: [],
})
const ground = (more: Partial<Ground>): Ground => ({ days: [day([1, 5]), day([8, 10])], cameras: 2, whole, isToday: false, moments: undefined, ...more })

describe('where the playhead goes on', () => {
  it('is the next footage of any camera that is shown', () => {
    expect(nextShown(ground({}), at(2), false, at(99))).toBe(at(2))
    expect(nextShown(ground({}), at(6), false, at(99))).toBe(at(8))
    expect(nextShown(ground({}), at(6), true, at(99))).toBe(at(5) - 1)
  })

  it('is over midnight, after a day of 23 hours, unless the day goes on or is empty', () => {
    expect(whole.to).toBe(at(23))
    expect(nextShown(ground({}), at(11), false, at(99))).toBe(whole.to)
    expect(nextShown(ground({}), at(0), true, at(99))).toBe(whole.from - 1)
    expect(nextShown(ground({ isToday: true }), at(11), false, at(12))).toBeUndefined()
    expect(nextShown(ground({ days: [day(), day()] }), at(11), true, at(99))).toBeUndefined()
  })

  it('is where it stands while a day is not known', () => {
    expect(nextShown(ground({ days: [day()] }), at(6), false, at(99))).toBe(at(6))
    expect(nextShown(ground({}), whole.to, false, at(99))).toBe(whole.to)
  })

  it('is the next moment of motion where only those are shown', () => {
    const moments = { stretch: whole, moments: [{ from: at(3), to: at(4) }, { from: at(9), to: at(9.5) }], unknown: [], hidden: 0 }
    expect(nextShown(ground({ moments }), at(2), false, at(99))).toBe(at(3))
    expect(nextShown(ground({ moments }), at(4), false, at(99))).toBe(at(9))
    expect(nextShown(ground({ moments }), at(9.5), false, at(99))).toBeUndefined()
    expect(nextShown(ground({ moments }), at(8), true, at(99))).toBe(at(4) - 1)
  })
})
