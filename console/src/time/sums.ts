import type { DaySum, GapReason } from '../api/types.ts'

/// A line of the table of a day.
export interface Part {
  readonly name: 'recorded' | 'lost' | 'deleted' | 'before' | 'unsettled' | 'ahead' | 'total'
  readonly ms: number
  readonly reason?: GapReason
  readonly gaps?: number
}

/// The parts of a day in the order of the table: what is recorded first, what was lost by reason, the total last.
/// Parts of no length are left out, but for the recorded one.
export function sumsOf(sum: DaySum): Part[] {
  const parts: Part[] = [
    { name: 'recorded', ms: sum.recorded_ms },
    ...sum.lost.map((lost): Part => ({ name: 'lost', ms: lost.ms, reason: lost.reason, gaps: lost.gaps })),
    { name: 'deleted', ms: sum.deleted_ms },
    { name: 'before', ms: sum.before_ms },
    { name: 'unsettled', ms: sum.unsettled_ms },
    { name: 'ahead', ms: sum.ahead_ms },
  ]
  return [...parts.filter((part) => part.ms > 0 || part.name === 'recorded'), { name: 'total', ms: sum.length_ms }]
}
