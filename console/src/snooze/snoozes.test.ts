import { describe, expect, it } from 'vitest'
import type { Alert, Snooze } from '../api/types.ts'
import { apart, resting, restOf } from './snoozes.ts'

const snooze = (rule: string, left_ms: number): Snooze => ({
  camera: 'quay',
  camera_name: 'Quai Nord',
  rule,
  event: 'INTRUSION',
  person: 'p-1',
  name: 'poste 1',
  mine: true,
  may_end: true,
  since: '2026-11-22T10:00:00Z',
  until: '2026-11-22T10:10:00Z',
  left_ms,
})
const alert = (id: string, rule: string, camera = 'quay') => ({ id, camera, rule }) as Alert

describe('rules at rest', () => {
  const all = resting({ snoozes: [snooze('yard', 10_000), snooze('gate', 1_000)], longest_minutes: 30 }, 5_000, 7_000)

  it('are forgotten at their end, by the time that the server said is left', () => {
    expect(all.map((one) => one.snooze.rule)).toEqual(['yard'])
    expect(restOf(all, 'quay', 'yard')?.endsAt).toBe(15_000)
    expect(restOf(all, 'quay', 'gate')).toBeUndefined()
  })

  it('make the alerts of that rule on that camera quiet, and no others', () => {
    const { loud, quiet } = apart([alert('1', 'yard'), alert('2', 'gate'), alert('3', 'yard', 'market')], all)
    expect(quiet.map(({ id }) => id)).toEqual(['1'])
    expect(loud.map(({ id }) => id)).toEqual(['2', '3'])
  })
})
