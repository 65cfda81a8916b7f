import { describe, expect, it } from 'vitest'
import type { Drawing, Point } from '../api/types.ts'
import * as edit from './edit.ts'

const empty: Drawing = { ground: [], zones: [], rules: [] }
const square: Point[] = [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.2 },
  { x: 0.8, y: 0.8 },
  { x: 0.2, y: 0.8 },
]

function yard(): Drawing {
  const { drawing } = edit.addZone(empty, 'yard', 'zone', square)
  return edit.addRule(drawing, 'yard', 'INTRUSION').drawing
}

describe('points', () => {
  it('are added between two, moved inside the picture, and deleted down to what makes a shape', () => {
    let drawing = edit.addPoint(yard(), 'yard', 3, { x: 0.1, y: 0.5 })
    expect(drawing.zones[0]!.points).toHaveLength(5)
    expect(drawing.zones[0]!.points[4]).toEqual({ x: 0.1, y: 0.5 })
    drawing = edit.movePoint(drawing, 'yard', 4, { x: -0.3, y: 0.55555555 })
    expect(drawing.zones[0]!.points[4]).toEqual({ x: 0, y: 0.5556 })
    for (let n = 0; n < 5; n++) drawing = edit.deletePoint(drawing, 'yard', 0)
    expect(drawing.zones[0]!.points).toHaveLength(3)
  })

  it('of a line have middles between them only', () => {
    const { drawing } = edit.addZone(empty, 'gate', 'line', [])
    expect(edit.middles(drawing.zones[0]!)).toEqual([{ after: 0, at: { x: 0.5, y: 0.6 } }])
    expect(edit.middles(yard().zones[0]!)).toHaveLength(4)
  })

  it('snap to other points, else to edges and to what is beside, else stay', () => {
    const reach = { x: 0.02, y: 0.03 }
    expect(edit.snap({ x: 0.505, y: 0.52 }, [{ x: 0.5, y: 0.5 }], [], reach)).toEqual({ x: 0.5, y: 0.5 })
    expect(edit.snap({ x: 0.985, y: 0.4 }, [], [], reach)).toEqual({ x: 1, y: 0.4 })
    expect(edit.snap({ x: 0.31, y: 0.4 }, [], [{ x: 0.3, y: 0.9 }], reach)).toEqual({ x: 0.3, y: 0.4 })
    expect(edit.snap({ x: 0.4, y: 0.4 }, [{ x: 0.5, y: 0.5 }], [], reach)).toEqual({ x: 0.4, y: 0.4 })
  })
})

describe('zones', () => {
  it('move whole, no farther than the picture', () => {
    const moved = edit.moveZone(yard(), 'yard', { x: 0.5, y: -0.1 })
    expect(moved.zones[0]!.points).toEqual([
      { x: 0.4, y: 0.1 },
      { x: 1, y: 0.1 },
      { x: 1, y: 0.7 },
      { x: 0.4, y: 0.7 },
    ])
  })

  it('take their rules with them when they are renamed, or deleted', () => {
    expect(edit.renameZone(yard(), 'yard', 'cour').rules[0]!.zone).toBe('cour')
    expect(edit.renameZone(yard(), 'yard', ' cour').zones[0]!.id).toBe('yard')
    expect(edit.deleteZone(yard(), 'yard')).toEqual(empty)
  })

  it('have names of their own', () => {
    const twice = edit.addZone(yard(), 'yard', 'zone', square)
    expect(twice.id).toBe('yard-2')
    expect(edit.renameZone(twice.drawing, 'yard-2', 'yard')).toBe(twice.drawing)
  })

  it('become lanes with a direction and keep the rules that fit', () => {
    const lane = edit.changeKind(yard(), 'yard', 'lane')
    expect(lane.zones[0]!.direction).toEqual({ x: 0, y: 1 })
    expect(lane.rules).toHaveLength(1)
    const wrong = edit.addRule(lane, 'yard', 'WRONG_WAY').drawing
    expect(edit.changeKind(wrong, 'yard', 'zone').rules.map((rule) => rule.event)).toEqual(['INTRUSION'])
    expect(edit.changeKind(wrong, 'yard', 'zone').zones[0]!.direction).toBeUndefined()
    expect(edit.turnLane(lane, 'yard', { x: 3, y: 4 }).zones[0]!.direction).toEqual({ x: 0.6, y: 0.8 })
  })

  it('cross themselves or do not, as the server finds', () => {
    const area = (...xy: number[]) => Array.from({ length: xy.length / 2 }, (_, i) => ({ x: xy[2 * i]!, y: xy[2 * i + 1]! }))
    expect(edit.crossesItself(square)).toBe(false)
    expect(edit.crossesItself(area(0, 0, 1, 1, 1, 0, 0, 0.9))).toBe(true)
    expect(edit.crossesItself(area(0, 0, 1, 0, 1, 1, 0.5, 0, 0, 1))).toBe(true)
    expect(edit.crossesItself(area(0, 0, 1, 0, 1, 1, 0.5, 0.1, 0, 1))).toBe(false)
  })
})

describe('rules', () => {
  it('lose the settings that another event or place does not know', () => {
    const set = edit.withRule(yard(), 0, (rule) => edit.withSetting({ ...rule, class: 'person' }, 'standing', 'yes'))
    const fire = edit.refit(set, 0, (rule) => ({ ...rule, event: 'FIRE' }))
    expect(fire.rules[0]).toEqual({ id: 'intrusion-yard', event: 'FIRE', zone: 'yard', schedule: [], settings: {} })
    expect(edit.withSetting(set.rules[0]!, 'standing', ' ').settings).toEqual({})
  })

  it('are named like the server names them', () => {
    expect(edit.addRule(empty, undefined, 'PERSON_DOWN').drawing.rules[0]!.id).toBe('person-down')
    expect(edit.addRule(yard(), 'yard', 'INTRUSION').drawing.rules[1]!.id).toBe('intrusion-yard-2')
  })
})

describe('undo', () => {
  it('goes back over whole drags and forth again', () => {
    let history = edit.begin(yard())
    for (let n = 1; n <= 5; n++) history = edit.change(history, edit.movePoint(history.now, 'yard', 0, { x: n / 10, y: 0 }), 'drag')
    history = edit.settle(history)
    history = edit.change(history, edit.movePoint(history.now, 'yard', 0, { x: 0.9, y: 0 }), 'drag')
    expect(history.past).toHaveLength(2)
    history = edit.undo(history)
    expect(history.now.zones[0]!.points[0]).toEqual({ x: 0.5, y: 0 })
    history = edit.undo(history)
    expect(history.now).toEqual(yard())
    expect(edit.undo(history)).toBe(history)
    history = edit.redo(edit.redo(history))
    expect(history.now.zones[0]!.points[0]).toEqual({ x: 0.9, y: 0 })
    expect(edit.redo(history)).toBe(history)
  })

  it('holds for any changes in any order', () => {
    let seed = 11
    const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
    for (let round = 0; round < 50; round++) {
      let history = edit.begin(yard())
      const seen = [history.now]
      for (let n = 0; n < 30; n++) {
        const at = { x: random(), y: random() }
        const points = history.now.zones[0]!.points.length
        const index = Math.floor(random() * points)
        const next =
          random() < 0.4
            ? edit.addPoint(history.now, 'yard', index, at)
            : random() < 0.5
              ? edit.deletePoint(history.now, 'yard', index)
              : edit.movePoint(history.now, 'yard', index, at)
        history = edit.change(history, next)
        seen.push(history.now)
      }
      for (const drawing of seen.toReversed()) {
        expect(history.now).toBe(drawing)
        history = edit.undo(history)
      }
      for (const drawing of seen.slice(1)) {
        history = edit.redo(history)
        expect(history.now).toBe(drawing)
      }
    }
  })
})

describe('differences', () => {
  it('are told by name', () => {
    const after = edit.addZone(edit.movePoint(yard(), 'yard', 0, { x: 0, y: 0 }), 'gate', 'line', []).drawing
    expect(edit.differences(yard(), after)).toEqual([
      { what: 'zone', id: 'yard', how: 'CHANGED' },
      { what: 'zone', id: 'gate', how: 'NEW' },
    ])
    expect(edit.differences(after, yard())).toContainEqual({ what: 'zone', id: 'gate', how: 'REMOVED' })
    expect(edit.differences(yard(), { ...yard(), time_zone: 'Europe/Paris' })).toEqual([{ what: 'time_zone', id: '', how: 'NEW' }])
    expect(edit.same(yard(), { rules: yard().rules, zones: yard().zones, ground: [] })).toBe(true)
  })
})
