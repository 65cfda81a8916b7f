import { describe, expect, it } from 'vitest'
import { judgedOf, noAlerts, tell, waitingOf } from '../api/alerts.tsx'
import type { Alert } from '../api/types.ts'
import { after, beside, grouped, groupOf, eventsOf, isOverdue, lastTime, shareConfirmed } from './queue.ts'
import { DISMISS_REASONS } from './Verdict.tsx'
import { en } from '../text/en.ts'

function alert(id: string, second: number, state: Alert['state'] = 'WAITING', more: Partial<Alert> = {}): Alert {
  const at = new Date(Date.UTC(2026, 10, 22, 14, 0, second)).toISOString()
  return {
    id,
    camera: 'quai-nord',
    camera_name: 'Quai Nord',
    event: 'INTRUSION',
    rule: 'cour',
    zone: '',
    kind: 'PERSON',
    from: at,
    at,
    confidence: 0.9,
    boxes: [],
    signals: 1,
    state,
    seen: false,
    clip: { state: 'OWED' },
    ...(state === 'WAITING' ? {} : { verdict: { state, person: 'p', at, reason: 'DRILL' } }),
    ...more,
  }
}

const list = (...alerts: Alert[]) => ({ kind: 'current' as const, list: { alerts, waiting: alerts.length } })

describe('the queue', () => {
  const queue = [alert('a', 1), alert('b', 2), alert('c', 3)]

  it('moves by one and stops at its ends', () => {
    expect(beside(queue, 'a', 1)?.id).toBe('b')
    expect(beside(queue, 'c', 1)?.id).toBe('c')
    expect(beside(queue, 'a', -1)?.id).toBe('a')
    expect(beside(queue, undefined, 1)?.id).toBe('a')
    expect(beside([], 'a', 1)).toBeUndefined()
  })

  it('goes on with the next alert after a verdict, or the one before at the end', () => {
    expect(after(queue, 'a')?.id).toBe('b')
    expect(after(queue, 'c')?.id).toBe('b')
    expect(after([queue[0]!], 'a')).toBeUndefined()
  })

  it('has nine reasons to dismiss, all in words', () => {
    expect(new Set(DISMISS_REASONS).size).toBe(9)
    expect(DISMISS_REASONS.toSorted()).toEqual(Object.keys(en.dismissReasons).toSorted())
  })
})

describe('groups', () => {
  const ids = (alerts: readonly Alert[]) => grouped(alerts).map((group) => group.alerts.map(({ id }) => id).join(' '))

  it('hold what is of one camera and zone, decided within a minute of the first', () => {
    expect(ids([alert('1', 0), alert('2', 30), alert('3', 59), alert('4', 61)])).toEqual(['1 2 3', '4'])
    expect(ids([alert('1', 0), alert('2', 1, 'WAITING', { camera: 'gare' }), alert('3', 2, 'WAITING', { zone: 'cour' }), alert('4', 3)])).toEqual(['1 4', '2', '3'])
  })

  it('are no larger than one verdict may be about', () => {
    const many = Array.from({ length: 60 }, (_, i) => alert(String(i + 1), i))
    expect(grouped(many).map((group) => group.alerts.length)).toEqual([50, 10])
  })

  it('stand with what a life may hang on first, then the oldest', () => {
    const down = alert('3', 50, 'WAITING', { event: 'PERSON_DOWN', camera: 'gare' })
    const fire = alert('4', 55, 'WAITING', { event: 'FIRE', camera: 'port' })
    expect(ids([alert('2', 9, 'WAITING', { camera: 'mail' }), alert('1', 5), down, fire])).toEqual(['4', '3', '1', '2'])
    expect(ids([alert('1', 5, 'WAITING', { camera: 'mail' }), alert('2', 20), alert('3', 30, 'WAITING', { event: 'FIRE' })])).toEqual(['2 3', '1'])
  })

  it('are found by any of their alerts, and say each event once', () => {
    const groups = grouped([alert('1', 0), alert('2', 5), alert('3', 9, 'WAITING', { event: 'CROWD_MOVEMENT' })])
    expect(groupOf(groups, '2')).toBe(groups[0])
    expect(groupOf(groups, '9')).toBeUndefined()
    expect(eventsOf(groups[0]!)).toEqual(['INTRUSION', 'CROWD_MOVEMENT'])
    expect(beside(groups, '3', 1)).toBe(groups[0])
    expect(after(groups, '2')).toBeUndefined()
  })

  it('are overdue until somebody has opened what was escalated', () => {
    const escalated = '2026-11-22T14:02:00Z'
    expect(isOverdue(alert('1', 0))).toBe(false)
    expect(isOverdue(alert('1', 0, 'WAITING', { escalated }))).toBe(true)
    expect(isOverdue(alert('1', 0, 'WAITING', { escalated, seen: true }))).toBe(false)
    expect(isOverdue(alert('1', 0, 'DISMISSED', { escalated }))).toBe(false)
  })
})

describe('measured precision', () => {
  it('is the share of verdicts that confirmed, and nothing without verdicts', () => {
    expect(shareConfirmed({ confirmed: 23, dismissed: 2 })).toBe(0.92)
    expect(shareConfirmed({ confirmed: 0, dismissed: 0 })).toBeUndefined()
    expect(shareConfirmed(undefined)).toBeUndefined()
  })

  it('finds what was done last time, by the same rule on the same camera', () => {
    const judged = [alert('x', 1, 'DISMISSED'), alert('y', 5, 'CONFIRMED'), alert('z', 6, 'CONFIRMED', { rule: 'other' }), alert('w', 9, 'CONFIRMED')]
    expect(lastTime(alert('now', 7), judged)?.id).toBe('y')
    expect(lastTime(alert('now', 0), judged)).toBeUndefined()
  })
})

describe('what the console knows of alerts', () => {
  it('shows the oldest waiting first and the newest verdict first', () => {
    const state = tell(noAlerts, list(alert('new', 9), alert('old', 1), alert('j1', 2, 'DISMISSED'), alert('j2', 3, 'CONFIRMED')))
    expect(waitingOf(state).map((a) => a.id)).toEqual(['old', 'new'])
    expect(judgedOf(state).map((a) => a.id)).toEqual(['j2', 'j1'])
  })

  it('announces an alert that arrives, but not those that were there when the page opened', () => {
    const opened = tell(noAlerts, list(alert('a', 1)))
    expect(opened.arrived).toBeUndefined()
    const later = tell(opened, { kind: 'alert', alert: alert('b', 2) })
    expect(later.arrived?.id).toBe('b')
    expect(tell(later, { kind: 'alert', alert: alert('b', 2, 'CONFIRMED') }).arrived?.id).toBe('b')
  })

  it('takes the whole again when it comes back, and announces what it had missed', () => {
    const opened = tell(noAlerts, list(alert('a', 1), alert('b', 2)))
    const back = tell(opened, list(alert('b', 2, 'DISMISSED'), alert('c', 3)))
    expect(waitingOf(back).map((a) => a.id)).toEqual(['c'])
    expect(back.arrived?.id).toBe('c')
  })
})
