import { expect, it } from 'vitest'
import { daysIn, daysText } from './hours.ts'

it('days of the week are read and written as rules files have them', () => {
  expect([...daysIn('mon-fri')]).toEqual([0, 1, 2, 3, 4])
  expect([...daysIn('sat, sun')]).toEqual([5, 6])
  expect([...daysIn('fri-mon')].toSorted()).toEqual([0, 4, 5, 6])
  expect(daysIn(undefined).size).toBe(7)
  expect(daysIn('never').size).toBe(0)
  for (let mask = 1; mask < 128; mask++) {
    const days = new Set([0, 1, 2, 3, 4, 5, 6].filter((day) => mask & (1 << day)))
    expect(daysIn(daysText(days))).toEqual(days)
  }
  expect(daysText(new Set([0, 1, 2, 3, 4]))).toBe('mon-fri')
  expect(daysText(new Set([5, 6]))).toBe('sat,sun')
})
