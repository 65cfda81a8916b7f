import { describe, expect, it } from 'vitest'
import { boundsOf, frameAt, gridLines, metresAPixel, placedOf, ringOf, roundMetres, sector, type Placed } from './geometry.ts'

const market: Placed = {
  id: 'market',
  name: 'Market',
  position: { latitude: 43.3, longitude: 5.37 },
  field_of_view: { direction: 90, angle: 60, reach: 100 },
}

describe('what a camera overlooks', () => {
  it('is a sector around its direction, clockwise from north', () => {
    const corners = sector(market.field_of_view!)
    expect(corners[0]).toEqual([0, 0])
    const [east, north] = corners[Math.floor(corners.length / 2)]!
    expect(east).toBeCloseTo(100, 6)
    expect(north).toBeCloseTo(0, 6)
    // From 60 to 120 degrees: first to the north of east, then to the south.
    expect(corners[1]![1]).toBeCloseTo(50, 6)
    expect(corners.at(-1)![1]).toBeCloseTo(-50, 6)
  })

  it('is a whole circle without a corner at the camera where it sees all around', () => {
    expect(sector({ direction: 0, angle: 360, reach: 10 }).every(([x, y]) => Math.abs(Math.hypot(x, y) - 10) < 1e-9)).toBe(true)
  })

  it('is a closed ring on the earth, and nothing where the view is not configured', () => {
    const ring = ringOf(market)!
    expect(ring[0]).toEqual(ring.at(-1))
    expect(Math.max(...ring.map(([longitude]) => longitude))).toBeCloseTo(5.37 + 100 / (111_320 * Math.cos((43.3 * Math.PI) / 180)), 9)
    expect(ringOf({ id: market.id, name: market.name, position: market.position })).toBeUndefined()
  })
})

describe('the extent of a town', () => {
  it('holds every camera with its view, and is never narrower than a place', () => {
    const quay: Placed = { id: 'quay', name: 'Quay', position: { latitude: 43.31, longitude: 5.36 } }
    const [west, south, east, north] = boundsOf([market, quay])!
    expect(west).toBeCloseTo(5.36, 9)
    expect(east).toBeGreaterThan(5.371)
    expect(south).toBeLessThan(43.2996)
    expect(north).toBeCloseTo(43.31, 9)
    const alone = boundsOf([quay])!
    expect(frameAt(quay.position).north({ latitude: alone[3], longitude: 5.36 })).toBeCloseTo(30, 6)
  })

  it('is nothing where no position is known', () => {
    expect(boundsOf(placedOf([{ id: 'a', name: 'A' }]))).toBeUndefined()
  })
})

describe('the scale', () => {
  it('is 1, 2 or 5 and noughts', () => {
    expect([0.7, 1, 19, 20, 99, 740].map(roundMetres)).toEqual([0.5, 1, 10, 20, 50, 500])
  })

  it('follows Mercator: half the metres with each step of zoom, fewer towards the poles', () => {
    expect(metresAPixel(16, 0)).toBeCloseTo(2 * metresAPixel(17, 0), 9)
    expect(metresAPixel(16, 60)).toBeCloseTo(metresAPixel(16, 0) / 2, 9)
  })

  it('is what the grid is drawn by', () => {
    const frame = frameAt(market.position)
    const low = frame.at(-120, -120)
    const high = frame.at(120, 120)
    const lines = gridLines(market.position, [low.longitude, low.latitude, high.longitude, high.latitude], 50)
    expect(lines).toHaveLength(10)
    expect(lines.filter(([from, to]) => from![0] === to![0]).map(([from]) => Math.round(frame.east({ longitude: from![0], latitude: 43.3 })))).toEqual([
      -100, -50, 0, 50, 100,
    ])
  })
})
