import { describe, expect, it } from 'vitest'
import { layersOf, styleOf, type Inks } from './style.ts'

const inks: Inks = { ground: '#000', surface: '#111', line: '#222', text: '#eee', second: '#aaa', accent: '#0cc', waiting: '#fa0', water: '#012', green: '#021', road: '#333', building: '#222' }
const vector = { kind: 'VECTOR', url: 'pmtiles://http://town/api/map/tiles', has: ['water', 'roads'] } as const

describe('the style of the map', () => {
  it('asks nobody for anything: no glyphs, no sprites, no source but the town’s own', () => {
    for (const ground of [undefined, vector]) {
      const style = styleOf(inks, ground, true)
      expect(style.glyphs).toBeUndefined()
      expect(style.sprite).toBeUndefined()
      expect(JSON.stringify(style).match(/https?:\/\/[^"/]*/g) ?? []).toEqual(ground ? ['http://town'] : [])
    }
  })

  it('draws of vector tiles what the file has, by either way of naming, and the grid only where there are none', () => {
    const drawn = (ground: Parameters<typeof styleOf>[1]) => styleOf(inks, ground, true).layers.map(({ id }) => id)
    expect(drawn(undefined)).toEqual(['ground', 'grid', 'views', 'viewEdges'])
    expect(drawn(vector)).toEqual(['ground', 'tiles water', 'tiles roads', 'words roads', 'views', 'viewEdges'])
    expect(drawn({ ...vector, has: ['transportation', 'transportation_name'] })).toContain('words transportation_name')
    expect(drawn({ kind: 'RASTER', url: vector.url })).toEqual(['ground', 'tiles', 'views', 'viewEdges'])
  })

  it('gives the colour of an alert to alerts alone', () => {
    const quiet = [...styleOf(inks, vector, true).layers.filter(({ id }) => !id.startsWith('view')), ...layersOf('works', inks)]
    expect(JSON.stringify(quiet)).not.toContain(inks.waiting)
    expect(JSON.stringify(styleOf(inks, vector, true).layers)).toContain(inks.waiting)
  })
})
