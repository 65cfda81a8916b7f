import { Modal } from '@mantine/core'
import { useId, useState, type KeyboardEvent } from 'react'
import { useLocation } from 'wouter'
import { useCameras, useTown } from '../api/queries.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { homeZone } from '../time/day.ts'
import { fits, plain, read } from './find.ts'
import './find.css'

/// A place of the console, as the head names it.
export interface Place {
  readonly path: string
  readonly name: string
}

interface Found {
  readonly path: string
  readonly name: string
  readonly what: string
}

const MOST = 8

/// Goes anywhere by typing: a camera, a page, a moment. One key opens it, Enter goes to the first that fits.
export function Finder({ places, close }: { places: readonly Place[]; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.find
  const cameras = useCameras()
  const zone = useTown().data?.zone ?? homeZone()
  const now = useNow(30_000)
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const [marked, setMarked] = useState(0)
  const list = useId()

  const { words, at } = read(typed, now, zone, { today: t.today.map(plain), yesterday: t.yesterday.map(plain) })
  const found: Found[] = []
  if (words.length > 0 || at !== undefined) {
    for (const camera of cameras.data ?? []) {
      if (!fits(words, `${camera.name} ${camera.id}`)) continue
      if (at !== undefined) {
        found.push({ path: `/review/${camera.id}?at=${new Date(at).toISOString()}`, name: camera.name, what: t.reviewAt(format.moment(at)) })
      } else {
        found.push({ path: `/cameras/${camera.id}`, name: camera.name, what: t.live }, { path: `/review/${camera.id}`, name: camera.name, what: t.review })
      }
    }
    if (at === undefined) found.push(...places.filter((place) => fits(words, place.name)).map((place) => ({ ...place, what: t.page })))
  }
  const shown = found.slice(0, MOST)
  const here = shown[Math.min(marked, shown.length - 1)]

  const take = (one: Found | undefined) => {
    if (!one) return
    close()
    go(one.path)
  }
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0 && shown.length > 0) {
      event.preventDefault()
      setMarked((Math.min(marked, shown.length - 1) + by + shown.length) % shown.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      take(here)
    }
  }
  return (
    <Modal opened onClose={close} title={t.title} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="finder">
        <input
          className="finderField"
          data-autofocus
          role="combobox"
          aria-label={t.label}
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-activedescendant={here ? `${list}-${shown.indexOf(here)}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t.hint}
          value={typed}
          onKeyDown={onKey}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setMarked(0)
          }}
        />
        <ul id={list} role="listbox" aria-label={t.title} className="finderList">
          {shown.map((one, i) => (
            <li
              key={one.path}
              id={`${list}-${i}`}
              role="option"
              aria-selected={one === here}
              onClick={() => take(one)}
              onPointerMove={() => setMarked(i)}
            >
              <span>{one.name}</span>
              <span className="second small">{one.what}</span>
            </li>
          ))}
        </ul>
        {typed.trim() !== '' && shown.length === 0 && (
          <p className="second" role="status">
            {t.none}
          </p>
        )}
      </div>
    </Modal>
  )
}
