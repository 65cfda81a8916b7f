import { describe, expect, it } from 'vitest'
import { nextSpeed, SPEEDS, steer, Transport, type Follower, type Standing } from './transport.ts'

/// A picture that is where it is told to be, and plays when the test lets time pass.
class Picture implements Follower {
  standing: Standing = 'ready'
  at = 0
  speed = 0
  sought: number[] = []
  want = () => this.standing
  time = () => this.at
  play = (rate: number) => {
    this.speed = rate
  }
  hold = () => {
    this.speed = 0
  }
  seek = (at: number) => {
    this.at = at
    this.sought.push(at)
  }
  neighbour = (at: number, by: 1 | -1) => at + by * 100
  pass = (ms: number) => {
    this.at += ms * this.speed
  }
}

function town(count: number) {
  const transport = new Transport(() => undefined)
  transport.nextFootage = (at) => at
  const pictures = Array.from({ length: count }, () => new Picture())
  pictures.forEach((picture, n) => transport.join(`c${n}`, picture))
  return { transport, pictures, first: pictures[0]!, second: pictures[1]! }
}

describe('speeds', () => {
  it('go from a sixteenth to sixteen times, and stop there', () => {
    expect(SPEEDS[0]).toBe(1 / 16)
    expect(nextSpeed(1, 1)).toBe(2)
    expect(nextSpeed(1 / 16, -1)).toBe(1 / 16)
    expect(nextSpeed(16, 1)).toBe(16)
  })
})

describe('a picture out of step', () => {
  it('catches up or falls back unseen, and jumps where that would take long', () => {
    expect(steer(20, 1)).toEqual({ rate: 1 })
    expect(steer(100, 1)).toEqual({ rate: 0.9 })
    expect(steer(-100, 2)).toEqual({ rate: 2.1 })
    expect(steer(-350, 1)).toEqual({ rate: 1.15 })
    expect(steer(401, 1)).toBe('jump')
    expect(steer(2_000, 8)).toEqual({ rate: 8 * 0.85 })
    expect(steer(-100, 16)).toEqual({ rate: 16 })
  })
})

describe('the playhead', () => {
  it('is the time of the picture that leads, and the others come into step with it', () => {
    const { transport, first, second } = town(2)
    transport.moveTo(10_000)
    transport.play()
    expect([first.at, second.at]).toEqual([10_000, 10_000])
    second.at = 9_850
    for (let n = 0; n < 40; n++) {
      first.pass(80)
      second.pass(80)
      transport.tick(80)
    }
    expect(transport.head).toBe(first.at)
    expect(Math.abs(first.at - second.at)).toBeLessThanOrEqual(40)
    second.at = first.at - 3_000
    transport.tick(80)
    expect(second.at).toBe(first.at)
  })

  it('waits for all while one picture is on its way', () => {
    const { transport, first, second } = town(2)
    transport.moveTo(10_000)
    transport.play()
    second.standing = 'waiting'
    transport.tick(80)
    expect([transport.waiting, first.speed, second.speed]).toEqual([true, 0, 0])
    second.standing = 'ready'
    transport.tick(80)
    expect([transport.waiting, first.speed, second.speed]).toEqual([false, 1, 1])
  })

  it('goes on with the others where the first has nothing to show', () => {
    const { transport, first, second } = town(2)
    transport.moveTo(10_000)
    transport.play()
    first.standing = 'none'
    second.at = 10_500
    transport.tick(80)
    expect(transport.head).toBe(10_500)
  })

  it('runs back by the time that passes', () => {
    const { transport, first, second } = town(2)
    transport.moveTo(10_000)
    transport.setRate(4)
    transport.setBack(true)
    transport.play()
    transport.tick(100)
    expect(transport.head).toBe(9_600)
    expect([first.at, second.at]).toEqual([9_600, 9_600])
  })

  it('passes over what holds nothing, and says so; ends where nothing follows', () => {
    const { transport, first } = town(1)
    transport.nextFootage = (at) => (at < 20_000 ? at : at < 50_000 ? 50_000 : at < 60_000 ? at : undefined)
    transport.moveTo(19_990)
    transport.play()
    first.at = 20_000
    transport.tick(80)
    transport.tick(80)
    expect(transport.jumped).toEqual({ from: 20_000, to: 50_000 })
    expect(first.at).toBe(50_000)
    first.at = 60_000
    transport.tick(80)
    transport.tick(80)
    expect([transport.playing, transport.ended]).toEqual([false, true])
  })

  it('goes along with a hand that drags it, and shows a moment when it lets go', () => {
    const { transport, first } = town(1)
    transport.moveTo(10_000)
    transport.play()
    transport.scrub(40_000)
    transport.tick(80)
    expect([transport.head, transport.scrubbing, first.speed, first.at]).toEqual([40_000, 40_000, 0, 10_000])
    transport.moveTo(50_000)
    expect([transport.scrubbing, first.at, transport.playing]).toEqual([undefined, 50_000, true])
  })

  it('steps one picture and stands', () => {
    const { transport, first, second } = town(2)
    transport.moveTo(10_000)
    transport.play()
    transport.step(1)
    expect([transport.playing, transport.head, first.at, second.at]).toEqual([false, 10_100, 10_100, 10_100])
    transport.step(-1)
    expect(transport.head).toBe(10_000)
  })

  it('shows nothing before somebody asks for it', () => {
    const { transport, first } = town(1)
    transport.moveTo(10_000)
    transport.tick(80)
    expect(first.sought).toEqual([])
    transport.play()
    transport.pause()
    transport.moveTo(20_000)
    expect(first.at).toBe(20_000)
    expect(transport.playing).toBe(false)
  })
})
