import { describe, expect, it } from 'vitest'
import { gridFor, onPage, pagesOf, sizeFor } from './layout.ts'

describe('the wall', () => {
  it('is as small as its cameras allow', () => {
    expect([0, 1, 2, 4, 5, 9, 217].map(sizeFor)).toEqual([1, 1, 4, 4, 9, 9, 9])
  })

  it('shows every camera on exactly one page', () => {
    const cameras = Array.from({ length: 23 }, (_, i) => i)
    const pages = Array.from({ length: pagesOf(23, 9) }, (_, page) => onPage(cameras, 9, page))
    expect(pages.flat()).toEqual(cameras)
    expect(onPage(cameras, 9, 99)).toEqual(pages.at(-1))
    expect(onPage([], 4, 0)).toEqual([])
  })

  it('leaves no row empty', () => {
    expect(gridFor(4, 4)).toEqual({ columns: 2, rows: 2 })
    expect(gridFor(4, 2)).toEqual({ columns: 2, rows: 1 })
    expect(gridFor(9, 7)).toEqual({ columns: 3, rows: 3 })
    expect(gridFor(1, 1)).toEqual({ columns: 1, rows: 1 })
  })
})
