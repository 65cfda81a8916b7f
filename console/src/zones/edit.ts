import type { AskedRule, Drawing, DrawnZone, Point } from '../api/types.ts'
import { eventsFor, fitting, kindOf } from './forms.ts'

/// Changes of a drawing. Pure: each gives another drawing and leaves the one it was given.

/// A tenth of a pixel of the widest cameras: finer is no intention.
const GRAIN = 1e4

export const inPicture = (p: Point): Point => ({ x: clean(p.x), y: clean(p.y) })
const clean = (n: number) => Math.round(Math.min(1, Math.max(0, n)) * GRAIN) / GRAIN

export const leastPoints = (zone: DrawnZone) => (zone.kind === 'line' ? 2 : 3)

export function withZone(drawing: Drawing, id: string, change: (zone: DrawnZone) => DrawnZone): Drawing {
  return { ...drawing, zones: drawing.zones.map((zone) => (zone.id === id ? change(zone) : zone)) }
}

export function movePoint(drawing: Drawing, id: string, index: number, to: Point): Drawing {
  return withZone(drawing, id, (zone) => ({ ...zone, points: zone.points.map((p, i) => (i === index ? inPicture(to) : p)) }))
}

/// Moves a whole zone, as far as it stays in the picture.
export function moveZone(drawing: Drawing, id: string, by: Point): Drawing {
  return withZone(drawing, id, (zone) => {
    const xs = zone.points.map((p) => p.x)
    const ys = zone.points.map((p) => p.y)
    const dx = Math.min(1 - Math.max(...xs), Math.max(-Math.min(...xs), by.x))
    const dy = Math.min(1 - Math.max(...ys), Math.max(-Math.min(...ys), by.y))
    return { ...zone, points: zone.points.map((p) => inPicture({ x: p.x + dx, y: p.y + dy })) }
  })
}

/// A point between one and the next; of an area the last is followed by the first.
export function addPoint(drawing: Drawing, id: string, after: number, at: Point): Drawing {
  return withZone(drawing, id, (zone) => ({ ...zone, points: [...zone.points.slice(0, after + 1), inPicture(at), ...zone.points.slice(after + 1)] }))
}

/// Nothing changes where too few points would be left.
export function deletePoint(drawing: Drawing, id: string, index: number): Drawing {
  return withZone(drawing, id, (zone) =>
    zone.points.length <= leastPoints(zone) ? zone : { ...zone, points: zone.points.filter((_, i) => i !== index) },
  )
}

/// The middle of each side, after which point it lies.
export function middles(zone: DrawnZone): { after: number; at: Point }[] {
  const n = zone.kind === 'line' ? zone.points.length - 1 : zone.points.length
  return Array.from({ length: n }, (_, i) => {
    const a = zone.points[i]!
    const b = zone.points[(i + 1) % zone.points.length]!
    return { after: i, at: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } }
  })
}

export const middleOf = (zone: DrawnZone): Point => ({
  x: zone.points.reduce((sum, p) => sum + p.x, 0) / zone.points.length,
  y: zone.points.reduce((sum, p) => sum + p.y, 0) / zone.points.length,
})

/// The name with a number behind it, if it is taken.
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  for (let n = 2; ; n++) if (!taken.includes(`${name}-${n}`)) return `${name}-${n}`
}

/// What it takes where nobody has drawn yet: a shape that can be moved with the keys.
export function usualPoints(kind: DrawnZone['kind']): Point[] {
  return kind === 'line'
    ? [
        { x: 0.3, y: 0.6 },
        { x: 0.7, y: 0.6 },
      ]
    : [
        { x: 0.35, y: 0.5 },
        { x: 0.65, y: 0.5 },
        { x: 0.75, y: 0.85 },
        { x: 0.25, y: 0.85 },
      ]
}

export function addZone(drawing: Drawing, name: string, kind: DrawnZone['kind'], points: readonly Point[]): { drawing: Drawing; id: string } {
  const id = freeName(
    name,
    drawing.zones.map((zone) => zone.id),
  )
  const zone: DrawnZone = {
    id,
    kind,
    points: (points.length >= (kind === 'line' ? 2 : 3) ? points : usualPoints(kind)).map(inPicture),
    ...(kind === 'lane' ? { direction: { x: 0, y: 1 } } : {}),
  }
  return { drawing: { ...drawing, zones: [...drawing.zones, zone] }, id }
}

/// With the rules that are about it.
export function deleteZone(drawing: Drawing, id: string): Drawing {
  return { ...drawing, zones: drawing.zones.filter((zone) => zone.id !== id), rules: drawing.rules.filter((rule) => rule.zone !== id) }
}

/// In its rules too. A name that is taken, or none, changes nothing.
export function renameZone(drawing: Drawing, id: string, name: string): Drawing {
  if (!isName(name) || drawing.zones.some((zone) => zone.id === name)) return drawing
  return {
    ...withZone(drawing, id, (zone) => ({ ...zone, id: name })),
    rules: drawing.rules.map((rule) => (rule.zone === id ? { ...rule, zone: name } : rule)),
  }
}

/// As the reader of rules files wants it.
export const isName = (name: string) => /^[\p{L}\p{N}][\p{L}\p{N} ._'-]{0,63}$/u.test(name)

/// An area becomes a lane and back; a line stays one. Rules that do not fit any more lose what does not.
export function changeKind(drawing: Drawing, id: string, kind: DrawnZone['kind']): Drawing {
  const changed = withZone(drawing, id, ({ direction, ...zone }) => ({
    ...zone,
    kind,
    ...(kind === 'lane' ? { direction: direction ?? { x: 0, y: 1 } } : {}),
  }))
  const zone = changed.zones.find((one) => one.id === id)
  const events = eventsFor(kindOf(zone))
  return { ...changed, rules: changed.rules.filter((rule) => rule.zone !== id || events.some((event) => event === rule.event)) }
}

/// @param direction in pixels; only where it points matters
export function turnLane(drawing: Drawing, id: string, direction: Point): Drawing {
  const length = Math.hypot(direction.x, direction.y)
  if (!(length > 0)) return drawing
  const round = (n: number) => Math.round((n / length) * 1000) / 1000
  return withZone(drawing, id, (zone) => (zone.kind === 'lane' ? { ...zone, direction: { x: round(direction.x), y: round(direction.y) } } : zone))
}

export function addRule(drawing: Drawing, zone: string | undefined, event: string): { drawing: Drawing; index: number } {
  const base = `${event.toLowerCase().replaceAll('_', '-')}${zone ? `-${zone}` : ''}`.slice(0, 60)
  const id = freeName(
    base,
    drawing.rules.flatMap((rule) => rule.id ?? []),
  )
  const rule: AskedRule = { id, event, ...(zone ? { zone } : {}), schedule: [], settings: {} }
  return { drawing: { ...drawing, rules: [...drawing.rules, rule] }, index: drawing.rules.length }
}

export function withRule(drawing: Drawing, index: number, change: (rule: AskedRule) => AskedRule): Drawing {
  return { ...drawing, rules: drawing.rules.map((rule, i) => (i === index ? change(rule) : rule)) }
}

/// Another event or another place; settings that it does not know go.
export function refit(drawing: Drawing, index: number, change: (rule: AskedRule) => AskedRule): Drawing {
  return withRule(drawing, index, (rule) => {
    const next = change(rule)
    return fitting(next, kindOf(drawing.zones.find((zone) => zone.id === next.zone)))
  })
}

/// A setting; nothing where it is to be the usual.
export function withSetting(rule: AskedRule, key: string, value: string): AskedRule {
  const settings = { ...rule.settings }
  if (value.trim() === '') delete settings[key]
  else settings[key] = value.trim()
  return { ...rule, settings }
}

export const deleteRule = (drawing: Drawing, index: number): Drawing => ({ ...drawing, rules: drawing.rules.filter((_, i) => i !== index) })

/// Whether two sides of an area cross or touch elsewhere than where one follows the other; the same as `Area.crossesItself`.
export function crossesItself(points: readonly Point[]): boolean {
  const n = points.length
  for (let i = 0; i < n; i++)
    for (let j = i + 2; j < n; j++)
      if (!(i === 0 && j === n - 1) && touch(points[i]!, points[i + 1]!, points[j]!, points[(j + 1) % n]!)) return true
  return false
}

const side = (a: Point, b: Point, c: Point) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x))

function touch(a: Point, b: Point, c: Point, d: Point): boolean {
  const [c1, d1, a2, b2] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  const overlap = (p: number, q: number, r: number, s: number) => Math.max(p, q) >= Math.min(r, s) && Math.max(r, s) >= Math.min(p, q)
  if (c1 === 0 && d1 === 0) return overlap(a.x, b.x, c.x, d.x) && overlap(a.y, b.y, c.y, d.y)
  return c1 * d1 <= 0 && a2 * b2 <= 0
}

/// Draws a point onto what is near: another zone's point, else the picture's edge, else the height or width of one of `beside`.
///
/// @param reach in fractions of the width and of the height
export function snap(to: Point, others: readonly Point[], beside: readonly Point[], reach: Point): Point {
  const near = others
    .filter((p) => Math.abs(p.x - to.x) <= reach.x && Math.abs(p.y - to.y) <= reach.y)
    .sort((a, b) => Math.hypot((a.x - to.x) / reach.x, (a.y - to.y) / reach.y) - Math.hypot((b.x - to.x) / reach.x, (b.y - to.y) / reach.y))[0]
  if (near) return near
  const drawn = (n: number, lines: number[], within: number) =>
    lines.filter((line) => Math.abs(line - n) <= within).sort((a, b) => Math.abs(a - n) - Math.abs(b - n))[0] ?? n
  return inPicture({
    x: drawn(to.x, [0, 1, ...beside.map((p) => p.x)], reach.x),
    y: drawn(to.y, [0, 1, ...beside.map((p) => p.y)], reach.y),
  })
}

/// What was drawn, and what was before it and after it.
export interface History {
  readonly past: readonly Drawing[]
  readonly now: Drawing
  readonly future: readonly Drawing[]
  /// Names a change that goes on, such as a drag: all of it is undone at once.
  readonly going: string | undefined
}

const MOST_STEPS = 200

export const begin = (now: Drawing): History => ({ past: [], now, future: [], going: undefined })

export function change(history: History, now: Drawing, going?: string): History {
  if (now === history.now) return history
  const past = going !== undefined && going === history.going ? history.past : [...history.past, history.now].slice(-MOST_STEPS)
  return { past, now, future: [], going }
}

/// The next change is another one, whatever its name.
export const settle = (history: History): History => (history.going === undefined ? history : { ...history, going: undefined })

export function undo(history: History): History {
  const now = history.past.at(-1)
  return now ? { past: history.past.slice(0, -1), now, future: [history.now, ...history.future], going: undefined } : history
}

export function redo(history: History): History {
  const [now, ...future] = history.future
  return now ? { past: [...history.past, history.now], now, future, going: undefined } : history
}

/// Whether two drawings say the same; keys may stand in any order.
export const same = (a: Drawing, b: Drawing): boolean => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b))

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, ordered(one)]),
  )
}

/// What differs between two drawings, by name.
export interface Difference {
  readonly what: 'zone' | 'rule' | 'ground' | 'size' | 'time_zone'
  readonly id: string
  readonly how: 'NEW' | 'CHANGED' | 'REMOVED'
}

export function differences(before: Drawing, after: Drawing): Difference[] {
  const named = (what: 'zone' | 'rule', from: readonly { id?: string | undefined }[], to: readonly { id?: string | undefined }[]): Difference[] => [
    ...to.flatMap((one): Difference[] => {
      const old = from.find((other) => other.id === one.id)
      const how = !old ? 'NEW' : JSON.stringify(ordered(old)) === JSON.stringify(ordered(one)) ? undefined : 'CHANGED'
      return how ? [{ what, id: one.id ?? '', how }] : []
    }),
    ...from.filter((old) => !to.some((one) => one.id === old.id)).map((old): Difference => ({ what, id: old.id ?? '', how: 'REMOVED' })),
  ]
  const single = (what: 'ground' | 'size' | 'time_zone'): Difference[] => {
    const [old, now] = [before[what], after[what]].map((one) => (Array.isArray(one) && one.length === 0 ? undefined : one))
    if (JSON.stringify(ordered(old)) === JSON.stringify(ordered(now))) return []
    return [{ what, id: '', how: old === undefined ? 'NEW' : now === undefined ? 'REMOVED' : 'CHANGED' }]
  }
  return [...named('zone', before.zones, after.zones), ...named('rule', before.rules, after.rules), ...single('ground'), ...single('size'), ...single('time_zone')]
}
