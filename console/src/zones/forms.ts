import type { AskedRule, DrawnZone, EventType } from '../api/types.ts'
import forms from './forms.json' with { type: 'json' }

/// What can be set of each event over each kind of place, with the bounds and defaults of the rules files' reader; a test of the
/// rules module holds forms.json against it.

export interface Setting {
  readonly key: SettingKey
  /// Absent for words and switches. `h` is the picture's height.
  readonly unit?: 's' | 'm' | 'h' | 'people' | 'per_m2' | 'heights'
  /// What holds where nothing is given; absent where that is nothing.
  readonly usual?: number
  readonly least?: number
  readonly most?: number
  readonly whole?: boolean
  /// Whether it takes a measured ground.
  readonly ground?: boolean
  readonly yes?: boolean
  readonly words?: readonly string[]
}

export type SettingKey =
  | 'patience_s'
  | 'standing'
  | 'rearm_s'
  | 'least_m'
  | 'direction'
  | 'band'
  | 'distance'
  | 'distance_m'
  | 'heights'
  | 'largest_m'
  | 'at_least'
  | 'per_m2'
  | 'smoke'

export interface Form {
  /// Pixels for a metre in a picture as the eye looks at it, 320 wide.
  readonly needs: Readonly<Record<string, number>>
  readonly classes: boolean
  readonly settings: readonly Setting[]
}

const all = forms as unknown as Readonly<Record<string, Form>>

/// Above it people can be recognised: EN 62676-4.
export const FINEST = 125
const ANALYSED_WIDTH = 320

export type PlaceKind = 'area' | 'line' | 'lane'

export const kindOf = (zone: DrawnZone | undefined): PlaceKind => (zone?.kind === 'line' ? 'line' : zone?.kind === 'lane' ? 'lane' : 'area')

/// A lane is an area too.
export function formOf(event: string, kind: PlaceKind): Form | undefined {
  return all[`${event} ${kind}`] ?? (kind === 'lane' ? all[`${event} area`] : undefined)
}

/// The events that can be looked for in a place, in the order in which they are offered.
export function eventsFor(kind: PlaceKind): EventType[] {
  const order: EventType[] = ['INTRUSION', 'LINE_COUNT', 'WRONG_WAY', 'ABANDONED_OBJECT', 'DENSITY', 'CROWD_MOVEMENT', 'PERSON_DOWN', 'FIRE']
  return order.filter((event) => formOf(event, kind))
}

/// How many pixels for a metre a rule needs at the farthest corner of its place, in a picture so many pixels wide.
export function neededPixels(rule: AskedRule, kind: PlaceKind, width: number): number {
  const needs = formOf(rule.event, kind)?.needs
  return ((needs?.[rule.class ?? 'both'] ?? needs?.both ?? 0) * width) / ANALYSED_WIDTH
}

/// Without the settings that another event or place does not know.
export function fitting(rule: AskedRule, kind: PlaceKind): AskedRule {
  const form = formOf(rule.event, kind)
  const known = new Set<string>(form?.settings.map((setting) => setting.key))
  const { class: about, ...rest } = rule
  return {
    ...rest,
    ...(about && form?.classes ? { class: about } : {}),
    settings: Object.fromEntries(Object.entries(rule.settings).filter(([key]) => known.has(key))),
  }
}
