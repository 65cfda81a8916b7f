import type { WallShape } from '../api/types.ts'

/// Where one tile lies, in cells of the grid counted from 1.
export interface Cell {
  readonly column: number
  readonly row: number
  /// How many columns and rows it takes.
  readonly span: number
}

/// How the tiles of a wall lie; the large tile, where there is one, comes first.
export interface Shape {
  readonly columns: number
  readonly rows: number
  readonly cells: readonly Cell[]
  /// Whether the first tile is larger than the others.
  readonly large: boolean
}

export const SHAPES: Readonly<Record<WallShape, Shape>> = {
  ONE: square(1),
  FOUR: square(2),
  NINE: square(3),
  SIXTEEN: square(4),
  TWENTY_FIVE: square(5),
  THIRTY_SIX: square(6),
  SIXTY_FOUR: square(8),
  ONE_AND_FIVE: around(3, 2, 1, 1),
  ONE_AND_SEVEN: around(4, 3, 1, 1),
  ONE_AND_TWELVE: around(4, 2, 2, 2),
}

/// In the order of the menu.
export const SHAPE_NAMES: readonly WallShape[] = [
  'ONE',
  'FOUR',
  'NINE',
  'SIXTEEN',
  'TWENTY_FIVE',
  'THIRTY_SIX',
  'SIXTY_FOUR',
  'ONE_AND_FIVE',
  'ONE_AND_SEVEN',
  'ONE_AND_TWELVE',
]

/// What a wall of cameras that nobody has arranged looks like: the smallest square that holds all, up to sixteen.
export function shapeFor(cameras: number): WallShape {
  return (['ONE', 'FOUR', 'NINE', 'SIXTEEN'] as const).find((name) => tilesOf(name) >= cameras) ?? 'SIXTEEN'
}

export function tilesOf(name: WallShape): number {
  return SHAPES[name].cells.length
}

/// Tiles that are shown at a picture a second, because there are so many of them. The large one is not.
const MOST_AT_FULL_RATE = 25

export function atFullRate(name: WallShape, tile: number): boolean {
  const shape = SHAPES[name]
  return shape.cells.length <= MOST_AT_FULL_RATE || (shape.large && tile === 0)
}

/// Whether a tile has room for little more than its picture and its name.
export function isSmall(name: WallShape, tile: number): boolean {
  const shape = SHAPES[name]
  return shape.columns >= 5 && !(shape.large && tile === 0)
}

/// Columns and rows that are needed for the first `shown` tiles: no empty row, no empty column.
export function trimmed(name: WallShape, shown: number): { columns: number; rows: number } {
  const { columns, rows, large } = SHAPES[name]
  if (large) return { columns, rows }
  const wide = Math.min(columns, Math.max(1, shown))
  return { columns: wide, rows: Math.max(1, Math.ceil(shown / wide)) }
}

/// The tile beside another one; the same where there is none on that side.
export function beside(name: WallShape, tile: number, by: 'left' | 'right' | 'up' | 'down'): number {
  const { cells } = SHAPES[name]
  const from = cells[tile]
  if (!from) return tile
  const lies = (cell: Cell) => {
    switch (by) {
      case 'left':
        return cell.column + cell.span <= from.column
      case 'right':
        return cell.column >= from.column + from.span
      case 'up':
        return cell.row + cell.span <= from.row
      case 'down':
        return cell.row >= from.row + from.span
    }
  }
  const middle = ({ column, row, span }: Cell) => [column + span / 2, row + span / 2] as const
  const [x, y] = middle(from)
  const far = (cell: Cell) => {
    const [otherX, otherY] = middle(cell)
    const [along, aside] = by === 'left' || by === 'right' ? [otherX - x, otherY - y] : [otherY - y, otherX - x]
    // Straight on before around the corner.
    return Math.abs(along) + 2 * Math.abs(aside)
  }
  let best = tile
  for (const [i, cell] of cells.entries()) {
    if (i !== tile && lies(cell) && (best === tile || far(cell) < far(cells[best]!))) best = i
  }
  return best
}

function square(side: number): Shape {
  const cells = Array.from({ length: side * side }, (_, i) => ({ column: (i % side) + 1, row: Math.floor(i / side) + 1, span: 1 }))
  return { columns: side, rows: side, cells, large: false }
}

/// One large tile in a square of small ones, which follow row by row.
function around(side: number, span: number, column: number, row: number): Shape {
  const large = { column, row, span }
  const inside = (x: number, y: number) => x >= column && x < column + span && y >= row && y < row + span
  const small = square(side).cells.filter((cell) => !inside(cell.column, cell.row))
  return { columns: side, rows: side, cells: [large, ...small], large: true }
}
