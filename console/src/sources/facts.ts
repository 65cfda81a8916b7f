import type { TimedSource } from '../api/types.ts'
import type { Text } from '../text/en.ts'

/// What a source is and under which act, in one line.
export function factsOf(t: Text['sources'], count: (n: number) => string, source: TimedSource): string {
  return [
    t.kinds[source.kind],
    t.notAnalysed,
    source.act ? t.under(source.act) : t.noAct,
    ...(source.retention_hours ? [t.keeps(count(source.retention_hours))] : []),
  ].join(' · ')
}
