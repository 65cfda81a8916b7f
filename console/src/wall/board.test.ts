import { describe, expect, it } from 'vitest'
import { boardOf, clear, led, nextEmpty, pagesOf, put, reshape, same, swap } from './board.ts'
import { atFullRate, beside, SHAPE_NAMES, SHAPES, shapeFor, tilesOf, trimmed } from './shapes.ts'

const letters = (n: number) => Array.from({ length: n }, (_, i) => `c${i}`)

describe('the shapes of a wall', () => {
  it('fill their square without a hole and without two tiles in one place', () => {
    for (const name of SHAPE_NAMES) {
      const { columns, rows, cells } = SHAPES[name]
      const taken = cells.flatMap(({ column, row, span }) =>
        Array.from({ length: span * span }, (_, i) => `${column + (i % span)} ${row + Math.floor(i / span)}`),
      )
      expect(new Set(taken).size, name).toBe(taken.length)
      expect(taken.length, name).toBe(columns * rows)
    }
    expect(SHAPE_NAMES.map(tilesOf)).toEqual([1, 4, 9, 16, 25, 36, 64, 6, 8, 13])
  })

  it('are as small as the cameras allow', () => {
    expect([0, 1, 2, 4, 5, 9, 10, 217].map(shapeFor)).toEqual(['ONE', 'ONE', 'FOUR', 'FOUR', 'NINE', 'NINE', 'SIXTEEN', 'SIXTEEN'])
    expect(trimmed('SIXTEEN', 5)).toEqual({ columns: 4, rows: 2 })
    expect(trimmed('FOUR', 2)).toEqual({ columns: 2, rows: 1 })
    expect(trimmed('ONE', 0)).toEqual({ columns: 1, rows: 1 })
    expect(trimmed('ONE_AND_FIVE', 2)).toEqual({ columns: 3, rows: 3 })
  })

  it('lead from tile to tile by the arrows, straight on before around the corner', () => {
    expect(beside('NINE', 4, 'left')).toBe(3)
    expect(beside('NINE', 4, 'down')).toBe(7)
    expect(beside('NINE', 0, 'left')).toBe(0)
    expect(SHAPES.ONE_AND_FIVE.cells[beside('ONE_AND_FIVE', 0, 'right')]).toMatchObject({ column: 3 })
    expect(beside('ONE_AND_FIVE', 5, 'up')).toBe(2)
    expect(beside('ONE_AND_FIVE', 1, 'left')).toBe(0)
  })

  it('show one picture a second where there are many tiles, but in the large one', () => {
    expect(atFullRate('TWENTY_FIVE', 24)).toBe(true)
    expect(atFullRate('THIRTY_SIX', 0)).toBe(false)
    expect(atFullRate('SIXTY_FOUR', 0)).toBe(false)
    expect(atFullRate('ONE_AND_TWELVE', 0)).toBe(true)
  })
})

describe('a board', () => {
  it('shows every camera on exactly one page', () => {
    const pages = pagesOf('NINE', letters(23))
    expect(pages).toHaveLength(3)
    expect(pages.flatMap(({ tiles }) => tiles).filter(Boolean)).toEqual(letters(23))
    expect(pagesOf('FOUR', [])).toEqual([{ shape: 'FOUR', tiles: ['', '', '', ''] }])
  })

  it('has a camera in one tile: what stood where it comes goes where it was', () => {
    const board = boardOf('FOUR', ['a', 'b', 'c'])
    expect(put(board, 'a', 2).tiles).toEqual(['c', 'b', 'a', ''])
    expect(put(board, 'a', 3).tiles).toEqual(['', 'b', 'c', 'a'])
    expect(put(board, 'd', 1).tiles).toEqual(['a', 'd', 'c', ''])
    expect(put(board, 'b', 1).tiles).toEqual(board.tiles)
    expect(put(board, 'b', 9)).toBe(board)
    expect(swap(board, 0, 3).tiles).toEqual(['', 'b', 'c', 'a'])
    expect(swap(board, 0, 4)).toBe(board)
    expect(clear(board, 1).tiles).toEqual(['a', '', 'c', ''])
  })

  it('keeps its cameras in another shape as far as there is room', () => {
    const board = boardOf('NINE', ['a', '', 'b', '', 'c'])
    expect(reshape(board, 'FOUR').tiles).toEqual(['a', 'b', 'c', ''])
    expect(reshape(board, 'SIXTEEN').tiles.slice(0, 5)).toEqual(['a', '', 'b', '', 'c'])
    expect(reshape(board, 'ONE').tiles).toEqual(['a'])
  })

  it('is filled from one empty tile to the next, around its end', () => {
    expect(nextEmpty(boardOf('FOUR', ['a', '', 'c']), 0)).toBe(1)
    expect(nextEmpty(boardOf('FOUR', ['a', '', 'c']), 3)).toBe(1)
    expect(nextEmpty(boardOf('ONE', ['a']), 0)).toBeUndefined()
  })

  it('brings alerts forward, the one in hand large, and loses no camera for which there is room', () => {
    const wall = boardOf('NINE', letters(9))
    expect(led(wall, [])).toBe(wall)
    expect(led(wall, ['c4', 'c7', 'c4'])).toEqual({ shape: 'ONE_AND_FIVE', tiles: ['c4', 'c7', 'c0', 'c1', 'c2', 'c3'] })
    expect(led(wall, ['c4', 'elsewhere']).tiles.slice(0, 2)).toEqual(['c4', 'elsewhere'])
    expect(led(wall, letters(7)).shape).toBe('ONE_AND_SEVEN')
    expect(led(wall, letters(9)).shape).toBe('ONE_AND_TWELVE')
    expect(led(boardOf('FOUR', ['a']), ['b']).tiles).toEqual(['b', 'a', '', '', '', ''])
  })

  it('is the same as another with the same cameras in the same places', () => {
    expect(same(boardOf('FOUR', ['a']), boardOf('FOUR', ['a', '']))).toBe(true)
    expect(same(boardOf('FOUR', ['a']), boardOf('FOUR', ['', 'a']))).toBe(false)
    expect(same(boardOf('FOUR', []), boardOf('ONE', []))).toBe(false)
  })
})
