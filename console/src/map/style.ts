import type { FeatureCollection } from 'geojson'
import type { FilterSpecification, LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl'

/// The colours of the map, from the look's custom properties: MapLibre reads no OKLCH.
export interface Inks {
  readonly ground: string
  readonly surface: string
  readonly line: string
  readonly text: string
  readonly second: string
  readonly accent: string
  readonly waiting: string
  readonly water: string
  readonly green: string
  readonly road: string
  readonly building: string
}

const NAMES = ['ground', 'surface', 'line', 'text', 'second', 'accent', 'waiting', 'water', 'green', 'road', 'building'] as const

/// Asks the browser for the colours as they are now, as `rgb(...)`.
export function inksOf(element: HTMLElement): Inks {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const brush = canvas.getContext('2d', { willReadFrequently: true })!
  const style = getComputedStyle(element)
  const ink = (name: string) => {
    brush.fillStyle = style.getPropertyValue(`--${name}`) || style.getPropertyValue(`--map-${name}`)
    brush.fillRect(0, 0, 1, 1)
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data
    return `rgb(${red}, ${green}, ${blue})`
  }
  return Object.fromEntries(NAMES.map((name) => [name, ink(name)])) as unknown as Inks
}

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
/// Words are drawn by the browser from the console's own type, so no file of glyphs is fetched.
const TYPE = ['IBM Plex Sans']

/// What the town's tiles hold.
export interface Ground {
  readonly kind: 'VECTOR' | 'RASTER'
  readonly url: string
  /// The layers of vector tiles that the file says it has; absent where it does not say.
  readonly has?: readonly string[]
}

/// The whole style: the town's ground or a grid, then the town's layers, then what cameras overlook. Layers of vector tiles
/// are named as Protomaps and OpenMapTiles name them; what a file does not have is not drawn.
export function styleOf(inks: Inks, ground: Ground | undefined, dark: boolean): StyleSpecification {
  const source: SourceSpecification | undefined =
    ground && (ground.kind === 'VECTOR' ? { type: 'vector', url: ground.url } : { type: 'raster', url: ground.url, tileSize: 256 })
  const tiles = ground && (ground.kind === 'VECTOR' ? vectorLayers(inks).filter((layer) => isIn(layer, ground.has)) : [rasterLayer(dark)])
  return {
    version: 8,
    sources: {
      grid: { type: 'geojson', data: NOTHING },
      views: { type: 'geojson', data: NOTHING, promoteId: 'camera' },
      ...(source ? { tiles: source } : {}),
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': inks.ground } },
      ...(tiles ?? [{ id: 'grid', type: 'line', source: 'grid', paint: { 'line-color': inks.line, 'line-opacity': 0.7, 'line-width': 1 } } as const]),
      {
        id: 'views',
        type: 'fill',
        source: 'views',
        paint: { 'fill-color': byState(inks, inks.second), 'fill-opacity': ['case', has('waiting'), 0.2, has('chosen'), 0.2, 0.12] },
      },
      {
        id: 'viewEdges',
        type: 'line',
        source: 'views',
        paint: { 'line-color': byState(inks, inks.second), 'line-width': 1, 'line-opacity': ['case', has('waiting'), 0.9, has('chosen'), 0.9, 0.45] },
      },
    ],
  }
}

function isIn(layer: LayerSpecification, has: Ground['has']): boolean {
  return !has || ('source-layer' in layer && has.includes(layer['source-layer'] ?? ''))
}

const has = (state: string) => ['boolean', ['feature-state', state], false] as never

function byState(inks: Inks, otherwise: string) {
  return ['case', has('waiting'), inks.waiting, has('chosen'), inks.accent, otherwise] as never
}

function rasterLayer(dark: boolean): LayerSpecification {
  // Somebody else's colours are made quiet, so that an alert stays the only strong mark.
  return {
    id: 'tiles',
    type: 'raster',
    source: 'tiles',
    paint: dark
      ? { 'raster-saturation': -0.85, 'raster-brightness-max': 0.42, 'raster-contrast': -0.1 }
      : { 'raster-saturation': -0.7, 'raster-brightness-min': 0.2, 'raster-opacity': 0.85 },
  }
}

const ROADS = ['roads', 'transportation']
const WIDE = ['highway', 'major_road', 'motorway', 'trunk', 'primary', 'secondary', 'tertiary']
/// Protomaps says `kind`, OpenMapTiles `class`.
const KIND = ['coalesce', ['get', 'kind'], ['get', 'class'], ''] as never

function vectorLayers(inks: Inks): LayerSpecification[] {
  const fill = (layer: string, color: string, filter?: FilterSpecification): LayerSpecification =>
    ({ id: `tiles ${layer}`, type: 'fill', source: 'tiles', 'source-layer': layer, paint: { 'fill-color': color }, ...(filter ? { filter } : {}) }) as LayerSpecification
  const green = ['in', KIND, ['literal', ['park', 'wood', 'forest', 'grass', 'garden', 'cemetery', 'nature_reserve', 'recreation_ground', 'pitch']]] as FilterSpecification
  const polygon = ['==', ['geometry-type'], 'Polygon'] as FilterSpecification
  const words = (layer: string, along: boolean, size: number, filter?: FilterSpecification): LayerSpecification =>
    ({
      id: `words ${layer}`,
      type: 'symbol',
      source: 'tiles',
      'source-layer': layer,
      layout: {
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': TYPE,
        'text-size': size,
        'symbol-placement': along ? 'line' : 'point',
      },
      paint: { 'text-color': inks.second, 'text-halo-color': inks.ground, 'text-halo-width': 1.2 },
      ...(filter ? { filter } : {}),
    }) as LayerSpecification
  return [
    ...['landcover', 'landuse', 'park'].map((layer) => fill(layer, inks.green, green)),
    fill('water', inks.water, polygon),
    ...['buildings', 'building'].map((layer) => fill(layer, inks.building)),
    ...ROADS.map(
      (layer) =>
        ({
          id: `tiles ${layer}`,
          type: 'line',
          source: 'tiles',
          'source-layer': layer,
          layout: { 'line-cap': 'round', 'line-join': 'round' },
          paint: {
            'line-color': inks.road,
            'line-width': [
              'interpolate',
              ['exponential', 1.6],
              ['zoom'],
              10,
              ['case', ['in', KIND, ['literal', WIDE]], 1, 0.3],
              19,
              ['case', ['in', KIND, ['literal', WIDE]], 26, ['in', KIND, ['literal', ['path', 'rail', 'footway']]], 3, 14],
            ],
          },
        }) as LayerSpecification,
    ),
    ...['roads', 'transportation_name'].map((layer) => words(layer, true, 12)),
    ...['places', 'place'].map((layer) => words(layer, false, 13)),
  ]
}

/// The style layers of one of the town's own layers: quiet lines, so that they are no alerts.
///
/// @param id of the source of its shapes; that of their names is `id words`
export function layersOf(id: string, inks: Inks): LayerSpecification[] {
  const shape = (name: string) => ['in', ['geometry-type'], ['literal', [name, `Multi${name}`]]] as never
  return [
    { id: `${id} area`, type: 'fill', source: id, filter: shape('Polygon'), paint: { 'fill-color': inks.text, 'fill-opacity': 0.07 } },
    {
      id: `${id} edge`,
      type: 'line',
      source: id,
      filter: ['!', shape('Point')] as never,
      paint: { 'line-color': inks.text, 'line-width': 1.5, 'line-dasharray': [3, 2], 'line-opacity': 0.75 },
    },
    {
      id: `${id} point`,
      type: 'circle',
      source: id,
      filter: shape('Point'),
      paint: { 'circle-radius': 4, 'circle-color': inks.ground, 'circle-stroke-color': inks.text, 'circle-stroke-width': 1.5 },
    },
    {
      id: `${id} words`,
      type: 'symbol',
      source: `${id} words`,
      layout: { 'text-field': ['coalesce', ['get', 'name'], ''], 'text-font': TYPE, 'text-size': 12, 'text-offset': [0, 0.9], 'text-anchor': 'top' },
      paint: { 'text-color': inks.text, 'text-halo-color': inks.ground, 'text-halo-width': 1.4 },
    },
  ]
}
