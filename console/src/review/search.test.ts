import { describe, expect, it } from 'vitest'
import { ANYTHING, queryOf, withEvents } from './search.ts'

describe('a search', () => {
  const day = { from: Date.parse('2026-10-24T22:00:00Z'), to: Date.parse('2026-10-25T23:00:00Z') }

  it('asks for what was chosen and for nothing else', () => {
    expect(queryOf(ANYTHING, day, 0)).toEqual({ from: '2026-10-24T22:00:00.000Z', to: '2026-10-25T23:00:00.000Z', skip: 0, limit: 50 })
    const sought = { ...ANYTHING, cameras: ['a', 'b'], events: ['FIRE' as const], zones: ['yard'], states: ['CONFIRMED' as const] }
    expect(queryOf(sought, day, 50)).toMatchObject({ cameras: 'a,b', events: 'FIRE', zones: 'yard', states: 'CONFIRMED', skip: 50 })
    expect(queryOf({ ...ANYTHING, direction: 'back' }, day, 0).directions).toBe('back')
  })

  it('looks for passages by themselves: they alone have a direction, and no decision', () => {
    const alerts = withEvents({ ...ANYTHING, states: ['WAITING'] }, ['FIRE', 'INTRUSION'])
    expect(alerts.events).toEqual(['FIRE', 'INTRUSION'])
    const passages = withEvents(alerts, ['FIRE', 'INTRUSION', 'LINE_COUNT'])
    expect([passages.events, passages.states]).toEqual([['LINE_COUNT'], []])
    const again = withEvents({ ...passages, direction: 'back' }, ['LINE_COUNT', 'FIRE'])
    expect([again.events, again.direction]).toEqual([['FIRE'], 'any'])
  })
})
