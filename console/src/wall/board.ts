import type { WallShape } from '../api/types.ts'
import { tilesOf } from './shapes.ts'

/// What a wall shows at one moment: which camera stands in which tile. Pure values; every change makes another board.
export interface Board {
  readonly shape: WallShape
  /// A camera's id for each tile of the shape, empty for none; none stands twice.
  readonly tiles: readonly string[]
}

export function boardOf(shape: WallShape, cameras: readonly string[]): Board {
  return { shape, tiles: Array.from({ length: tilesOf(shape) }, (_, i) => cameras[i] ?? '') }
}

/// Boards that together show every camera once; one empty board where there are none.
export function pagesOf(shape: WallShape, cameras: readonly string[]): Board[] {
  const size = tilesOf(shape)
  const pages = Math.max(1, Math.ceil(cameras.length / size))
  return Array.from({ length: pages }, (_, page) => boardOf(shape, cameras.slice(page * size, (page + 1) * size)))
}

/// Puts a camera into a tile. Where it stood before comes what stood there: a camera stands once.
export function put(board: Board, camera: string, tile: number): Board {
  if (tile < 0 || tile >= board.tiles.length) return board
  const from = board.tiles.indexOf(camera)
  const tiles = board.tiles.with(tile, camera)
  return { ...board, tiles: from >= 0 && from !== tile ? tiles.with(from, board.tiles[tile]!) : tiles }
}

export function swap(board: Board, one: number, other: number): Board {
  const a = board.tiles[one]
  const b = board.tiles[other]
  if (a === undefined || b === undefined) return board
  return { ...board, tiles: board.tiles.with(one, b).with(other, a) }
}

export function clear(board: Board, tile: number): Board {
  return tile in board.tiles ? { ...board, tiles: board.tiles.with(tile, '') } : board
}

/// The same cameras, in order, in another shape; those for which there is no room fall out at the end.
export function reshape(board: Board, shape: WallShape): Board {
  if (tilesOf(shape) >= board.tiles.length) return boardOf(shape, board.tiles)
  return boardOf(
    shape,
    board.tiles.filter((camera) => camera !== ''),
  )
}

/// The first tile without a camera after another one, around the end; nothing where all are taken.
export function nextEmpty(board: Board, after: number): number | undefined {
  const count = board.tiles.length
  for (let i = 1; i <= count; i++) {
    const tile = (after + i) % count
    if (board.tiles[tile] === '') return tile
  }
  return undefined
}

/// Brings some cameras forward: the first into the large tile, the others beside it, oldest first; what the wall showed before
/// fills the rest. Nothing to bring forward leaves the wall as it is.
export function led(board: Board, cameras: readonly string[]): Board {
  const first = [...new Set(cameras)].filter(Boolean)
  if (first.length === 0) return board
  const shape: WallShape = first.length <= 6 ? 'ONE_AND_FIVE' : first.length <= 8 ? 'ONE_AND_SEVEN' : 'ONE_AND_TWELVE'
  const others = board.tiles.filter((camera) => camera !== '' && !first.includes(camera))
  return boardOf(shape, [...first, ...others])
}

export function same(one: Board, other: Board): boolean {
  return one.shape === other.shape && one.tiles.every((camera, i) => camera === other.tiles[i])
}
