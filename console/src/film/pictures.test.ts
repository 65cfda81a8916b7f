import { describe, expect, it } from 'vitest'
import { neighbourOf, pictureAt, pictureTimes, takenAt } from './pictures.ts'

const box = (type: string, ...parts: (number[] | Uint8Array)[]): Uint8Array => {
  const body = parts.flatMap((part) => [...part])
  return Uint8Array.from([...u32(body.length + 8), ...[...type].map((c) => c.charCodeAt(0)), ...body])
}
const u32 = (n: number) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]

describe('pictures of a film', () => {
  const moov = box('moov', box('trak', box('mdia', box('mdhd', u32(0), u32(0), u32(0), u32(90_000), u32(0)))))
  const moof = (from: number, lengths: number[]) =>
    box(
      'moof',
      box(
        'traf',
        box('tfhd', u32(0x020000), u32(1)),
        box('tfdt', u32(0x01000000), u32(0), u32(from)),
        box('trun', u32(0x301), u32(lengths.length), u32(0), lengths.flatMap((length) => [...u32(length), ...u32(77)])),
      ),
    )

  it('have the times that the fragments say', () => {
    const film = Uint8Array.from([...box('ftyp'), ...moov, ...moof(0, [3600, 3600]), ...box('mdat'), ...moof(7200, [9000, 3600])])
    expect(pictureTimes(film.buffer)).toEqual([0, 0.04, 0.08, 0.18])
  })

  it('are refused where it is no film', () => {
    expect(() => pictureTimes(Uint8Array.from([0, 0, 0, 4, 1, 2, 3, 4, 0]).buffer)).toThrow('not an MP4')
  })

  it('are found by the second that is shown', () => {
    const times = [0, 0.04, 0.08, 0.18]
    expect([0, 0.039, 0.04, 0.1, 0.5, -1].map((second) => pictureAt(times, second))).toEqual([0, 1, 1, 2, 3, 0])
  })

  it('were taken when the film says, and have neighbours', () => {
    const taken = takenAt(1_000_000, [3, 3.04, 3.08])
    expect(taken.map(Math.round)).toEqual([1_000_000, 1_000_040, 1_000_080])
    expect(Math.round(neighbourOf(taken, 1_000_041, 1)!)).toBe(1_000_080)
    expect(Math.round(neighbourOf(taken, 1_000_041, -1)!)).toBe(1_000_000)
    expect(neighbourOf(taken, 1_000_000, -1)).toBeUndefined()
    expect(neighbourOf(taken, 1_000_090, 1)).toBeUndefined()
  })
})
