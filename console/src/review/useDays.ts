import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get, orThrow } from '../api/client.ts'
import type { CivilDay } from '../api/types.ts'
import { chunksOf } from './rows.ts'

/// A day of the cameras that are wanted, and of those beside them: many in one request.
///
/// @param town all cameras, in their order
/// @param date such as 2026-11-22
/// @param live whether the day is still going on
export function useDays(town: readonly string[], wanted: readonly string[], date: string, live: boolean) {
  const chunks = chunksOf(town, wanted)
  const answers = useQueries({
    queries: chunks.map((cameras) => ({
      queryKey: ['days', date, cameras.join()],
      queryFn: ({ signal }: { signal: AbortSignal }) => orThrow(get('/api/days/{date}', { path: { date }, query: { cameras: cameras.join() }, signal })),
      refetchInterval: live ? 10_000 : (false as const),
    })),
  })
  const heard = answers.map((answer) => answer.dataUpdatedAt).join()
  const days = useMemo(() => new Map<string, CivilDay>(answers.flatMap((answer) => answer.data?.days ?? []).map((day) => [day.camera, day])), [heard, date])
  const failed = answers.find((answer) => answer.error)
  return { days, error: failed?.error, again: () => void failed?.refetch() }
}
