import type { Incident, IncidentKind, LineKind, LogLine } from '../api/types.ts'

/// In the order of the keys 1 to 9 and 0.
export const INCIDENT_KINDS: readonly IncidentKind[] = [
  'PERSON_IN_DIFFICULTY',
  'ACCIDENT',
  'FIRE',
  'FIGHT',
  'THEFT_OR_DAMAGE',
  'INTRUSION',
  'CROWD',
  'OBSTRUCTION',
  'ABANDONED_OBJECT',
  'OTHER',
]

/// The kind that a digit stands for.
export function kindOf(digit: string): IncidentKind | undefined {
  if (!/^\d$/.test(digit)) return undefined
  return INCIDENT_KINDS[(Number(digit) + 9) % 10]
}

export type WrittenKind = Extract<LineKind, 'NOTED' | 'TEAM_SENT' | 'ON_SITE' | 'CLOSED' | 'REOPENED'>

/// What may be written under an incident as it stands, in the order of the keys from 1 on.
export function actsFor(status: Incident['status']): readonly WrittenKind[] {
  return status === 'CLOSED' ? ['NOTED', 'REOPENED'] : ['NOTED', 'TEAM_SENT', 'ON_SITE', 'CLOSED']
}

/// Whether such a line is nothing without words.
export function needsWords(kind: WrittenKind): boolean {
  return kind === 'NOTED' || kind === 'TEAM_SENT' || kind === 'REOPENED'
}

/// When an incident was closed; nothing while it is not.
export function closedAt(incident: Incident): number | undefined {
  if (incident.status !== 'CLOSED') return undefined
  const line = incident.timeline.findLast((one) => one.kind === 'CLOSED')
  return Date.parse(line?.at ?? incident.changed)
}

/// Where the pictures of a line are to be seen again, if it is about any.
export function picturesOf(line: LogLine): string | undefined {
  if (line.alert) return `/desk/${line.alert}`
  return line.camera && line.moment ? `/review/${line.camera}?at=${line.moment}` : undefined
}
