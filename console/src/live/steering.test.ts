import { describe, expect, it } from 'vitest'
import { NEAREST, newest, steer, stopped, TOO_LATE, wentOn } from './steering.ts'

describe('a live picture', () => {
  it('plays on while it is near the newest picture', () => {
    expect(steer({ ranges: [[10, 20]], position: 19.75 })).toEqual({ rate: 1, trimTo: 16.75 })
  })

  it('does nothing before the first picture', () => {
    expect(steer({ ranges: [], position: 0 })).toEqual({ rate: 1 })
  })

  it('jumps to the newest picture when it begins', () => {
    expect(steer({ ranges: [[5000, 5000.4]], position: 0 }).seekTo).toBeCloseTo(5000.4 - NEAREST)
  })

  it('plays a little faster when it is a little late, until it has caught up', () => {
    expect(steer({ ranges: [[0, 5]], position: 4.65 }).rate).toBe(1.1)
    expect(steer({ ranges: [[0, 5]], position: 4.8 }, 1.1).rate).toBe(1.1)
    expect(steer({ ranges: [[0, 5]], position: 4.83 }, 1.1).rate).toBe(1)
    expect(steer({ ranges: [[0, 5]], position: 4.75 }, 1).rate).toBe(1)
  })

  it('keeps farther from a link that stutters, and comes nearer when it does not any more', () => {
    expect(steer({ ranges: [[0, 5]], position: 4.65 }, 1, 0.3).rate).toBe(1)
    expect(steer({ ranges: [[0, 5]], position: 0 }, 1, 0.3).seekTo).toBeCloseTo(4.7)
    let distance = NEAREST
    for (let i = 0; i < 20; i++) distance = stopped(distance)
    expect(distance).toBeLessThan(TOO_LATE)
    expect(wentOn(distance, 10)).toBeCloseTo((distance + NEAREST) / 2)
    expect(wentOn(distance, 1_000)).toBeCloseTo(NEAREST)
  })

  it('keeps far enough from a link that stutters again and again', () => {
    let distance = NEAREST
    for (let i = 0; i < 50; i++) distance = wentOn(stopped(distance), 5)
    expect(distance).toBeGreaterThan(NEAREST + 0.2)
  })

  it('jumps over a hole instead of waiting in front of it', () => {
    expect(steer({ ranges: [[0, 3], [4, 4.1]], position: 3 }).seekTo).toBe(4)
  })

  it('comes back when it has run past the newest picture', () => {
    expect(steer({ ranges: [[0, 3]], position: 3.5 }).seekTo).toBeCloseTo(3 - NEAREST)
  })

  it('never stays more than a second behind, whatever arrives', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = mulberry(seed)
      let edge = random() * 1e5
      let position = 0
      let rate = 1
      const ranges: [number, number][] = []
      for (let step = 0; step < 200; step++) {
        if (random() < 0.1) {
          edge += random() * 5
          ranges.push([edge, edge])
        }
        if (ranges.length === 0) continue
        edge += random() * 0.5
        ranges.at(-1)![1] = edge
        const said = steer({ ranges, position }, rate)
        position = said.seekTo ?? position
        rate = said.rate
        const last = ranges.at(-1)!
        if (last[1] - position > TOO_LATE || position < last[0]) throw new Error(`seed ${seed}: at ${position} of ${last}`)
        position = Math.min(edge, position + random() * 0.4 * rate)
      }
    }
  })
})

describe('a picture a second', () => {
  it('is jumped to, once each', () => {
    expect(newest({ ranges: [], position: 0 })).toEqual({})
    expect(newest({ ranges: [[0, 1]], position: 0 }).seekTo).toBeCloseTo(0.98)
    expect(newest({ ranges: [[0, 1]], position: 0.98 })).toEqual({})
    expect(newest({ ranges: [[0, 2]], position: 0.98 }).seekTo).toBeCloseTo(1.98)
  })

  it('does not keep those that were seen for long', () => {
    expect(newest({ ranges: [[0, 11]], position: 9.98 }).trimTo).toBeCloseTo(6.98)
  })
})

function mulberry(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
