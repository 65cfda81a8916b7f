import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, orThrow, post, type Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { SnoozeList } from '../api/types.ts'
import { resting, type Resting } from './snoozes.ts'

export interface Snoozes {
  readonly all: readonly Resting[]
  begin(camera: string, rule: string, minutes: number, reason: string): Promise<Result<SnoozeList>>
  end(camera: string, rule: string): Promise<Result<SnoozeList>>
}

/// Which rules rest now, of the cameras that the asker knows.
export function useSnoozes(): Snoozes {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: keys.snoozes, queryFn: ({ signal }) => orThrow(get('/api/snoozes', { signal })), refetchInterval: 5_000 })
  const [, again] = useState(0)
  const all = resting(query.data, query.dataUpdatedAt, Date.now())
  // Alerts come back at the end of a rest, not at the next answer.
  const next = Math.min(...all.map(({ endsAt }) => endsAt))
  useEffect(() => {
    if (!Number.isFinite(next)) return
    const timer = setTimeout(() => again((n) => n + 1), Math.max(0, next - Date.now()))
    return () => clearTimeout(timer)
  }, [next])
  const learn = async (answer: Promise<Result<SnoozeList>>) => {
    const said = await answer
    if (said.kind === 'done') queries.setQueryData(keys.snoozes, said.value)
    else void queries.invalidateQueries({ queryKey: keys.snoozes })
    return said
  }
  return {
    all,
    begin: (camera, rule, minutes, reason) => learn(post('/api/cameras/{camera}/rules/{rule}/snooze', { path: { camera, rule }, body: { minutes, reason } })),
    end: (camera, rule) => learn(post('/api/cameras/{camera}/rules/{rule}/snooze/end', { path: { camera, rule } })),
  }
}
