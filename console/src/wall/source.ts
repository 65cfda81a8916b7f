import type { Camera, WallLayout, WallShape } from '../api/types.ts'
import { boardOf, pagesOf, type Board } from './board.ts'
import { SHAPE_NAMES, shapeFor } from './shapes.ts'

/// What a wall was told to show.
export type Source = { readonly kind: 'all' } | { readonly kind: 'group'; readonly group: string } | { readonly kind: 'layout'; readonly layout: string }

/// What somebody has arranged and not saved yet.
export interface Draft {
  readonly board: Board
  /// The layout that it began as.
  readonly layout?: string
}

/// What this browser keeps of one screen of the wall.
export interface Choice {
  readonly source: Source
  /// For cameras that nobody has arranged; without it, as many tiles as are needed.
  readonly shape?: WallShape
  readonly page: number
  readonly draft?: Draft
  /// The camera of the alert in hand, or what was chosen on the desk, comes large by itself.
  readonly follows: boolean
}

export const FIRST_CHOICE: Choice = { source: { kind: 'all' }, page: 0, follows: false }

/// All that can be chosen from the menu, in its order.
export function sourcesOf(cameras: readonly Camera[], layouts: readonly WallLayout[]): Source[] {
  return [
    { kind: 'all' },
    ...layouts.map(({ layout }) => ({ kind: 'layout', layout }) as const),
    ...groupsOf(cameras).map((group) => ({ kind: 'group', group }) as const),
  ]
}

export function sameSource(one: Source, other: Source): boolean {
  return keyOf(one) === keyOf(other)
}

export function keyOf(source: Source): string {
  switch (source.kind) {
    case 'all':
      return 'all'
    case 'group':
      return `group ${source.group}`
    case 'layout':
      return `layout ${source.layout}`
  }
}

/// The names of the cameras' groups, in alphabetical order.
export function groupsOf(cameras: readonly Camera[]): string[] {
  return [...new Set(cameras.flatMap((camera) => camera.groups))].sort((a, b) => a.localeCompare(b))
}

/// The boards that a choice stands for, one for each page. Cameras that are not there any more leave their tiles empty; a layout or
/// group that is not there any more is all cameras.
export function boardsOf(choice: Choice, cameras: readonly Camera[], layouts: readonly WallLayout[]): Board[] {
  const known = new Set(cameras.map(({ id }) => id))
  const only = (board: Board): Board => ({ ...board, tiles: board.tiles.map((id) => (known.has(id) ? id : '')) })
  if (choice.draft) return [only(choice.draft.board)]
  const { source } = choice
  if (source.kind === 'layout') {
    const layout = layouts.find((other) => other.layout === source.layout)
    if (layout) return [only(boardOf(layout.shape, layout.tiles))]
  }
  const inGroup = source.kind === 'group' ? cameras.filter((camera) => camera.groups.includes(source.group)) : []
  const ids = (inGroup.length > 0 ? inGroup : cameras).map(({ id }) => id)
  return pagesOf(choice.shape ?? shapeFor(ids.length), ids)
}

/// A choice as it was kept; the first one for what cannot be read, from an older Vigie or another hand.
export function readChoice(kept: string | null): Choice {
  try {
    const read = JSON.parse(kept ?? '') as Partial<Choice>
    const source = read.source
    const sound =
      source?.kind === 'all' ||
      (source?.kind === 'group' && typeof source.group === 'string') ||
      (source?.kind === 'layout' && typeof source.layout === 'string')
    if (!sound) return FIRST_CHOICE
    const draft = read.draft && isBoard(read.draft.board) ? read.draft : undefined
    return {
      source,
      page: Number.isInteger(read.page) ? read.page! : 0,
      follows: read.follows === true,
      ...(isShape(read.shape) ? { shape: read.shape } : {}),
      ...(draft ? { draft } : {}),
    }
  } catch {
    return FIRST_CHOICE
  }
}

function isShape(read: unknown): read is WallShape {
  return SHAPE_NAMES.some((name) => name === read)
}

function isBoard(read: Partial<Board> | undefined): read is Board {
  return isShape(read?.shape) && Array.isArray(read.tiles) && read.tiles.every((id) => typeof id === 'string')
}
