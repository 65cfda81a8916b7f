import { describe, expect, it } from 'vitest'
import { Arrivals, whole } from './age.ts'
import { liveAddress } from './LivePlayer.ts'

describe('the age of a picture', () => {
  it('is the sum of its parts', () => {
    expect(whole({ made: 120, queued: 1, network: 2, player: 180 })).toBe(303)
  })

  it('knows of each picture when it came, however its place on the time line is written', () => {
    const arrivals = new Arrivals()
    arrivals.arrived(0, 1_000)
    arrivals.arrived(0.1, 1_100)
    arrivals.arrived(0.30000000000000004, 1_300)
    expect(arrivals.since(0.1, 1_350)).toBe(250)
    expect(arrivals.since(0.3, 1_450)).toBe(150)
    expect(arrivals.since(0.2, 1_450)).toBeUndefined()
    expect(arrivals.since(0, 900)).toBe(0)
  })

  it('forgets pictures that are never shown', () => {
    const arrivals = new Arrivals()
    for (let i = 0; i < 1_000; i++) arrivals.arrived(i, i)
    expect(arrivals.since(0, 5)).toBeUndefined()
    expect(arrivals.since(999, 1_000)).toBe(1)
  })
})

describe('what is asked for of a live picture', () => {
  const page = { protocol: 'https:', host: 'vigie.example' } as Location
  it('stands in its address', () => {
    expect(liveAddress('quai-nord', {}, page)).toBe('wss://vigie.example/api/live/quai-nord')
    expect(liveAddress('quai-nord', { pace: 'ALL', lift: 'l1' }, page)).toBe('wss://vigie.example/api/live/quai-nord?lift=l1')
    expect(liveAddress('quai-nord', { pace: 'KEY', timing: true }, page)).toBe('wss://vigie.example/api/live/quai-nord?pictures=KEY&timing=true')
  })
})
