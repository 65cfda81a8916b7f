import type { CoarseClass, EventType } from '../api/types.ts'
import type { Window } from '../time/day.ts'

/// What can be looked for: what happened, never who it was.
export const EVENTS: readonly EventType[] = ['INTRUSION', 'WRONG_WAY', 'ABANDONED_OBJECT', 'PERSON_DOWN', 'CROWD_MOVEMENT', 'DENSITY', 'FIRE', 'LINE_COUNT']
export const CLASSES: readonly CoarseClass[] = ['PERSON', 'TWO_WHEELER', 'CAR', 'HEAVY_VEHICLE', 'OBJECT', 'ANIMAL', 'UNKNOWN']
export const STATES = ['WAITING', 'CONFIRMED', 'DISMISSED'] as const
export const DIRECTIONS = ['any', 'forward', 'back'] as const

/// What somebody looks for; an empty list is anything.
export interface Sought {
  readonly cameras: readonly string[]
  readonly events: readonly EventType[]
  readonly classes: readonly CoarseClass[]
  readonly zones: readonly string[]
  readonly direction: (typeof DIRECTIONS)[number]
  readonly states: readonly (typeof STATES)[number][]
}

export const ANYTHING: Sought = { cameras: [], events: [], classes: [], zones: [], direction: 'any', states: [] }
export const PAGE = 50

/// The choice of an event, with what goes with it: passages over lines are counted, not raised, so they are looked for by
/// themselves; they alone have a direction, and nothing is decided about them.
export function withEvents(sought: Sought, events: readonly EventType[]): Sought {
  const counts = events.includes('LINE_COUNT') && !sought.events.includes('LINE_COUNT')
  const chosen = counts ? (['LINE_COUNT'] as const) : events.filter((event) => event !== 'LINE_COUNT' || events.length === 1)
  return chosen.includes('LINE_COUNT') ? { ...sought, events: chosen, states: [] } : { ...sought, events: chosen, direction: 'any' }
}

/// What the server is asked; nothing that is left open is in it.
export function queryOf(sought: Sought, window: Window, skip: number) {
  const list = (values: readonly string[]) => (values.length > 0 ? values.join() : undefined)
  const asked = {
    from: new Date(window.from).toISOString(),
    to: new Date(window.to).toISOString(),
    cameras: list(sought.cameras),
    events: list(sought.events),
    classes: list(sought.classes),
    zones: list(sought.zones),
    directions: sought.direction === 'any' ? undefined : sought.direction,
    states: list(sought.states),
    skip,
    limit: PAGE,
  }
  type Asked = { from: string; to: string; skip: number; limit: number } & Partial<Record<'cameras' | 'events' | 'classes' | 'zones' | 'directions' | 'states', string>>
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Asked
}
