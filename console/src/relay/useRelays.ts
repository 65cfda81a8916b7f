import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, orThrow, post, type Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { RelayList, RelayOpening, RelayOrder } from '../api/types.ts'

/// Partners who may take streams, and who takes what now.
export interface Relays {
  readonly list: RelayList | undefined
  /// When that was heard: what is left of an opening counts from then.
  readonly heardAt: number
  open(relay: string, order: RelayOrder): Promise<Result<RelayOpening>>
  end(opening: RelayOpening): Promise<void>
}

/// @param polls whether to ask again and again; one part of the page does, for all of them
export function useRelays(polls = false): Relays {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: keys.relays, queryFn: ({ signal }) => orThrow(get('/api/relays', { signal })), refetchInterval: polls && 3_000 })
  const refresh = () => queries.invalidateQueries({ queryKey: keys.relays })
  return {
    list: query.data,
    heardAt: query.dataUpdatedAt,
    open: async (relay, body) => {
      const said = await post('/api/relays/{relay}/open', { path: { relay }, body })
      await refresh()
      return said
    },
    end: async (opening) => {
      await post('/api/relays/openings/{opening}/end', { path: { opening: opening.opening } })
      await refresh()
    },
  }
}
