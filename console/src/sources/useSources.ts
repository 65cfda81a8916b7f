import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, orThrow, post, type Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { SourceList, SourceOrder, TimedSource } from '../api/types.ts'

/// Drones and worn cameras, and which of them film now.
export interface Sources {
  readonly list: readonly TimedSource[]
  /// When that was heard: what is left of an opening counts from then.
  readonly heardAt: number
  /// Whether a camera is one that nobody has opened now.
  isShut(camera: string): boolean
  open(camera: string, order: SourceOrder): Promise<Result<SourceList>>
  end(camera: string): Promise<Result<SourceList>>
}

/// @param polls whether to ask again and again; one part of the page does, for all of them
export function useSources(polls = false): Sources {
  const queries = useQueryClient()
  const query = useQuery({ queryKey: keys.sources, queryFn: ({ signal }) => orThrow(get('/api/sources', { signal })), refetchInterval: polls && 3_000 })
  const refresh = () => Promise.all([keys.sources, keys.cameras].map((queryKey) => queries.invalidateQueries({ queryKey })))
  const list = query.data?.sources ?? []
  return {
    list,
    heardAt: query.dataUpdatedAt,
    isShut: (camera) => list.some((one) => one.camera === camera && !one.opening),
    open: async (camera, body) => {
      const said = await post('/api/sources/{camera}/open', { path: { camera }, body })
      await refresh()
      return said
    },
    end: async (camera) => {
      const said = await post('/api/sources/{camera}/end', { path: { camera } })
      await refresh()
      return said
    },
  }
}
