import type { CountBin, CountedLine, CountedZone } from '../api/types.ts'

/// One bar of a graph: what is stacked in it, in the order of the legend.
export interface Bar {
  readonly from: string
  readonly forward: number
  readonly back: number
  /// Whether the rule watched at all.
  readonly watched: boolean
}

export function barsOf(line: CountedLine, bins: readonly CountBin[]): Bar[] {
  const sum = (bin: number, direction: 'forward' | 'back') =>
    line.series.filter((one) => one.direction === direction).reduce((all, one) => all + (one.passages[bin] ?? 0), 0)
  return bins.map((bin, i) => ({
    from: bin.from,
    forward: sum(i, 'forward'),
    back: sum(i, 'back'),
    watched: (line.watched_minutes[i] ?? 0) > 0,
  }))
}

export function totalOf(line: CountedLine, direction: 'forward' | 'back'): number {
  return line.series.filter((one) => one.direction === direction).reduce((all, one) => all + one.total, 0)
}

/// The most people at once, bin after bin; nothing where nobody watched.
export function mostOf(zone: CountedZone, bins: readonly CountBin[]): (number | undefined)[] {
  const most = new Map(zone.people.map((people) => [people.bin, people.most]))
  return bins.map((_, i) => most.get(i))
}

/// A round number at or above the highest bar, for the axis.
export function ceilingOf(values: readonly number[]): number {
  const most = Math.max(1, ...values)
  const unit = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map((step) => step * unit).find((round) => round >= most) ?? 10 * unit
}
