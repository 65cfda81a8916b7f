import type { Drawing, Point } from '../api/types.ts'

/// Where a camera's ground lies: the same arithmetic as `model.Ground`, so that the grid, heights and pixels per metre are seen
/// while somebody still types. The server's own is what counts.

export interface Metres {
  readonly x: number
  readonly y: number
}

type Map9 = readonly [number, number, number, number, number, number, number, number, number]

const LEAST_HEIGHT = 0.02
const MOST_ERROR = 0.1
const FARTHEST = 20
const STEEPEST = 0.9
const UNKNOWN = 8

/// Why four places or more are no calibration.
export type GroundFault =
  | { readonly kind: 'few' }
  | { readonly kind: 'line'; readonly where: 'picture' | 'ground' }
  | { readonly kind: 'swapped' }
  | { readonly kind: 'off'; readonly place: number; readonly metres: number }

export type GroundPlaces = Drawing['ground']

/// A calibrated ground, or what is wrong with its places.
export function groundOf(aspect: number, places: GroundPlaces): Ground | GroundFault {
  if (places.length < 4) return { kind: 'few' }
  const picture = places.map((p) => ({ x: p.point.x * aspect, y: p.point.y }))
  const ground = places.map((p) => p.metres)
  if (!spread(picture)) return { kind: 'line', where: 'picture' }
  if (!spread(ground)) return { kind: 'line', where: 'ground' }
  const map = fit(picture, ground)
  if (!map) return { kind: 'swapped' }
  let error = 0
  for (const [i, from] of picture.entries()) {
    if (nearness(map, from) <= 0) return { kind: 'swapped' }
    const off = distance(apply(map, from), ground[i]!)
    if (off > MOST_ERROR * widest(ground)) return { kind: 'off', place: i + 1, metres: off }
    error = Math.max(error, off)
  }
  return new Ground(aspect, map, error)
}

export const isGround = (ground: Ground | GroundFault | undefined): ground is Ground => ground instanceof Ground

export class Ground {
  readonly aspect: number
  /// The farthest that a measured place lies from where the map puts it, in metres.
  readonly error: number
  private readonly map: Map9
  private readonly back: Map9

  constructor(aspect: number, map: Map9, error: number) {
    this.aspect = aspect
    this.map = map
    this.error = error
    this.back = inverse(map)
  }

  /// Where a place in the picture lies on the ground; undefined on and above the horizon, and where it is too far to tell.
  metres(at: Point): Metres | undefined {
    const place = { x: at.x * this.aspect, y: at.y }
    return nearness(this.map, place) < 1 / FARTHEST ? undefined : apply(this.map, place)
  }

  /// Where a place on the ground is seen; undefined behind the camera.
  seen(metres: Metres): Point | undefined {
    const depth = nearness(this.back, metres)
    // The middle of the measured places is in front of the camera: what has another sign is behind it.
    if (depth * Math.sign(nearness(this.back, apply(this.map, this.middle()))) <= 0) return undefined
    const place = apply(this.back, metres)
    return { x: place.x / this.aspect, y: place.y }
  }

  /// A place that is in front of the camera: there the nearness is 1 or nearly so.
  private middle(): Metres {
    for (let y = 1; y > 0; y -= 0.05) {
      const place = { x: this.aspect / 2, y }
      if (nearness(this.map, place) >= 1 / FARTHEST) return place
    }
    return { x: this.aspect / 2, y: 1 }
  }

  distance(a: Point, b: Point): number | undefined {
    const from = this.metres(a)
    const to = this.metres(b)
    return from && to && distance(from, to)
  }

  squareMetres(polygon: readonly Point[]): number | undefined {
    const corners = polygon.map((corner) => this.metres(corner))
    if (corners.some((corner) => corner === undefined)) return undefined
    const known = corners as Metres[]
    const twice = known.reduce((sum, corner, i) => sum + cross(known[0]!, corner, known[(i + 1) % known.length]!), 0)
    return Math.abs(twice) / 2
  }

  /// How many pixels a metre across the line of sight takes there (EN 62676-4), in a picture so many pixels wide.
  pixelsPerMetre(at: Point, width: number): number | undefined {
    const scale = this.scale(at)
    return scale && (scale.across * width) / this.aspect
  }

  /// How high something upright of so many metres looks that stands there, in fractions of the picture's height.
  upright(at: Point, metres: number): number | undefined {
    const scale = this.scale(at)
    if (!scale) return undefined
    const sine = scale.along / scale.across
    return sine > STEEPEST ? undefined : metres * scale.across * Math.sqrt(1 - sine * sine)
  }

  private scale(at: Point): { across: number; along: number } | undefined {
    if (!this.metres(at)) return undefined
    const place = { x: at.x * this.aspect, y: at.y }
    const near = nearness(this.map, place)
    const there = apply(this.map, place)
    const m = this.map
    const d = [(m[0] - there.x * m[6]) / near, (m[1] - there.x * m[7]) / near, (m[3] - there.y * m[6]) / near, (m[4] - there.y * m[7]) / near] as const
    const sum = d[0] ** 2 + d[1] ** 2 + d[2] ** 2 + d[3] ** 2
    const det = Math.abs(d[0] * d[3] - d[1] * d[2])
    const most = Math.sqrt(sum / 2 + Math.sqrt(Math.max(0, (sum * sum) / 4 - det * det)))
    return { across: most / det, along: 1 / most }
  }
}

/// Lines of a grid on the ground around the measured places, as stretches in the picture, and how many metres apart they are.
export function gridOf(ground: Ground, places: GroundPlaces): { step: number; lines: (readonly [Point, Point])[] } {
  const xs = places.map((p) => p.metres.x)
  const ys = places.map((p) => p.metres.y)
  const wide = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
  const step = [0.5, 1, 2, 5, 10, 20, 50, 100].find((metres) => wide / metres <= 12) ?? 200
  const low = (values: number[]) => Math.floor((Math.min(...values) - wide * 0.5) / step)
  const high = (values: number[]) => Math.ceil((Math.max(...values) + wide * 0.5) / step)
  const lines: (readonly [Point, Point])[] = []
  const add = (from: Metres, to: Metres) => {
    // In short stretches: parts of a line may lie behind the camera.
    const parts = 16
    for (let n = 0; n < parts; n++) {
      const at = (share: number) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share })
      const a = ground.seen(at(n / parts))
      const b = ground.seen(at((n + 1) / parts))
      if (a && b && near(a) && near(b) && ground.metres(a) && ground.metres(b)) lines.push([a, b])
    }
  }
  for (let x = low(xs); x <= high(xs); x++) add({ x: x * step, y: low(ys) * step }, { x: x * step, y: high(ys) * step })
  for (let y = low(ys); y <= high(ys); y++) add({ x: low(xs) * step, y: y * step }, { x: high(xs) * step, y: y * step })
  return { step, lines }
}

const near = (p: Point) => p.x > -1 && p.x < 2 && p.y > -1 && p.y < 2

const cross = (a: Metres, b: Metres, c: Metres) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
const distance = (a: Metres, b: Metres) => Math.hypot(a.x - b.x, a.y - b.y)
const widest = (places: readonly Metres[]) => Math.max(...places.flatMap((a) => places.map((b) => distance(a, b))))

function spans(a: Metres, b: Metres, c: Metres): boolean {
  const longest = Math.max(distance(a, b), distance(b, c), distance(c, a))
  return Math.abs(cross(a, b, c)) > LEAST_HEIGHT * longest * longest
}

/// Whether some four of them span a plane.
function spread(p: readonly Metres[]): boolean {
  for (let a = 0; a < p.length; a++)
    for (let b = a + 1; b < p.length; b++)
      for (let c = b + 1; c < p.length; c++)
        for (let d = c + 1; d < p.length; d++)
          if (spans(p[a]!, p[b]!, p[c]!) && spans(p[a]!, p[b]!, p[d]!) && spans(p[a]!, p[c]!, p[d]!) && spans(p[b]!, p[c]!, p[d]!)) return true
  return false
}

const nearness = (m: Map9, p: Metres) => m[6] * p.x + m[7] * p.y + m[8]

function apply(m: Map9, p: Metres): Metres {
  const near = nearness(m, p)
  return { x: (m[0] * p.x + m[1] * p.y + m[2]) / near, y: (m[3] * p.x + m[4] * p.y + m[5]) / near }
}

interface Frame {
  readonly x: number
  readonly y: number
  readonly scale: number
}

function frameOf(places: readonly Metres[]): Frame {
  const x = places.reduce((sum, p) => sum + p.x, 0) / places.length
  const y = places.reduce((sum, p) => sum + p.y, 0) / places.length
  const mean = places.reduce((sum, p) => sum + Math.hypot(p.x - x, p.y - y), 0) / places.length
  return { x, y, scale: Math.SQRT2 / mean }
}

/// The direct linear transform with Hartley's normalisation, scaled so that the nearness in the middle of the places is 1.
function fit(from: readonly Metres[], to: readonly Metres[]): Map9 | undefined {
  const source = frameOf(from)
  const target = frameOf(to)
  const within = (f: Frame, p: Metres) => ({ x: (p.x - f.x) * f.scale, y: (p.y - f.y) * f.scale })
  const normal = Array.from({ length: UNKNOWN }, () => new Array<number>(UNKNOWN + 1).fill(0))
  const add = (row: number[], value: number) => {
    for (let i = 0; i < UNKNOWN; i++) {
      for (let j = 0; j < UNKNOWN; j++) normal[i]![j]! += row[i]! * row[j]!
      normal[i]![UNKNOWN]! += row[i]! * value
    }
  }
  for (const [i, place] of from.entries()) {
    const s = within(source, place)
    const t = within(target, to[i]!)
    add([s.x, s.y, 1, 0, 0, 0, -t.x * s.x, -t.x * s.y], t.x)
    add([0, 0, 0, s.x, s.y, 1, -t.y * s.x, -t.y * s.y], t.y)
  }
  const h = solve(normal)
  if (!h) return undefined
  const inner: Map9 = [h[0]!, h[1]!, h[2]!, h[3]!, h[4]!, h[5]!, h[6]!, h[7]!, 1]
  const there: Map9 = [source.scale, 0, -source.x * source.scale, 0, source.scale, -source.y * source.scale, 0, 0, 1]
  const back: Map9 = [1 / target.scale, 0, target.x, 0, 1 / target.scale, target.y, 0, 0, 1]
  return times(times(back, inner), there)
}

function solve(a: number[][]): number[] | undefined {
  for (let column = 0; column < UNKNOWN; column++) {
    let pivot = column
    for (let row = column + 1; row < UNKNOWN; row++) if (Math.abs(a[row]![column]!) > Math.abs(a[pivot]![column]!)) pivot = row
    ;[a[column], a[pivot]] = [a[pivot]!, a[column]!]
    if (Math.abs(a[column]![column]!) < 1e-12) return undefined
    for (let row = column + 1; row < UNKNOWN; row++) {
      const share = a[row]![column]! / a[column]![column]!
      for (let k = column; k <= UNKNOWN; k++) a[row]![k]! -= share * a[column]![k]!
    }
  }
  const solved = new Array<number>(UNKNOWN).fill(0)
  for (let row = UNKNOWN - 1; row >= 0; row--) {
    let rest = a[row]![UNKNOWN]!
    for (let k = row + 1; k < UNKNOWN; k++) rest -= a[row]![k]! * solved[k]!
    solved[row] = rest / a[row]![row]!
  }
  return solved
}

function times(a: Map9, b: Map9): Map9 {
  const product = new Array<number>(9).fill(0)
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) for (let k = 0; k < 3; k++) product[row * 3 + column]! += a[row * 3 + k]! * b[k * 3 + column]!
  return product as unknown as Map9
}

/// Up to a factor, which a projective map does not have.
function inverse(m: Map9): Map9 {
  return [
    m[4] * m[8] - m[5] * m[7],
    m[2] * m[7] - m[1] * m[8],
    m[1] * m[5] - m[2] * m[4],
    m[5] * m[6] - m[3] * m[8],
    m[0] * m[8] - m[2] * m[6],
    m[2] * m[3] - m[0] * m[5],
    m[3] * m[7] - m[4] * m[6],
    m[1] * m[6] - m[0] * m[7],
    m[0] * m[4] - m[1] * m[3],
  ]
}
