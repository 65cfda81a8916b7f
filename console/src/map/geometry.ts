import type { MapCamera } from '../api/types.ts'

/// Where things are, and how that is drawn. Pure.

export interface Position {
  readonly latitude: number
  readonly longitude: number
}

/// A camera whose position is configured.
export type Placed = MapCamera & { readonly position: Position }

/// West, south, east, north, in degrees.
export type Bounds = readonly [west: number, south: number, east: number, north: number]

export const placedOf = (cameras: readonly MapCamera[]): Placed[] => cameras.filter((camera): camera is Placed => camera.position !== undefined)

const METRES_A_DEGREE = 111_320
/// A town of one camera, or of one place, is shown so wide at least.
const LEAST_METRES = 60
const STEPS = 24

/// A flat frame of metres around a place; exact enough across a town.
export interface Frame {
  east(at: Position): number
  north(at: Position): number
  at(east: number, north: number): Position
}

export function frameAt(origin: Position): Frame {
  const wide = METRES_A_DEGREE * Math.cos((origin.latitude * Math.PI) / 180)
  return {
    east: (at) => (at.longitude - origin.longitude) * wide,
    north: (at) => (at.latitude - origin.latitude) * METRES_A_DEGREE,
    at: (east, north) => ({ latitude: origin.latitude + north / METRES_A_DEGREE, longitude: origin.longitude + east / wide }),
  }
}

/// The corners of what a camera overlooks, in metres east and north of it; a whole circle has no corner at the camera.
export function sector(view: NonNullable<MapCamera['field_of_view']>): [east: number, north: number][] {
  const round = view.angle >= 359.5
  const corners: [number, number][] = round ? [] : [[0, 0]]
  for (let i = 0; i <= STEPS; i++) {
    const bearing = ((view.direction - view.angle / 2 + (view.angle * i) / STEPS) * Math.PI) / 180
    corners.push([view.reach * Math.sin(bearing), view.reach * Math.cos(bearing)])
  }
  return corners
}

/// The same on the earth, as the closed ring of a GeoJSON polygon; nothing where the view is not configured.
export function ringOf(camera: Placed): [longitude: number, latitude: number][] | undefined {
  if (!camera.field_of_view) return undefined
  const frame = frameAt(camera.position)
  const ring = sector(camera.field_of_view).map(([east, north]): [number, number] => {
    const at = frame.at(east, north)
    return [at.longitude, at.latitude]
  })
  return [...ring, ring[0]!]
}

/// What shows all of these and what they overlook; nothing where there is none.
export function boundsOf(cameras: readonly Placed[]): Bounds | undefined {
  const first = cameras[0]
  if (!first) return undefined
  const frame = frameAt(first.position)
  const corners = cameras.flatMap((camera) => {
    const [east, north] = [frame.east(camera.position), frame.north(camera.position)]
    return [[0, 0] as const, ...(camera.field_of_view ? sector(camera.field_of_view) : [])].map(([x, y]) => [east + x, north + y] as const)
  })
  const [west, east] = spread(corners.map(([x]) => x))
  const [south, north] = spread(corners.map(([, y]) => y))
  const low = frame.at(west, south)
  const high = frame.at(east, north)
  return [low.longitude, low.latitude, high.longitude, high.latitude]
}

function spread(values: readonly number[]): [least: number, most: number] {
  const least = Math.min(...values)
  const most = Math.max(...values)
  const missing = Math.max(0, LEAST_METRES - (most - least)) / 2
  return [least - missing, most + missing]
}

/// A round number of metres (1, 2 or 5 and noughts) that is at most as long as `metres`.
export function roundMetres(metres: number): number {
  const power = 10 ** Math.floor(Math.log10(metres))
  const lead = metres / power
  return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1)
}

/// Metres that one CSS pixel is wide, in Web Mercator with tiles of 512 pixels.
export function metresAPixel(zoom: number, latitude: number): number {
  return (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom)
}

/// Lines every `step` metres from `origin` across these bounds, as the coordinates of a MultiLineString.
export function gridLines(origin: Position, bounds: Bounds, step: number): [number, number][][] {
  const frame = frameAt(origin)
  const [west, south, east, north] = bounds
  const lines: [number, number][][] = []
  const low = { latitude: south, longitude: west }
  const high = { latitude: north, longitude: east }
  for (let x = Math.ceil(frame.east(low) / step); x <= frame.east(high) / step; x++) {
    const { longitude } = frame.at(x * step, 0)
    lines.push([
      [longitude, south],
      [longitude, north],
    ])
  }
  for (let y = Math.ceil(frame.north(low) / step); y <= frame.north(high) / step; y++) {
    const { latitude } = frame.at(0, y * step)
    lines.push([
      [west, latitude],
      [east, latitude],
    ])
  }
  return lines
}
