import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get, orThrow } from '../api/client.ts'
import type { Window } from '../time/day.ts'
import { momentsOf, type Moments } from './moments.ts'

/// When something moved before some cameras in a stretch; each camera's is asked for once, under an entry of its own.
///
/// @param stretch nothing while nobody wants to know
export function useMovement(cameras: readonly string[], stretch: Window | undefined, reason: string) {
  const answers = useQueries({
    queries: stretch
      ? cameras.map((camera) => ({
          queryKey: ['movement', camera, stretch.from, stretch.to],
          queryFn: ({ signal }: { signal: AbortSignal }) =>
            orThrow(
              get('/api/cameras/{camera}/movement', {
                path: { camera },
                query: { from: new Date(stretch.from).toISOString(), to: new Date(stretch.to).toISOString(), reason: reason.trim() },
                signal,
              }),
            ),
          staleTime: Infinity,
          refetchOnWindowFocus: false,
          retry: false,
        }))
      : [],
  })
  const heard = answers.map((answer) => answer.dataUpdatedAt).join()
  const all = answers.flatMap((answer) => answer.data ?? [])
  const moments = useMemo<Moments | undefined>(
    () => (stretch && all.length === cameras.length ? momentsOf(stretch, all) : undefined),
    [stretch, heard, cameras.join()],
  )
  const failed = answers.find((answer) => answer.error)
  return { moments, looking: answers.some((answer) => answer.isFetching), error: failed?.error, again: () => void failed?.refetch() }
}
