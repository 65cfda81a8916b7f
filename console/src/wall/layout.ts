/// How many tiles a wall may show at once.
export const SIZES = [1, 4, 9] as const
export type WallSize = (typeof SIZES)[number]

/// The smallest wall that holds all cameras, or the largest there is.
export function sizeFor(cameras: number): WallSize {
  return SIZES.find((size) => size >= cameras) ?? 9
}

/// The cameras on one page of the wall; pages beyond the last show the last.
export function onPage<T>(cameras: readonly T[], size: WallSize, page: number): T[] {
  const pages = pagesOf(cameras.length, size)
  const shown = Math.min(Math.max(page, 0), pages - 1)
  return cameras.slice(shown * size, (shown + 1) * size)
}

export function pagesOf(cameras: number, size: WallSize): number {
  return Math.max(1, Math.ceil(cameras / size))
}

/// Columns and rows for so many tiles: a square, but no empty row.
export function gridFor(size: WallSize, shown: number): { columns: number; rows: number } {
  const columns = Math.min(Math.sqrt(size), Math.max(1, shown))
  return { columns, rows: Math.max(1, Math.ceil(shown / columns)) }
}
