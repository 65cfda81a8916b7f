import { describe, expect, it } from 'vitest'
import type { Alert, RouteStep, StagedScene } from '../api/types.ts'
import { dotOf, endOf, nextStep, playing, sumOf, toJudge } from './trial.ts'

const at = Date.parse('2026-11-22T13:00:00Z')
const iso = (ms: number) => new Date(ms).toISOString()

const step = (light: 'DAY' | 'NIGHT', expected: boolean, done: boolean): RouteStep => ({ light, expected, staged: done ? 1 : 0, passed: done ? 1 : 0, done })
const scene = (expected: boolean, raised: boolean): StagedScene => ({
  light: 'DAY',
  expected,
  what: 'a walk',
  from: iso(at),
  to: iso(at + 60_000),
  raised,
})

describe('the route', () => {
  const route = [step('DAY', true, true), step('DAY', false, false), step('NIGHT', true, false), step('NIGHT', false, false)]

  it('goes on with what the light allows', () => {
    expect(nextStep(route, 'DAY')).toBe(route[1])
    expect(nextStep(route, 'NIGHT')).toBe(route[2])
    expect(nextStep(route, 'TWILIGHT')).toBe(route[1])
    expect(nextStep(route, 'UNKNOWN')).toBe(route[1])
  })

  it('ends', () => {
    expect(nextStep(route.map((one) => ({ ...one, done: true })), 'DAY')).toBeUndefined()
  })
})

describe('a staged scene', () => {
  it('is played until its end, and says nothing before', () => {
    expect(playing([scene(true, false)], at + 1)?.what).toBe('a walk')
    expect(playing([scene(true, false)], at + 60_000)).toBeUndefined()
    expect(endOf(scene(true, false), at + 59_999)).toBe('playing')
  })

  it('went right where the rule raised what it should, and nothing else', () => {
    const after = at + 60_001
    expect(endOf(scene(true, true), after)).toBe('found')
    expect(endOf(scene(true, false), after)).toBe('missed')
    expect(endOf(scene(false, false), after)).toBe('leftAlone')
    expect(endOf(scene(false, true), after)).toBe('raisedWrongly')
  })
})

describe('what a rule raised in shadow', () => {
  const alert = (id: string, ms: number, state: Alert['state'] = 'WAITING', rule = 'gate') => ({ id, rule, at: iso(ms), state }) as Alert

  it('is judged unless it was played; what waits comes first', () => {
    const alerts = [
      alert('old', at - 90_000),
      alert('played', at + 30_000),
      alert('judged', at + 90_000, 'CONFIRMED'),
      alert('new', at + 120_000),
      alert('other', at + 120_000, 'WAITING', 'square'),
    ]
    expect(toJudge(alerts, 'gate', [scene(true, true)]).map((one) => one.id)).toEqual(['new', 'old', 'judged'])
  })
})

describe('what is measured', () => {
  it('adds up over the lights', () => {
    expect(sumOf([])).toEqual({ alerts: 0, confirmed: 0, dismissed: 0 })
    expect(
      sumOf([
        { light: 'DAY', alerts: 7, confirmed: 4, dismissed: 2 },
        { light: 'NIGHT', alerts: 3, confirmed: 0, dismissed: 1 },
      ]),
    ).toEqual({ alerts: 10, confirmed: 4, dismissed: 3 })
  })
})

describe('the dot before a rule', () => {
  it('tells by its shape whether operators hear of it', () => {
    expect([dotOf({ standing: 'ARMED' }), dotOf({ standing: 'NOT_ASKED' })]).toEqual(['dot', 'dot'])
    expect([dotOf({ standing: 'SHADOW' }), dotOf({ standing: 'BELOW_FLOOR' })]).toEqual(['dot off', 'dot bad'])
  })
})
