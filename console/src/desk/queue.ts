import type { Alert, EventType, Precision } from '../api/types.ts'

/// Alerts that are looked at and judged together: of one camera and zone, decided within a minute.
export interface Group {
  /// That of the first of them.
  readonly id: string
  /// Oldest first; never empty.
  readonly alerts: readonly Alert[]
}

/// As long as the server lets one verdict be about several.
export const GROUP_MS = 60_000
/// As many as the server takes at once.
const MOST_TOGETHER = 50
/// On these a life may hang: they stand before all others.
const FIRST: readonly EventType[] = ['FIRE', 'PERSON_DOWN']

/// What belongs together, the events first on which a life may hang, then the oldest.
export function grouped(alerts: readonly Alert[]): Group[] {
  const groups: Alert[][] = []
  for (const alert of alerts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(a.id) - Number(b.id))) {
    const open = groups.findLast(
      ([first, ...others]) =>
        first!.camera === alert.camera && first!.zone === alert.zone && others.length + 1 < MOST_TOGETHER && Date.parse(alert.at) - Date.parse(first!.at) < GROUP_MS,
    )
    if (open) open.push(alert)
    else groups.push([alert])
  }
  return groups
    .map((of) => ({ id: of[0]!.id, alerts: of }))
    .sort((a, b) => rank(a) - rank(b) || Date.parse(a.alerts[0]!.at) - Date.parse(b.alerts[0]!.at))
}

function rank(group: Group): number {
  return Math.min(...group.alerts.map(({ event }) => (FIRST.includes(event) ? FIRST.indexOf(event) : FIRST.length)))
}

/// The group that holds an alert.
export function groupOf(groups: readonly Group[], id: string | undefined): Group | undefined {
  return groups.find((group) => group.alerts.some((alert) => alert.id === id))
}

/// Whether nobody opened an alert in time: it was brought to the supervisors, and still nobody has.
export function isOverdue(alert: Alert): boolean {
  return alert.state === 'WAITING' && alert.escalated !== undefined && !alert.seen
}

/// The events of a group, each once.
export function eventsOf(group: Group): EventType[] {
  return [...new Set(group.alerts.map(({ event }) => event))]
}

/// The thing beside the one that holds `id` in a list, `by` places on; the ends stay the ends.
export function beside<T extends Alert | Group>(queue: readonly T[], id: string | undefined, by: number): T | undefined {
  const at = placeOf(queue, id)
  if (at < 0) return queue[0]
  return queue[Math.min(queue.length - 1, Math.max(0, at + by))]
}

/// What to show once that which holds `id` has been judged: what takes its place in the queue.
export function after<T extends Alert | Group>(queue: readonly T[], id: string): T | undefined {
  const at = placeOf(queue, id)
  return queue[at + 1] ?? queue[at - 1]
}

function placeOf(queue: readonly (Alert | Group)[], id: string | undefined): number {
  return queue.findIndex((one) => one.id === id || ('alerts' in one && one.alerts.some((alert) => alert.id === id)))
}

/// The share of verdicts that confirmed; nothing without verdicts.
export function shareConfirmed(precision: Precision | undefined): number | undefined {
  if (!precision) return undefined
  const all = precision.confirmed + precision.dismissed
  return all === 0 ? undefined : precision.confirmed / all
}

/// The verdict on the same rule of the same camera before this alert.
export function lastTime(alert: Alert, judged: readonly Alert[]): Alert | undefined {
  return judged
    .filter((other) => other.camera === alert.camera && other.rule === alert.rule && other.id !== alert.id && other.at <= alert.at)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]
}
