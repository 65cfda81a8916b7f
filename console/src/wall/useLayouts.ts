import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, giveUp, orThrow, post, type Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { WallLayout, WallLayoutOrder } from '../api/types.ts'

/// The town's layouts, and what may be done with them.
export interface Layouts {
  readonly all: readonly WallLayout[]
  save(order: WallLayoutOrder): Promise<Result<WallLayout>>
  remove(layout: string): Promise<Result<undefined>>
}

export function useLayouts(): Layouts {
  const queries = useQueryClient()
  // Others change them seldom, and never under somebody's hands: asked for again when the page is looked at again.
  const query = useQuery({ queryKey: keys.layouts, queryFn: ({ signal }) => orThrow(get('/api/wall/layouts', { signal })), staleTime: 30_000 })
  const learn = async <T>(answer: Promise<Result<T>>): Promise<Result<T>> => {
    const said = await answer
    await queries.invalidateQueries({ queryKey: keys.layouts })
    return said
  }
  return {
    all: query.data?.layouts ?? [],
    save: (body) => learn(post('/api/wall/layouts', { body })),
    remove: (layout) => learn(giveUp(`/api/wall/layouts/${encodeURIComponent(layout)}`)),
  }
}
