import { expect, test } from 'vitest'
import { base64 } from './letter.ts'

test('a letter goes out byte for byte, over the edges of the chunks', async () => {
  const bytes = Uint8Array.from({ length: 100_001 }, (_, at) => (at * 31) % 256)
  const decoded = Uint8Array.from(atob(await base64(new Blob([bytes]))), (c) => c.charCodeAt(0))
  expect(decoded).toEqual(bytes)
})

test('a file that is gone is no letter', async () => {
  const gone = { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) } as unknown as Blob
  expect(await base64(gone)).toBe('')
})
