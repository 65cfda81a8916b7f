import type { Person, Role } from '../api/types.ts'
import { plusDays, readDay, windowOf, writeDay } from '../time/day.ts'

/// In the order in which one looks for them.
export const ROLES: readonly Role[] = ['OPERATOR', 'SUPERVISOR', 'TECHNICIAN', 'INSPECTOR', 'DATA_PROTECTION_OFFICER', 'CUSTODIAN', 'FIELD', 'ADMINISTRATOR']

export type Standing = 'ACTIVE' | 'LATER' | 'ENDED'

/// Where a person's habilitation stands.
export function standingOf(person: Pick<Person, 'active' | 'from' | 'until'>, now: number): Standing {
  if (person.active) return 'ACTIVE'
  return person.from !== undefined && Date.parse(person.from) > now ? 'LATER' : 'ENDED'
}

/// From the beginning of the first day to the end of the last, in the town's zone; undefined where that is no time.
export function stretchOf(first: string, last: string, zone: string): { from: string; until: string } | undefined {
  const from = readDay(first)
  const to = readDay(last)
  if (!from || !to) return undefined
  const begins = windowOf(from, zone).from
  const ends = windowOf(to, zone).to
  return begins < ends ? { from: new Date(begins).toISOString(), until: new Date(ends).toISOString() } : undefined
}

/// The last day that a habilitation covers: its end is the first instant that it does not.
export function lastMoment(until: string): number {
  return Date.parse(until) - 1
}

/// A year from a day on, the last day included.
export function aYearOn(first: string): string {
  const day = readDay(first)
  if (!day) return ''
  return writeDay(plusDays({ ...day, year: day.year + 1 }, -1))
}
