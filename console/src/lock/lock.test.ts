import { expect, test } from 'vitest'
import { isDue } from './useLock.ts'

const AFTER = 15 * 60_000

test('the server is told now and then, and when it would lock', () => {
  expect(isDue(1_000, 29_999, AFTER)).toBe(false)
  expect(isDue(1_000, 30_000, AFTER)).toBe(true)
  expect(isDue(AFTER, 4_999, AFTER)).toBe(false)
  expect(isDue(AFTER, 5_000, AFTER)).toBe(true)
  expect(isDue(AFTER - 1, 5_000, AFTER)).toBe(false)
})
