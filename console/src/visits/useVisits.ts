import { useQuery } from '@tanstack/react-query'
import { get, orThrow } from '../api/client.ts'
import { keys } from '../api/queries.ts'

/// Who from outside is in now, or awaited: everybody sees it, so everybody's page asks.
export function useVisitsNow() {
  return useQuery({ queryKey: [...keys.visits, 'now'], queryFn: ({ signal }) => orThrow(get('/api/visits/now', { signal })), refetchInterval: 5_000, select: (list) => list.visits })
}

/// All visits, for whoever administers or inspects.
export function useVisits() {
  return useQuery({ queryKey: keys.visits, queryFn: ({ signal }) => orThrow(get('/api/visits', { signal })), refetchInterval: 10_000 })
}

/// What a guest did; asked for while somebody reads it.
export function useProtocol(visit: string) {
  return useQuery({
    queryKey: [...keys.visits, visit],
    queryFn: ({ signal }) => orThrow(get('/api/visits/{visit}/protocol', { path: { visit }, signal })),
    refetchInterval: 10_000,
  })
}
