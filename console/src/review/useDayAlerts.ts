import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAlerts } from '../api/alerts.tsx'
import { get, orThrow } from '../api/client.ts'
import type { Alert } from '../api/types.ts'
import type { Window } from '../time/day.ts'

/// As many as the server gives at once.
const MOST = 500

/// A day's alerts by camera, each camera's in order of time; the newest where there are very many.
export function useDayAlerts(whole: Window): ReadonlyMap<string, readonly Alert[]> {
  const { waiting, judged } = useAlerts()
  const query = { from: new Date(whole.from).toISOString(), to: new Date(whole.to).toISOString(), limit: MOST }
  const answer = useQuery({
    // Asked again whenever the live list changes.
    queryKey: ['alerts', 'day', query.from, waiting.length, judged.length],
    queryFn: ({ signal }) => orThrow(get('/api/alerts', { query, signal })),
    placeholderData: keepPreviousData,
  })
  return useMemo(() => {
    const byCamera = new Map<string, Alert[]>()
    // The newest come first.
    for (const alert of answer.data?.alerts ?? []) byCamera.set(alert.camera, [alert, ...(byCamera.get(alert.camera) ?? [])])
    return byCamera
  }, [answer.data])
}
