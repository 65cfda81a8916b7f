import { expect, test } from 'vitest'
import type { Drawing } from '../api/types.ts'
import { atPreset, HOME, presetsIn, withPart } from './presets.ts'

const corners = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
]
const zone = (id: string, preset?: string) => ({ id, kind: 'zone' as const, points: corners, ...(preset ? { preset } : {}) })
const rule = (id: string, zoneId?: string, preset?: string) => ({
  id,
  event: 'INTRUSION',
  schedule: [],
  settings: {},
  ...(zoneId ? { zone: zoneId } : {}),
  ...(preset ? { preset } : {}),
})
const drawing: Drawing = {
  ground: [{ point: { x: 0, y: 0 }, metres: { x: 0, y: 0 }, preset: 'Bridge' }],
  zones: [zone('gate'), zone('deck', 'Bridge'), zone('yard')],
  rules: [rule('a', 'gate'), rule('b', 'deck'), rule('c', undefined, 'Pier'), rule('d')],
}

test('each view has its own part', () => {
  expect(presetsIn(drawing)).toEqual(['Bridge', 'Pier'])
  expect(atPreset(drawing, HOME).zones.map((one) => one.id)).toEqual(['gate', 'yard'])
  expect(atPreset(drawing, HOME).rules.map((one) => one.id)).toEqual(['a', 'd'])
  expect(atPreset(drawing, HOME).ground).toEqual([])
  expect(atPreset(drawing, 'Bridge').rules.map((one) => one.id)).toEqual(['b'])
  expect(atPreset(drawing, 'Pier').rules.map((one) => one.id)).toEqual(['c'])
})

test('a part that was not changed changes nothing', () => {
  for (const preset of [HOME, 'Bridge', 'Pier', 'Nowhere']) {
    expect(withPart(drawing, preset, atPreset(drawing, preset))).toEqual(drawing)
  }
})

test('what is drawn on a view belongs to it', () => {
  const part = atPreset(drawing, 'Bridge')
  const next = withPart(drawing, 'Bridge', { ...part, zones: [...part.zones, zone('rail')], rules: [...part.rules, rule('d'), rule('e', 'rail')] })
  expect(next.zones.map((one) => [one.id, one.preset])).toEqual([
    ['gate', undefined],
    ['deck', 'Bridge'],
    ['yard', undefined],
    ['rail', 'Bridge'],
  ])
  expect(atPreset(next, 'Bridge').rules.map((one) => [one.id, one.preset])).toEqual([
    ['b', undefined],
    ['d-2', 'Bridge'],
    ['e', undefined],
  ])
  expect(atPreset(next, HOME)).toEqual(atPreset(drawing, HOME))
})

test('what is taken away on a view is gone there alone', () => {
  const next = withPart(drawing, 'Bridge', { ...atPreset(drawing, 'Bridge'), zones: [], rules: [], ground: [] })
  expect(next.zones.map((one) => one.id)).toEqual(['gate', 'yard'])
  expect(next.ground).toEqual([])
  expect(next.rules.map((one) => one.id)).toEqual(['a', 'c', 'd'])
})
