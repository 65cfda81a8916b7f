import { useQueries } from '@tanstack/react-query'
import type { FeatureCollection, Position } from 'geojson'
import { orThrow, get } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { MapLayer } from '../api/types.ts'

/// One of the town's own layers as far as it has come.
export interface LayerData extends MapLayer {
  readonly shapes: FeatureCollection
  readonly shown: boolean
}

/// What a layer says of one of its shapes, for those who do not see the map.
export interface ShapeWords {
  readonly name: string
  readonly note: string
  readonly from: string
  readonly until: string
}

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] }

/// Fetches the layers; each that fails says so by itself. A layer changes when the town changes its file.
export function useLayers(layers: readonly MapLayer[]) {
  return useQueries({
    queries: layers.map((layer) => ({
      queryKey: [...keys.map, 'layer', layer.id],
      queryFn: ({ signal }: { signal: AbortSignal }) => orThrow(get('/api/map/layers/{layer}', { path: { layer: layer.id }, signal })) as Promise<unknown>,
      refetchInterval: 5 * 60_000,
      staleTime: 60_000,
    })),
  }).map((query, n) => ({ layer: layers[n]!, error: query.error, updated: query.dataUpdatedAt, shapes: (query.data as FeatureCollection | undefined) ?? EMPTY }))
}

/// The words of a layer's shapes, those without a name left out, each once.
export function wordsOf(shapes: FeatureCollection): ShapeWords[] {
  const seen = new Set<string>()
  return shapes.features
    .map(({ properties }) => ({
      name: String(properties?.name ?? ''),
      note: String(properties?.note ?? ''),
      from: String(properties?.from ?? ''),
      until: String(properties?.until ?? ''),
    }))
    .filter((words) => words.name !== '' && !seen.has(Object.values(words).join('\n')) && seen.add(Object.values(words).join('\n')))
}

/// One place for the name of each shape: the middle of what it spans. A shape itself would be named once in each tile.
export function placesOf(shapes: FeatureCollection): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: shapes.features.flatMap(({ geometry, properties }) => {
      if (!properties?.name || geometry.type === 'GeometryCollection') return []
      const positions = flat(geometry.coordinates)
      const middle = (n: number) => {
        const values = positions.map((at) => at[n]!)
        return (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2
      }
      return [{ type: 'Feature', properties: { name: properties.name }, geometry: { type: 'Point', coordinates: [middle(0), middle(1)] } }]
    }),
  }
}

type Nested = Position | Position[] | Position[][] | Position[][][]

function flat(coordinates: Nested): Position[] {
  return typeof coordinates[0] === 'number' ? [coordinates as Position] : (coordinates as Nested[]).flatMap(flat)
}
