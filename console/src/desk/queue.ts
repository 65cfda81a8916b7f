import type { Alert, Precision } from '../api/types.ts'

/// The alert beside another in the queue, `by` places on; the ends stay the ends.
export function beside(queue: readonly Alert[], id: string | undefined, by: number): Alert | undefined {
  const at = queue.findIndex((alert) => alert.id === id)
  if (at < 0) return queue[0]
  return queue[Math.min(queue.length - 1, Math.max(0, at + by))]
}

/// Which alert to show once `id` has been judged: the one that takes its place in the queue.
export function after(queue: readonly Alert[], id: string): Alert | undefined {
  const at = queue.findIndex((alert) => alert.id === id)
  return queue[at + 1] ?? queue[at - 1]
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
