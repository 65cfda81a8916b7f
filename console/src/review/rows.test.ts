import { describe, expect, it } from 'vitest'
import type { Camera } from '../api/types.ts'
import { addressOf, shownOf } from './place.ts'
import { chunksOf, foundBy, lostOf, ROW_PX, rowsInView } from './rows.ts'

const town = Array.from({ length: 217 }, (_, n) => `c${n}`)

describe('rows of a town', () => {
  it('are drawn where they can be seen, and a few around', () => {
    expect(rowsInView(0, 5 * ROW_PX, 217)).toEqual({ from: 0, to: 11 })
    expect(rowsInView(100 * ROW_PX + 3, 5 * ROW_PX, 217)).toEqual({ from: 94, to: 112 })
    expect(rowsInView(216 * ROW_PX, 5 * ROW_PX, 217).to).toBe(217)
    expect(rowsInView(500 * ROW_PX, 5 * ROW_PX, 3)).toEqual({ from: 3, to: 3 })
  })

  it('ask for their days in whole chunks, each once, and for no camera that is not there', () => {
    expect(chunksOf(town, ['c1', 'c31', 'c40', 'gone'])).toEqual([town.slice(0, 32), town.slice(32, 64)])
    expect(chunksOf(town, ['c216'])).toEqual([town.slice(192)])
    expect(chunksOf(town, [])).toEqual([])
  })

  it('are found by any words of a name, without accents', () => {
    const cameras = [
      { id: 'quai-nord', name: 'Quai Nord' },
      { id: 'ecole', name: 'École du Marché' },
    ] as Camera[]
    expect(foundBy(cameras, 'marche ecole').map(({ id }) => id)).toEqual(['ecole'])
    expect(foundBy(cameras, ' ')).toHaveLength(2)
    expect(foundBy(cameras, 'sud')).toEqual([])
  })

  it('say how much was lost, for whatever reason', () => {
    const lost = [{ reason: 'DISK', ms: 250, gaps: 1 } as const, { reason: 'RESTART', ms: 4_000, gaps: 2 } as const]
    const sum = { date: '2026-10-25', from: '', to: '', length_ms: 0, recorded_ms: 0, lost, deleted_ms: 9, before_ms: 0, unsettled_ms: 0, ahead_ms: 0 }
    expect(lostOf(sum)).toBe(4_250)
  })
})

describe('which cameras are shown', () => {
  it('stands in the address, at most four, each once', () => {
    expect(shownOf(town, 'c3', 'c4,c3,c5,c4,gone,c6,c7')).toEqual(['c3', 'c4', 'c5', 'c6'])
    expect(shownOf(town, 'gone', null)).toEqual(['c0'])
    expect(shownOf([], undefined, null)).toEqual([])
    expect(addressOf(['c3', 'c4', 'c5'])).toBe('/review/c3?with=c4,c5')
    expect(addressOf(['c3'])).toBe('/review/c3')
  })
})
