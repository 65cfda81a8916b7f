import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Camera } from '../api/types.ts'
import { healthOf } from '../cameras/health.ts'
import { useSpeech } from '../text/index.tsx'
import type { Board } from './board.ts'
import { groupsOf } from './source.ts'
import { DRAGGED } from './Tiles.tsx'

/// The cameras from which a wall is arranged, by group: each can be dragged onto a tile, or put into the chosen one with Enter.
export function Palette({ cameras, board, put }: { cameras: readonly Camera[]; board: Board; put(camera: string): void }) {
  const { text } = useSpeech()
  const [wanted, setWanted] = useState('')
  const asked = plain(wanted)
  const found = cameras.filter((camera) => [camera.name, camera.id, ...camera.groups].some((name) => plain(name).includes(asked)))
  const groups = groupsOf(found)
  const loose = found.filter((camera) => camera.groups.length === 0)
  const list = (some: readonly Camera[]) => (
    <ul>
      {some.map((camera) => (
        <li key={camera.id}>
          <button
            type="button"
            className="paletteCamera"
            draggable
            title={text.wall.putHere(camera.name)}
            onDragStart={(event) => {
              event.dataTransfer.setData(DRAGGED, camera.id)
              event.dataTransfer.effectAllowed = 'move'
            }}
            onClick={() => put(camera.id)}
          >
            <span className={`dot ${healthOf(camera) === 'good' ? '' : healthOf(camera)}`} />
            <span className="paletteName">{camera.name}</span>
            {board.tiles.includes(camera.id) && <span className="second small">{text.wall.onWall}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    <aside className="palette" aria-label={text.nav.cameras}>
      <TextInput aria-label={text.wall.find} placeholder={text.wall.find} value={wanted} maxLength={60} onChange={(e) => setWanted(e.currentTarget.value)} />
      <div className="paletteLists">
        {found.length === 0 && <p className="second">{text.wall.noneFound}</p>}
        {groups.map((group) => (
          <section key={group}>
            <h2 className="label">{group}</h2>
            {list(found.filter((camera) => camera.groups.includes(group)))}
          </section>
        ))}
        {loose.length > 0 && (
          <section>
            {groups.length > 0 && <h2 className="label">{text.wall.otherCameras}</h2>}
            {list(loose)}
          </section>
        )}
      </div>
    </aside>
  )
}

/// Without case and accents: whoever looks for a camera does not type them.
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
}
