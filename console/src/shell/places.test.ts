import { describe, expect, it } from 'vitest'
import type { Me } from '../api/types.ts'
import { en } from '../text/en.ts'
import { areasOf, placeAt } from './places.ts'

const me = (rights: Me['rights']) => ({ rights, all_cameras: true }) as Me
const paths = (rights: Me['rights']) => areasOf(en, me(rights)).flatMap((area) => area.places.map((place) => place.path))

describe('places', () => {
  it('has no key twice', () => {
    const keys = areasOf(en, me(['JUDGE', 'ADMINISTER', 'OVERSEE', 'INSPECT', 'ANSWER_ACCESS'])).flatMap((area) => area.places.flatMap((place) => place.key ?? []))
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('shows a person what their rights lead to', () => {
    expect(paths(['VIEW_LIVE', 'JUDGE'])).toEqual(['/wall', '/map', '/desk', '/log', '/review', '/cameras', '/rules', '/counts', '/health', '/registers', '/custody', '/acts'])
    expect(paths(['INSPECT', 'OVERSEE'])).toContain('/viewing')
    expect(paths(['CONFIGURE'])).not.toContain('/log')
    expect(paths(['ADMINISTER'])).toEqual(expect.arrayContaining(['/people', '/notice']))
  })

  it('knows where an address is', () => {
    const areas = areasOf(en, me(['JUDGE']))
    const at = (path: string) => placeAt(areas, path)?.place.path
    expect(at('/')).toBe('/wall')
    expect(at('/cameras/quai-nord/drawing')).toBe('/cameras')
    expect(at('/incidents/3')).toBe('/log')
    expect(placeAt(areas, '/rules/quai-nord')?.area.name).toBe(en.nav.cameras)
    expect(at('/me')).toBeUndefined()
    expect(at('/walls')).toBeUndefined()
  })
})
