import { describe, expect, it } from 'vitest'
import { rectangle } from './frames.ts'

describe('what is drawn', () => {
  it('is the same from any corner, and stays inside the picture', () => {
    const drawn = { left: 0.25, top: 0.5, width: 0.25, height: 0.5 }
    expect(rectangle([0.25, 0.5], [0.5, 1.4])).toEqual(drawn)
    expect(rectangle([0.5, 1], [0.25, 0.5])).toEqual(drawn)
    expect(rectangle([-3, 0], [-2, 1])).toBeUndefined()
  })

  it('is nothing where it was a click', () => {
    expect(rectangle([0.5, 0.5], [0.505, 0.7])).toBeUndefined()
  })
})
