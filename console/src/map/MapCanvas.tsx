import { useComputedColorScheme } from '@mantine/core'
import { addProtocol, Map as GlMap, Marker, setWorkerUrl, type GeoJSONSource } from 'maplibre-gl'
import worker from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { PMTiles, Protocol } from 'pmtiles'
import { useEffect, useEffectEvent, useMemo, useRef, useState, type ReactNode } from 'react'
import { useSpeech } from '../text/index.tsx'
import { boundsOf, gridLines, metresAPixel, ringOf, roundMetres, type Bounds, type Placed } from './geometry.ts'
import { placesOf, type LayerData } from './layers.ts'
import { MapContext, type PutOnMap } from './MapMark.tsx'
import { inksOf, layersOf, styleOf } from './style.ts'

setWorkerUrl(worker)
const protocol = new Protocol({ metadata: true })
addProtocol('pmtiles', protocol.tile)
const TILES = '/api/map/tiles'

/// Motion is short, or none where the system asks for none.
const MOVE_MS = 140
const PADDING = 48
const SCALE_PIXELS = 120
/// From so near on, or with so few cameras, every name has room.
const NAMES_FROM_ZOOM = 16
const NAMES_UP_TO = 12

export interface MapCanvasProps {
  cameras: readonly Placed[]
  chosen: string | undefined
  /// Cameras where an alert waits.
  waiting: ReadonlySet<string>
  layers: readonly LayerData[]
  tiles: 'VECTOR' | 'RASTER' | undefined
  /// Called where the browser draws no such map.
  onFail(): void
  /// Called for a click on the ground.
  onGround(): void
  /// What stands on it, each in a [MapMark].
  children: ReactNode
}

/// The map: the town's ground or a grid, the town's layers, what cameras overlook, and marks. It is never the only way to
/// anything: whoever uses it shows the same as a list beside it.
export default function MapCanvas({ cameras, chosen, waiting, layers, tiles, onFail, onGround, children }: MapCanvasProps) {
  const { text, format } = useSpeech()
  const dark = useComputedColorScheme('dark') === 'dark'
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<GlMap>()
  const [scale, setScale] = useState({ metres: 0, pixels: 0 })
  const [near, setNear] = useState(false)
  const source = useTilesSource(tiles)
  const extent = useMemo(() => boundsOf(cameras), [cameras])
  const put = useMemo(() => map && putOn(map), [map])
  const fail = useEffectEvent(onFail)
  const leave = useEffectEvent(onGround)
  const origin = cameras[0]?.position

  useEffect(() => {
    if (!place.current || !extent || source.kind === 'asking') return
    let made: GlMap
    try {
      made = new GlMap({
        container: place.current,
        style: styleOf(inksOf(place.current), source.ground, dark),
        bounds: [...extent] as [number, number, number, number],
        fitBoundsOptions: { padding: PADDING },
        maxZoom: 21,
        maxPitch: 0,
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        fadeDuration: 0,
        locale: { 'Map.Title': text.map.title },
      })
    } catch {
      fail()
      return
    }
    made.touchZoomRotate.disableRotation()
    made.keyboard.disableRotation()
    made.on('click', () => leave())
    // Nothing is drawn into it before it has its style.
    made.once('style.load', () => setMap(made))
    return () => {
      setMap(undefined)
      made.remove()
    }
    // A town's cameras stand still: what changes about them changes below. The style follows theme and ground.
  }, [source, dark, extent === undefined])

  useEffect(() => {
      if (!map) return
      const features = cameras.flatMap((camera) => {
        const ring = ringOf(camera)
        return ring ? [{ type: 'Feature' as const, properties: { camera: camera.id }, geometry: { type: 'Polygon' as const, coordinates: [ring] } }] : []
      })
      void (map.getSource('views') as GeoJSONSource | undefined)?.setData({ type: 'FeatureCollection', features })
  }, [map, cameras])
  useEffect(() => {
      if (!map) return
      for (const { id } of cameras) map.setFeatureState({ source: 'views', id }, { chosen: id === chosen, waiting: waiting.has(id) })
  }, [map, cameras, chosen, waiting])
  useEffect(() => {
      if (!map) return
      const inks = inksOf(map.getContainer())
      for (const layer of layers) {
        const id = `layer-${layer.id}`
        if (!map.getSource(id)) {
          map.addSource(id, { type: 'geojson', data: layer.shapes })
          map.addSource(`${id} words`, { type: 'geojson', data: placesOf(layer.shapes) })
          for (const part of layersOf(id, inks)) map.addLayer(part, 'views')
        } else {
          void (map.getSource(id) as GeoJSONSource).setData(layer.shapes)
          void (map.getSource(`${id} words`) as GeoJSONSource).setData(placesOf(layer.shapes))
        }
        for (const part of layersOf(id, inks)) map.setLayoutProperty(part.id, 'visibility', layer.shown ? 'visible' : 'none')
      }
  }, [map, layers])

  useEffect(() => {
    if (!map || !origin) return
    const look = () => {
      const metres = metresAPixel(map.getZoom(), map.getCenter().lat)
      const step = roundMetres(SCALE_PIXELS * metres)
      setScale({ metres: step, pixels: step / metres })
      setNear(map.getZoom() >= NAMES_FROM_ZOOM)
      const seen = map.getBounds()
      const bounds: Bounds = [seen.getWest(), seen.getSouth(), seen.getEast(), seen.getNorth()]
      void (map.getSource('grid') as GeoJSONSource | undefined)?.setData({
        type: 'Feature',
        properties: {},
        geometry: { type: 'MultiLineString', coordinates: gridLines(origin, bounds, step) },
      })
    }
    look()
    map.on('move', look)
    return () => {
      map.off('move', look)
    }
  }, [map, origin])

  // The chosen camera comes into sight, low enough that its picture has room above it.
  useEffect(() => {
    const camera = cameras.find((other) => other.id === chosen)
    if (!map || !camera) return
    const { clientHeight } = map.getContainer()
    map.easeTo({
      center: [camera.position.longitude, camera.position.latitude],
      zoom: Math.max(map.getZoom(), NAMES_FROM_ZOOM),
      offset: [0, clientHeight * 0.26],
      duration: MOVE_MS,
    })
  }, [map, chosen, cameras])

  const whole = () => extent && map?.fitBounds([...extent] as [number, number, number, number], { padding: PADDING, duration: MOVE_MS })
  return (
    <div className={`mapCanvas ${near || cameras.length <= NAMES_UP_TO ? 'named' : ''}`} data-drawn={map ? 'map' : ''}>
      <div ref={place} className="mapGround" />
      {put && <MapContext value={put}>{children}</MapContext>}
      <div className="mapButtons">
        <button type="button" className="button square" aria-label={text.map.nearer} title={text.map.nearer} onClick={() => map?.zoomIn({ duration: MOVE_MS })}>
          +
        </button>
        <button type="button" className="button square" aria-label={text.map.farther} title={text.map.farther} onClick={() => map?.zoomOut({ duration: MOVE_MS })}>
          −
        </button>
        <button type="button" className="button small" onClick={whole}>
          {text.map.whole}
        </button>
      </div>
      <div className="mapScale" aria-hidden="true">
        <svg width="14" height="24" viewBox="0 0 14 24">
          <text x="7" y="8" textAnchor="middle">
            {text.map.northLetter}
          </text>
          <path d="M7 10 2.5 23 7 20l4.5 3z" />
        </svg>
        <span>{scale.metres > 0 && format.metres(scale.metres)}</span>
        <i style={{ width: scale.pixels }} />
      </div>
      {source.kind === 'known' && source.attribution && <p className="mapAttribution">{source.attribution}</p>}
    </div>
  )
}

/// How things are put onto a map. What is pressed in them is not the ground.
function putOn(map: GlMap): PutOnMap {
  return (element, at, anchor, above) => {
    const marker = new Marker({ element, anchor, offset: [0, -above] }).setLngLat([at.longitude, at.latitude]).addTo(map)
    const kept = ['click', 'dblclick', 'mousedown', 'touchstart', 'wheel'] as const
    const keep = (event: Event) => event.stopPropagation()
    for (const name of kept) element.addEventListener(name, keep)
    return () => {
      for (const name of kept) element.removeEventListener(name, keep)
      marker.remove()
    }
  }
}

type TilesSource =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly ground: Parameters<typeof styleOf>[1]; readonly attribution: string }

const PLAIN: TilesSource = { kind: 'known', ground: undefined, attribution: '' }
const ASKING: TilesSource = { kind: 'asking' }

/// The town's tiles, and whose they are; a plain ground where it has none, or they cannot be read.
function useTilesSource(tiles: 'VECTOR' | 'RASTER' | undefined): TilesSource {
  const [source, setSource] = useState<TilesSource>(tiles ? ASKING : PLAIN)
  useEffect(() => {
    if (!tiles) {
      setSource(PLAIN)
      return
    }
    let wanted = true
    const address = new URL(TILES, location.origin).href
    const archive = new PMTiles(address)
    protocol.add(archive)
    archive
      .getMetadata()
      .then((said) => {
        const { attribution = '', vector_layers: parts } = said as { attribution?: unknown; vector_layers?: { id?: unknown }[] }
        const ground = { kind: tiles, url: `pmtiles://${address}`, ...(Array.isArray(parts) ? { has: parts.map(({ id }) => String(id)) } : {}) }
        if (wanted) setSource({ kind: 'known', ground, attribution: plainText(String(attribution)) })
      })
      .catch(() => {
        if (wanted) setSource(PLAIN)
      })
    return () => {
      wanted = false
    }
  }, [tiles])
  return source
}

/// Attributions are HTML; only their words are shown.
function plainText(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim().slice(0, 200)
}
