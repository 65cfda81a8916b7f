import { useEffect, useState } from 'react'
import type { Film } from '../api/client.ts'

/// When each picture of a fragmented MP4 is shown, in seconds from its beginning, in order. Reads what the server
/// writes (ISO 14496-12): a time scale, and in each fragment a time and the lengths of its samples.
///
/// @throws Error where it is not such a file
export function pictureTimes(bytes: ArrayBuffer): number[] {
  const view = new DataView(bytes)
  const times: number[] = []
  let scale = 0
  for (const box of boxes(view, 0, view.byteLength)) {
    if (box.type === 'moov') scale = timeScale(view, box)
    if (box.type === 'moof') times.push(...fragment(view, box, scale))
  }
  return times
}

interface Box {
  readonly type: string
  /// Where its contents begin and end.
  readonly from: number
  readonly to: number
}

function boxes(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = []
  for (let at = from; at + 8 <= to; ) {
    const length = view.getUint32(at)
    if (length < 8 || at + length > to) throw new Error('not an MP4 film')
    const type = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(at + i)))
    found.push({ type, from: at + 8, to: at + length })
    at += length
  }
  return found
}

function inside(view: DataView, box: Box, ...path: string[]): Box {
  return path.reduce((outer, type) => {
    const inner = boxes(view, outer.from, outer.to).find((one) => one.type === type)
    if (!inner) throw new Error(`an MP4 film without ${type}`)
    return inner
  }, box)
}

function timeScale(view: DataView, moov: Box): number {
  const mdhd = inside(view, moov, 'trak', 'mdia', 'mdhd')
  const long = view.getUint8(mdhd.from) === 1
  return view.getUint32(mdhd.from + (long ? 20 : 12))
}

const DATA_OFFSET = 0x1
const FIRST_FLAGS = 0x4
const DURATION = 0x100
const SIZE = 0x200
const FLAGS = 0x400
const SHIFT = 0x800

function fragment(view: DataView, moof: Box, scale: number): number[] {
  const traf = inside(view, moof, 'traf')
  const tfhd = inside(view, traf, 'tfhd')
  const tfdt = inside(view, traf, 'tfdt')
  const long = view.getUint8(tfdt.from) === 1
  let at = long ? Number(view.getBigUint64(tfdt.from + 4)) : view.getUint32(tfdt.from + 4)
  const usual = usualDuration(view, tfhd)
  const times: number[] = []
  for (const trun of boxes(view, traf.from, traf.to).filter((one) => one.type === 'trun')) {
    const flags = view.getUint32(trun.from) & 0xffffff
    const count = view.getUint32(trun.from + 4)
    let place = trun.from + 8 + (flags & DATA_OFFSET ? 4 : 0) + (flags & FIRST_FLAGS ? 4 : 0)
    const step = [DURATION, SIZE, FLAGS, SHIFT].filter((flag) => flags & flag).length * 4
    for (let i = 0; i < count; i++, place += step) {
      times.push(at / scale)
      at += flags & DURATION ? view.getUint32(place) : usual
    }
  }
  return times
}

function usualDuration(view: DataView, tfhd: Box): number {
  const flags = view.getUint32(tfhd.from) & 0xffffff
  if (!(flags & 0x8)) return 0
  return view.getUint32(tfhd.from + 8 + (flags & 0x1 ? 8 : 0) + (flags & 0x2 ? 4 : 0))
}

/// The picture shown at a second: the last that has begun.
export function pictureAt(times: readonly number[], second: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle]! <= second + 0.001) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/// When each picture of a film was taken, in ms; nothing until the film has been read.
export function usePictureTimes(film: Film | undefined): readonly number[] {
  const [read, setRead] = useState<{ of: Film; times: number[] }>()
  useEffect(() => {
    if (!film) return
    let gone = false
    film.blob.arrayBuffer().then(
      (bytes) => {
        if (!gone) setRead({ of: film, times: takenAt(film.start, pictureTimes(bytes)) })
      },
      // A film that cannot be read cannot be stepped through either; the player says so.
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [film])
  return read && read.of === film ? read.times : []
}

/// The media times of a film's pictures as instants: the first is the film's start.
export function takenAt(start: number, seconds: readonly number[]): number[] {
  const zero = seconds[0] ?? 0
  return seconds.map((second) => start + (second - zero) * 1000)
}

/// Players round: a picture counts as shown this much before its time.
const ROUNDING_MS = 2

/// The picture after or before the one shown at a moment; nothing beyond the film's ends.
export function neighbourOf(times: readonly number[], at: number, by: 1 | -1): number | undefined {
  const here = times.findLastIndex((time) => time <= at + ROUNDING_MS)
  return times[here + by]
}
