import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { get, orThrow, post, type Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Lift, LiftList, LiftOrder } from '../api/types.ts'
import { running, type Running } from './lifts.ts'

/// Who sees clear now, as far as the asker is told, and what they may do about it.
export interface Lifts {
  readonly all: readonly Running[]
  readonly stopped: boolean
  /// 0 where the legal profile lets nobody see clear.
  readonly longestMinutes: number
  readonly usualMinutes: number
  begin(order: LiftOrder): Promise<Result<Lift>>
  extend(lift: Lift): Promise<Result<Lift>>
  end(lift: Lift): Promise<void>
  /// Something says that a lift has ended: asks at once.
  refresh(): void
}

/// @param polls whether to ask again and again; one part of the page does, for all of them
export function useLifts(polls = false): Lifts {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: keys.lifts, queryFn: ({ signal }) => orThrow(get('/api/lifts', { signal })), refetchInterval: polls && 3_000 })
  const [, again] = useState(0)
  const all = running(query.data, query.dataUpdatedAt, Date.now())
  // The page forgets a lift at its end, not at the next answer.
  const next = Math.min(...all.map(({ endsAt }) => endsAt))
  useEffect(() => {
    if (!Number.isFinite(next)) return
    const timer = setTimeout(() => again((n) => n + 1), Math.max(0, next - Date.now()))
    return () => clearTimeout(timer)
  }, [next])

  const refresh = () => void queries.invalidateQueries({ queryKey: keys.lifts })
  /// Puts what is known now in the place of what was heard a while ago, or is being asked.
  const replace = async (lift: Lift, by: readonly Lift[]) => {
    await queries.cancelQueries({ queryKey: keys.lifts })
    const age = Date.now() - (queries.getQueryState(keys.lifts)?.dataUpdatedAt ?? 0)
    const others = (list: LiftList) =>
      list.lifts.filter((other) => other.lift !== lift.lift).map((other) => ({ ...other, left_ms: Math.max(0, other.left_ms - age) }))
    queries.setQueryData<LiftList>(keys.lifts, (before) => before && { ...before, lifts: [...others(before), ...by] })
  }
  const learn = async (answer: Promise<Result<Lift>>): Promise<Result<Lift>> => {
    const said = await answer
    if (said.kind === 'done') await replace(said.value, [said.value])
    refresh()
    return said
  }
  return {
    all,
    stopped: query.data?.stopped ?? false,
    longestMinutes: query.data?.longest_minutes ?? 0,
    usualMinutes: query.data?.usual_minutes ?? 5,
    begin: (body) => learn(post('/api/lifts', { body })),
    extend: (lift) => learn(post('/api/lifts/{lift}/extend', { path: { lift: lift.lift }, body: {} })),
    end: async (lift) => {
      // Masked here before the server has answered.
      await replace(lift, [])
      await post('/api/lifts/{lift}/end', { path: { lift: lift.lift } })
      refresh()
    },
    refresh,
  }
}
