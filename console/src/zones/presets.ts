import type { AskedRule, Drawing, DrawnZone } from '../api/types.ts'
import { freeName } from './edit.ts'

/// What of a drawing belongs to which place that a turning camera remembers, by that place's name or token. Pure.

/// The view at home: what names no preset.
export const HOME = ''

const ofZone = (zone: DrawnZone) => zone.preset ?? HOME

const ofRule = (rule: AskedRule, zones: readonly DrawnZone[]) =>
  rule.zone === undefined ? (rule.preset ?? HOME) : (zones.find((zone) => zone.id === rule.zone)?.preset ?? HOME)

/// The preset at which a rule judges.
export const presetOf = (rule: AskedRule, drawing: Drawing) => ofRule(rule, drawing.zones)

/// The presets for which something is drawn, in order of their names.
export function presetsIn(drawing: Drawing): string[] {
  const names = [...drawing.zones.map(ofZone), ...drawing.rules.map((rule) => ofRule(rule, drawing.zones)), ...drawing.ground.map((place) => place.preset ?? HOME)]
  return [...new Set(names)].filter((name) => name !== HOME).sort((a, b) => a.localeCompare(b))
}

/// The part of it that is drawn for one view.
export function atPreset(drawing: Drawing, preset: string): Drawing {
  return {
    ...drawing,
    zones: drawing.zones.filter((zone) => ofZone(zone) === preset),
    rules: drawing.rules.filter((rule) => ofRule(rule, drawing.zones) === preset),
    ground: drawing.ground.filter((place) => (place.preset ?? HOME) === preset),
  }
}

/// It with another part for one view; a rule whose id another view's has gets a number behind its own.
export function withPart(drawing: Drawing, preset: string, part: Drawing): Drawing {
  const others = (zones: Drawing) => ({
    zones: zones.zones.filter((zone) => ofZone(zone) !== preset),
    rules: zones.rules.filter((rule) => ofRule(rule, zones.zones) !== preset),
    ground: zones.ground.filter((place) => (place.preset ?? HOME) !== preset),
  })
  const rest = others(drawing)
  const taken = rest.rules.flatMap((rule) => rule.id ?? [])
  return {
    ...part,
    zones: inOrder(drawing.zones, rest.zones, part.zones.map((zone) => put(zone, preset))),
    rules: inOrder(
      drawing.rules,
      rest.rules,
      part.rules.map((rule) => {
        const named = rule.id !== undefined && taken.includes(rule.id) ? { ...rule, id: freeName(rule.id, taken) } : rule
        return rule.zone === undefined ? put(named, preset) : without(named)
      }),
    ),
    ground: [...rest.ground, ...part.ground.map((place) => put(place, preset))],
  }
}

/// What was there stays where it was, so that nothing but the change is one.
function inOrder<T extends { id?: string | undefined }>(before: readonly T[], rest: readonly T[], part: readonly T[]): T[] {
  const left = [...part]
  const kept = before.flatMap((one) => {
    if (rest.includes(one)) return [one]
    const at = left.findIndex((other) => other.id === one.id)
    return at < 0 ? [] : left.splice(at, 1)
  })
  return [...kept, ...left]
}

function put<T extends { preset?: string }>(what: T, preset: string): T {
  return preset === HOME ? without(what) : what.preset === preset ? what : { ...what, preset }
}

function without<T extends { preset?: string }>(what: T): T {
  if (what.preset === undefined) return what
  const { preset, ...rest } = what
  return rest as T
}
