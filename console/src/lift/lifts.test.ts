import { describe, expect, it } from 'vitest'
import type { Camera, Lift } from '../api/types.ts'
import { countdown, footageOf, liveOf, MOST_AT_ONCE, running, stretchAround, withNeighbours } from './lifts.ts'

const lift = (more: Partial<Lift>): Lift => ({
  ...{ lift: '1f', camera: 'quay', camera_name: 'Quay', person: 'p-1', name: 'Ana', mine: true, may_end: true },
  ...{ ground: 'PERSON_IN_DANGER', live: true, since: '2031-03-30T00:59:58Z', until: '2031-03-30T01:04:58Z', left_ms: 60_000 },
  ...more,
})
const list = (...lifts: Lift[]) => ({ lifts, stopped: false, usual_minutes: 5, longest_minutes: 15 })

describe('a lift', () => {
  it('ends by how long it was said to run, not by the computer that shows it', () => {
    const all = running(list(lift({ until: '1999-01-01T00:00:00Z' })), 1_000, 60_999)
    expect(all).toHaveLength(1)
    expect(running(list(lift({})), 1_000, 61_000)).toHaveLength(0)
    expect(running(undefined, 0, 0)).toEqual([])
  })

  it('is of one person and one camera, live or of a stretch', () => {
    const recorded = lift({ lift: '2e', live: false, from: '2031-03-30T00:10:00Z', to: '2031-03-30T00:15:00Z' })
    const all = running(list(lift({ mine: false }), lift({ lift: '3c', camera: 'yard' }), recorded), 0, 0)
    expect(liveOf(all, 'quay')).toBeUndefined()
    expect(liveOf(all, 'yard')?.lift.lift).toBe('3c')
    const at = Date.parse('2031-03-30T00:10:00Z')
    expect(footageOf(all, 'quay', at)?.lift.lift).toBe('2e')
    expect(footageOf(all, 'quay', at - 1)).toBeUndefined()
    expect(footageOf(all, 'quay', at + 300_000)).toBeUndefined()
    expect(footageOf(all, 'yard', at)).toBeUndefined()
    expect(footageOf(all, 'quay', undefined)).toBeUndefined()
  })

  it('counts down to nothing and no further', () => {
    expect(countdown(300_000, 0)).toBe('5:00')
    expect(countdown(300_000, 53_001)).toBe('4:07')
    expect(countdown(300_000, 299_001)).toBe('0:01')
    expect(countdown(300_000, 300_000)).toBe('0:00')
    expect(countdown(300_000, 400_000)).toBe('0:00')
  })

  it('takes the stretch around a moment, and nothing that is not recorded yet', () => {
    const now = Date.parse('2031-03-30T01:00:00Z')
    expect(stretchAround(now - 3_600_000, now)).toEqual({ from: '2031-03-29T23:59:30.000Z', to: '2031-03-30T00:05:00.000Z' })
    expect(stretchAround(now - 60_000, now)?.to).toBe('2031-03-30T00:59:57.000Z')
    expect(stretchAround(now - 2_000, now)).toBeUndefined()
  })
})

describe('a camera and those beside it', () => {
  const camera = (id: string, ...neighbours: string[]) => ({ id, neighbours }) as Camera
  const all = [camera('a', 'b', 'c', 'd'), camera('b', 'a', 'e'), camera('c'), camera('d'), camera('e')]

  it('are each there once, what it is about first, and no more than one person may see clear', () => {
    expect(withNeighbours(all, ['c']).map(({ id }) => id)).toEqual(['c'])
    expect(withNeighbours(all, ['a']).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd'])
    expect(withNeighbours(all, ['b', 'a']).map(({ id }) => id)).toEqual(['b', 'a', 'e', 'c'])
    expect(withNeighbours(all, ['a', 'b', 'c', 'd', 'e'])).toHaveLength(MOST_AT_ONCE)
  })

  it('are those that are known: a camera may be gone since', () => {
    expect(withNeighbours(all, ['gone', 'b']).map(({ id }) => id)).toEqual(['b', 'a', 'e'])
  })
})
