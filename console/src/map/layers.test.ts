import type { FeatureCollection } from 'geojson'
import { describe, expect, it } from 'vitest'
import { placesOf, wordsOf } from './layers.ts'

const works: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { name: 'Quay', until: '2026-12-18' }, geometry: { type: 'Polygon', coordinates: [[[1, 1], [3, 1], [3, 5], [1, 1]]] } },
    { type: 'Feature', properties: { name: 'Quay', until: '2026-12-18' }, geometry: { type: 'Point', coordinates: [7, 8] } },
    { type: 'Feature', properties: null, geometry: { type: 'MultiLineString', coordinates: [[[0, 0], [1, 1]]] } },
  ],
}

describe('a layer of the town', () => {
  it('is told in words, each shape that has a name, the same words once', () => {
    expect(wordsOf(works)).toEqual([{ name: 'Quay', note: '', from: '', until: '2026-12-18' }])
  })

  it('is named once for each shape, in its middle', () => {
    expect(placesOf(works).features.map(({ geometry }) => geometry)).toEqual([
      { type: 'Point', coordinates: [2, 3] },
      { type: 'Point', coordinates: [7, 8] },
    ])
  })
})
