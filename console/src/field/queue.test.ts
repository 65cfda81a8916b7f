import { describe, expect, it } from 'vitest'
import type { Result } from '../api/client.ts'
import type { FieldAlert, FieldStep } from '../api/types.ts'
import { isDone, keep, press, recall, send, standing, without, type Pressed } from './queue.ts'

const at = (step: FieldStep, when: number, alert = '7'): Pressed => ({ alert, step, unit: 'Patrol 1', at: when })
const alert = (...steps: FieldAlert['steps']): FieldAlert => ({
  id: '7',
  camera: 'quay',
  camera_name: 'Quay',
  event: 'INTRUSION',
  at: '2026-11-22T14:03:27Z',
  confirmed_at: '2026-11-22T14:04:00Z',
  still: true,
  steps,
})
const done: Result<FieldAlert> = { kind: 'done', value: alert() }
const refusedBy = (code: 'SIGN_IN_NEEDED' | 'CSRF' | 'NO_SUCH_ALERT'): Result<FieldAlert> => ({
  kind: 'refused',
  problem: { type: '', title: '', detail: '', status: 400, code, params: {} },
})

describe('what waits for the network', () => {
  it('waits once for each step of an alert, with the time of the first press', () => {
    const waiting = press(press(press([], at('SEEN', 1)), at('SEEN', 5)), at('SEEN', 6, '8'))
    expect(waiting).toEqual([at('SEEN', 1), at('SEEN', 6, '8')])
    expect(without(waiting, at('SEEN', 9))).toEqual([at('SEEN', 6, '8')])
  })

  it('goes oldest first, and stops at the first that does not get through', async () => {
    const asked: number[] = []
    const sent = await send([at('DONE', 3), at('SEEN', 1), at('ON_SITE', 2)], (pressed) => {
      asked.push(pressed.at)
      return Promise.resolve(pressed.at === 2 ? { kind: 'unreachable' } : done)
    })
    expect(asked).toEqual([1, 2])
    expect(sent).toEqual({ answered: [at('SEEN', 1)], refused: [] })
  })

  it('waits on where one must sign in again, and lets go of what is refused', async () => {
    const outside = await send([at('SEEN', 1)], () => Promise.resolve(refusedBy('SIGN_IN_NEEDED')))
    expect(outside.answered).toEqual([])
    const stale = await send([at('SEEN', 1)], () => Promise.resolve(refusedBy('CSRF')))
    expect(stale).toEqual({ answered: [], refused: [] })
    const gone = await send([at('SEEN', 1), at('DONE', 2)], (pressed) => Promise.resolve(pressed.at === 1 ? refusedBy('NO_SUCH_ALERT') : done))
    expect(gone.answered).toHaveLength(2)
    expect(gone.refused.map(({ pressed }) => pressed.at)).toEqual([1])
  })

  it('outlives a reload of the page, and nothing else', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    keep(storage, [at('SEEN', 1)])
    expect(recall(storage)).toEqual([at('SEEN', 1)])
    keep(storage, [])
    expect(kept.size).toBe(0)
    for (const odd of ['{', '7', '[{"alert":7}]', '[{"alert":"7","step":"GONE","unit":"","at":1}]']) {
      kept.set('vigie.field.waiting', odd)
      expect(recall(storage)).toEqual([])
    }
  })
})

describe('how far an alert has come', () => {
  it('is one’s own for the buttons, and anybody’s for whether it is done', () => {
    const theirs = alert({ step: 'DONE', at: '2026-11-22T14:10:00Z', mine: false })
    expect(standing(theirs, [], 'DONE')).toBe('open')
    expect(isDone(theirs)).toBe(true)
    expect(standing(theirs, [at('DONE', 1)], 'DONE')).toBe('waits')
    expect(standing(alert({ step: 'SEEN', at: '2026-11-22T14:10:00Z', mine: true }), [at('SEEN', 1)], 'SEEN')).toBe('taken')
  })
})
