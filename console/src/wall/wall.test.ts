import { describe, expect, it } from 'vitest'
import type { Camera, WallLayout } from '../api/types.ts'
import { screenOf } from './screens.ts'
import { boardsOf, FIRST_CHOICE, groupsOf, readChoice, sourcesOf, type Choice } from './source.ts'
import { isDue, next, readTour, USUAL_TOUR } from './tour.ts'

const camera = (id: string, ...groups: string[]) => ({ id, name: id, groups }) as Camera
const cameras = [camera('a', 'Port'), camera('b'), camera('c', 'Port', 'Centre'), camera('d')]
const layout = { layout: 'w-1', name: 'Night', shape: 'FOUR', tiles: ['d', 'gone', '', 'a'], by: 'p-1', changed: '', changeable: true } as WallLayout
const tiles = (choice: Choice) => boardsOf(choice, cameras, [layout]).map((board) => board.tiles)

describe('what a wall shows', () => {
  it('is all cameras, those of a group, or a layout as it was saved', () => {
    expect(tiles(FIRST_CHOICE)).toEqual([['a', 'b', 'c', 'd']])
    expect(tiles({ ...FIRST_CHOICE, source: { kind: 'group', group: 'Port' } })).toEqual([['a', 'c', '', '']])
    expect(tiles({ ...FIRST_CHOICE, source: { kind: 'layout', layout: 'w-1' } })).toEqual([['d', '', '', 'a']])
    expect(tiles({ ...FIRST_CHOICE, shape: 'ONE' })).toEqual([['a'], ['b'], ['c'], ['d']])
  })

  it('is all cameras where the group or layout is no more', () => {
    expect(tiles({ ...FIRST_CHOICE, source: { kind: 'group', group: 'Gone' } })).toEqual([['a', 'b', 'c', 'd']])
    expect(tiles({ ...FIRST_CHOICE, source: { kind: 'layout', layout: 'w-9' } })).toEqual([['a', 'b', 'c', 'd']])
  })

  it('is what somebody arranged, until it is saved or taken back', () => {
    const draft = { board: { shape: 'FOUR' as const, tiles: ['b', 'gone', 'a', ''] } }
    expect(tiles({ ...FIRST_CHOICE, draft })).toEqual([['b', '', 'a', '']])
  })

  it('can be chosen from a list: everything, the layouts, the groups', () => {
    expect(groupsOf(cameras)).toEqual(['Centre', 'Port'])
    expect(sourcesOf(cameras, [layout]).map(({ kind }) => kind)).toEqual(['all', 'layout', 'group', 'group'])
  })

  it('is kept, and nonsense is not believed', () => {
    const kept: Choice = { source: { kind: 'group', group: 'Port' }, shape: 'NINE', page: 2, follows: true, draft: { board: { shape: 'ONE', tiles: ['a'] } } }
    expect(readChoice(JSON.stringify(kept))).toEqual(kept)
    for (const nonsense of [null, '', '7', '{"source":{"kind":"layout"}}', '{"source":{"kind":"moon"}}']) expect(readChoice(nonsense)).toEqual(FIRST_CHOICE)
    expect(readChoice('{"source":{"kind":"all"},"shape":"ROUND","draft":{"board":{"shape":"ONE","tiles":[3]}}}')).toEqual(FIRST_CHOICE)
  })
})

describe('a tour', () => {
  const tour = { ...USUAL_TOUR, on: true, seconds: 10 as const }

  it('turns after its seconds, and not while somebody works', () => {
    expect(isDue(tour, { now: 9_999, turned: 0, acted: -Infinity })).toBe(false)
    expect(isDue(tour, { now: 10_000, turned: 0, acted: -Infinity })).toBe(true)
    expect(isDue(tour, { now: 39_000, turned: 0, acted: 10_000 })).toBe(false)
    expect(isDue(tour, { now: 40_000, turned: 0, acted: 10_000 })).toBe(true)
    expect(isDue({ ...tour, seconds: 120 }, { now: 100_000, turned: -1_000_000, acted: 0 })).toBe(false)
  })

  it('begins anew behind its last page', () => {
    expect([0, 1, 2].map((page) => next(page, 3))).toEqual([1, 2, 0])
    expect(next(4, 0)).toBe(0)
  })

  it('is kept, within its limits', () => {
    expect(readTour(JSON.stringify(tour))).toEqual(tour)
    expect(readTour('{"on":true,"seconds":1}')).toEqual(USUAL_TOUR)
    expect(readTour(null)).toEqual(USUAL_TOUR)
  })
})

describe('a screen', () => {
  it('is the desk unless its address says another', () => {
    expect(['', 'screen=2', 'screen=4', 'screen=9', 'screen=x'].map(screenOf)).toEqual([1, 2, 4, 1, 1])
  })
})
