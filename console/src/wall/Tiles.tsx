import { useState } from 'react'
import type { Alert, Camera } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import type { Board } from './board.ts'
import { atFullRate, isSmall, SHAPES, trimmed } from './shapes.ts'
import { Tile } from './Tile.tsx'

/// What is dragged is a camera's id, under a name of its own: nothing that comes from elsewhere is taken for one.
export const DRAGGED = 'application/x-vigie-camera'

interface Props {
  board: Board
  cameras: readonly Camera[]
  waiting: readonly Alert[]
  /// The tile that the keys are about.
  chosen: number
  arranging: boolean
  /// Leaves rows away that have no camera: nobody has arranged these.
  trims: boolean
  choose(tile: number): void
  enlarge: ((camera: string) => void) | undefined
  enlarged: string | undefined
  /// Whether each tile says how old its picture is.
  timing: boolean
  /// Whether to ask at once why the enlarged one should be seen clear.
  asking: boolean
  /// Nothing may be moved without.
  put: ((camera: string, tile: number) => void) | undefined
  takeOut(tile: number): void
}

/// The tiles of a board. They stand in the document in the order of the cameras, whichever tile each is in: a picture that moves to
/// another tile plays on.
export function Tiles({ board, cameras, waiting, chosen, arranging, trims, choose, enlarge, enlarged, timing, asking, put, takeOut }: Props) {
  const { text } = useSpeech()
  const [over, setOver] = useState<number>()
  const shape = SHAPES[board.shape]
  const shown = trims ? board.tiles.filter(Boolean).length : board.tiles.length
  const { columns, rows } = trims ? trimmed(board.shape, shown) : shape
  const many = board.tiles.filter(Boolean).length > 1

  const placed = cameras.flatMap((camera) => {
    const tile = board.tiles.indexOf(camera.id)
    return tile < 0 ? [] : [{ camera, tile }]
  })
  const empty = trims ? [] : board.tiles.flatMap((id, tile) => (id === '' ? [tile] : []))
  const place = (tile: number): React.CSSProperties => {
    const cell = shape.cells[tile]!
    // A row of its own is left to the page where there are fewer cameras than columns.
    return trims && !shape.large ? {} : { gridColumn: `${cell.column} / span ${cell.span}`, gridRow: `${cell.row} / span ${cell.span}` }
  }
  const drop = (tile: number) =>
    put && {
      onDragOver: (event: React.DragEvent) => {
        if (!event.dataTransfer.types.includes(DRAGGED)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move' as const
        setOver(tile)
      },
      onDragLeave: () => setOver(undefined),
      onDrop: (event: React.DragEvent) => {
        const camera = event.dataTransfer.getData(DRAGGED)
        setOver(undefined)
        if (!cameras.some(({ id }) => id === camera)) return
        event.preventDefault()
        put(camera, tile)
        choose(tile)
      },
    }

  return (
    <div className="tiles" data-shape={board.shape} style={{ '--columns': columns, '--rows': rows } as React.CSSProperties}>
      {placed.map(({ camera, tile }) => (
        <div
          key={camera.id}
          className={`cell ${over === tile ? 'over' : ''}`}
          style={place(tile)}
          draggable={put !== undefined}
          onDragStart={(event) => {
            event.dataTransfer.setData(DRAGGED, camera.id)
            event.dataTransfer.effectAllowed = 'move'
          }}
          {...drop(tile)}
        >
          <Tile
            camera={camera}
            pace={atFullRate(board.shape, tile) ? 'ALL' : 'KEY'}
            chosen={tile === chosen && (many || arranging)}
            active={tile === chosen}
            large={camera.id === enlarged}
            timing={timing}
            small={isSmall(board.shape, tile)}
            asking={asking && camera.id === enlarged}
            alert={waiting.find((alert) => alert.camera === camera.id)}
            onChoose={() => choose(tile)}
            onEnlarge={enlarge && !arranging ? () => enlarge(camera.id) : undefined}
            onTakeOut={arranging ? () => takeOut(tile) : undefined}
          />
        </div>
      ))}
      {empty.map((tile) => (
        <div key={`empty ${tile}`} className={`cell ${over === tile ? 'over' : ''}`} style={place(tile)} {...drop(tile)}>
          <button
            type="button"
            className={`tileEmpty ${tile === chosen && arranging ? 'chosen' : ''}`}
            aria-label={`${text.wall.emptyTile} ${tile + 1}`}
            aria-pressed={tile === chosen}
            onClick={() => choose(tile)}
          />
        </div>
      ))}
    </div>
  )
}
