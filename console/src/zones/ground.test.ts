import { describe, expect, it } from 'vitest'
import cases from './ground.cases.json' with { type: 'json' }
import { gridOf, groundOf, isGround } from './ground.ts'

/// The server's arithmetic is held against the same file: rules' ConsoleFormsTest.
describe('the ground reckoned in the browser', () => {
  for (const [n, one] of cases.entries()) {
    it(`says what the server says, case ${n + 1}`, () => {
      const ground = groundOf(one.aspect, one.places)
      if ('fault' in one) {
        expect(ground).toMatchObject({ kind: one.fault })
        return
      }
      if (!isGround(ground)) throw new Error(JSON.stringify(ground))
      expect(ground.error).toBeCloseTo(one.error!, 6)
      for (const at of one.at) {
        const metres = ground.metres(at)
        if (!('metres' in at) || !at.metres) {
          expect(metres).toBeUndefined()
          continue
        }
        expect(metres!.x).toBeCloseTo(at.metres.x, 4)
        expect(metres!.y).toBeCloseTo(at.metres.y, 4)
        expect(ground.pixelsPerMetre(at, one.width)).toBeCloseTo(at.pixels!, 3)
        const seen = ground.seen(metres!)!
        expect(seen.x).toBeCloseTo(at.x, 6)
        expect(seen.y).toBeCloseTo(at.y, 6)
      }
      const { lines, step } = gridOf(ground, one.places)
      expect(step).toBeGreaterThan(0)
      expect(lines.length).toBeGreaterThan(20)
    })
  }

  it('tells heights as a camera at a known height sees them', () => {
    // A pinhole camera 6 m up that looks down by 20 degrees: places and a bar of 1.7 m projected by hand.
    const tilt = (20 * Math.PI) / 180
    const focal = 1.2
    const see = (x: number, y: number, z: number) => {
      const depth = y * Math.cos(tilt) + (6 - z) * Math.sin(tilt)
      const down = -y * Math.sin(tilt) + (6 - z) * Math.cos(tilt)
      return { x: 0.5 + (focal * x) / depth / (16 / 9), y: 0.5 + (focal * down) / depth }
    }
    const places = [
      [-4, 12],
      [4, 12],
      [6, 22],
      [-6, 22],
    ].map(([x, y]) => ({ point: see(x!, y!, 0), metres: { x: x!, y: y! } }))
    const ground = groundOf(16 / 9, places)
    if (!isGround(ground)) throw new Error(JSON.stringify(ground))
    const foot = see(1, 15, 0)
    const head = see(1, 15, 1.7)
    expect(ground.upright(foot, 1.7)! / (foot.y - head.y)).toBeCloseTo(1, 1)
  })

  it('says what is wrong with fewer than four', () => {
    expect(groundOf(1.5, [])).toEqual({ kind: 'few' })
  })
})
