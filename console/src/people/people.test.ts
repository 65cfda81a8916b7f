import { expect, test } from 'vitest'
import { aYearOn, lastMoment, standingOf, stretchOf } from './people.ts'

const ZONE = 'Europe/Paris'

test('a habilitation covers its last day whole, in the town’s zone', () => {
  const stretch = stretchOf('2026-10-24', '2026-10-25', ZONE)
  // The clocks go back on the second: it has 25 hours.
  expect(stretch).toEqual({ from: '2026-10-23T22:00:00.000Z', until: '2026-10-25T23:00:00.000Z' })
  expect(new Date(lastMoment(stretch!.until)).toISOString()).toBe('2026-10-25T22:59:59.999Z')
})

test('a last day before the first, or none, is no stretch', () => {
  expect(stretchOf('2026-10-25', '2026-10-23', ZONE)).toBeUndefined()
  expect(stretchOf('', '2026-10-23', ZONE)).toBeUndefined()
  expect(stretchOf('2026-10-23', '2026-10-23', ZONE)).toBeDefined()
})

test('a year on ends the day before', () => {
  expect(aYearOn('2026-11-26')).toBe('2027-11-25')
  expect(aYearOn('2026-01-01')).toBe('2026-12-31')
  expect(aYearOn('')).toBe('')
})

test('who is not active is to come, or over', () => {
  const now = Date.parse('2026-11-26T12:00:00Z')
  expect(standingOf({ active: true }, now)).toBe('ACTIVE')
  expect(standingOf({ active: false, from: '2026-12-01T00:00:00Z' }, now)).toBe('LATER')
  expect(standingOf({ active: false, from: '2026-01-01T00:00:00Z' }, now)).toBe('ENDED')
  expect(standingOf({ active: false }, now)).toBe('ENDED')
})
