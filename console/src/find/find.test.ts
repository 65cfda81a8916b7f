import { describe, expect, it } from 'vitest'
import { fits, plain, read } from './find.ts'

const ZONE = 'Europe/Paris'
const days = { today: ["aujourd'hui", 'today'], yesterday: ['hier', 'yesterday'] }
/// 14:30 in Paris, in winter.
const NOW = Date.parse('2026-11-27T13:30:00Z')
const at = (typed: string, now = NOW) => {
  const found = read(typed, now, ZONE, days).at
  return found === undefined ? undefined : new Date(found).toISOString()
}

describe('finding', () => {
  it('takes a time for the last one that has passed', () => {
    expect(at('quai 14:03')).toBe('2026-11-27T13:03:00.000Z')
    expect(at('14h03 quai')).toBe('2026-11-27T13:03:00.000Z')
    expect(at('14:03:27')).toBe('2026-11-27T13:03:27.000Z')
    expect(at('9h')).toBe('2026-11-27T08:00:00.000Z')
    expect(at('22:15')).toBe('2026-11-26T21:15:00.000Z')
  })

  it('takes a day by word or date, the day before the month', () => {
    expect(at('gare hier 22h15')).toBe('2026-11-26T21:15:00.000Z')
    expect(at('aujourd’hui 9h')).toBe('2026-11-27T08:00:00.000Z')
    expect(at('yesterday')).toBe('2026-11-25T23:00:00.000Z')
    expect(at('22/11 9h')).toBe('2026-11-22T08:00:00.000Z')
    expect(at('22.11.2025 9h')).toBe('2025-11-22T08:00:00.000Z')
    expect(at('2026-11-22 14:03')).toBe('2026-11-22T13:03:00.000Z')
    expect(at('24/12 9h')).toBe('2025-12-24T08:00:00.000Z')
  })

  it('finds no moment in the future, and none that does not exist', () => {
    expect(at('2027-01-01 9h')).toBeUndefined()
    expect(at('25:00')).toBeUndefined()
    expect(at('31/02')).toBeUndefined()
    expect(at('14:')).toBeUndefined()
  })

  it('knows the nights on which clocks change', () => {
    const summer = Date.parse('2026-10-26T12:00:00Z')
    // 02:30 comes twice on the 25th: the first is in summer time.
    expect(at('25/10 02:30', summer)).toBe('2026-10-25T00:30:00.000Z')
    expect(at('25/10', summer)).toBe('2026-10-24T22:00:00.000Z')
  })

  it('leaves the other words for names', () => {
    expect(read('Quai  NORD 14:03', NOW, ZONE, days).words).toEqual(['quai', 'nord'])
    expect(read('gare 31/02', NOW, ZONE, days).words).toEqual(['gare', '31/02'])
    // A camera may be named with a number.
    expect(read('porte 3', NOW, ZONE, days)).toEqual({ words: ['porte', '3'], at: undefined })
  })

  it('finds names by the beginnings of their words, without accents', () => {
    expect(fits(['mar', 'pl'], 'Place du Marché')).toBe(true)
    expect(fits(['eglise'], 'Parvis de l’Église')).toBe(true)
    expect(fits(['arche'], 'Place du Marché')).toBe(false)
    expect(fits([], 'Quai')).toBe(true)
    expect(plain('  Gare EST ')).toBe('gare est')
  })
})
