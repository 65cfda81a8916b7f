import type { Camera, DaySum } from '../api/types.ts'

/// How high a row is; its style says the same.
export const ROW_PX = 28
/// So many more than can be seen are drawn, above and below: a list that is scrolled shows no holes.
const MARGIN = 6
/// So many cameras' days are asked for at once.
export const CHUNK = 32

/// Which of `count` rows to draw, `to` excluded.
export function rowsInView(scrolled: number, height: number, count: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(scrolled / ROW_PX) - MARGIN)
  return { from: Math.min(from, count), to: Math.min(count, Math.ceil((scrolled + height) / ROW_PX) + MARGIN) }
}

/// The chunks in which cameras lie, in order: a chunk is always asked for whole, so that rows that are scrolled past again
/// are here already.
export function chunksOf(town: readonly string[], wanted: readonly string[]): string[][] {
  const places = new Map(town.map((id, place) => [id, place]))
  const numbers = new Set(wanted.flatMap((id) => (places.has(id) ? [Math.floor(places.get(id)! / CHUNK)] : [])))
  return [...numbers].sort((a, b) => a - b).map((number) => town.slice(number * CHUNK, (number + 1) * CHUNK))
}

/// The cameras whose name or id holds every word, whatever its accents.
export function foundBy(cameras: readonly Camera[], wanted: string): readonly Camera[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean)
  if (words.length === 0) return cameras
  return cameras.filter((camera) => {
    const name = plain(`${camera.name} ${camera.id}`)
    return words.every((word) => name.includes(word))
  })
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/// How much of a day was lost, for whatever reason, in ms.
export function lostOf(sum: DaySum): number {
  return sum.lost.reduce((total, one) => total + one.ms, 0)
}
