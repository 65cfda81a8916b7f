import { Popover } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Camera, WallLayout } from '../api/types.ts'
import { Down } from '../look/Icons.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { keyOf, sameSource, sourcesOf, type Choice, type Source } from './source.ts'

/// Chooses what the wall shows: all cameras, a layout or a group. The first nine have a number while the menu is open: without it the numbers are an alert's.
export function LayoutMenu({ cameras, layouts, choice, show }: { cameras: readonly Camera[]; layouts: readonly WallLayout[]; choice: Choice; show(source: Source): void }) {
  const { text } = useSpeech()
  const [open, setOpen] = useState(false)
  const sources = sourcesOf(cameras, layouts)
  const named = (source: Source) => {
    switch (source.kind) {
      case 'all':
        return text.wall.all
      case 'group':
        return source.group
      case 'layout':
        return layouts.find(({ layout }) => layout === source.layout)?.name ?? text.wall.all
    }
  }
  const choose = (source: Source) => {
    setOpen(false)
    show(source)
  }
  useKeys({ v: () => setOpen(!open) })
  const current = useRef({ sources, choose })
  current.current = { sources, choose }
  // Its keys are its own while it is open, from the first moment on: whoever knows the number does not wait for the menu.
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const source = /^[1-9]$/.test(event.key) ? current.current.sources[Number(event.key) - 1] : undefined
      if (source) current.current.choose(source)
      else if (event.key === 'Escape') setOpen(false)
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [open])

  const items = (kind: Source['kind']) =>
    sources.map((source, i) => {
      if (source.kind !== kind) return null
      return (
        <li key={keyOf(source)}>
          <button type="button" className="menuItem" aria-current={sameSource(source, choice.source) || undefined} onClick={() => choose(source)}>
            <kbd className={i < 9 ? '' : 'none'}>{i < 9 ? i + 1 : ''}</kbd> {named(source)}
          </button>
        </li>
      )
    })
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" width={300} trapFocus>
      <Popover.Target>
        <button type="button" className="button small layoutButton" aria-expanded={open} title={`${text.wall.layout} (V)`} onClick={() => setOpen(!open)}>
          <span className="layoutName">{named(choice.source)}</span>
          {choice.draft && <span className="second">{text.wall.unsaved}</span>}
          <Down />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="layoutMenu">
        <ul>{items('all')}</ul>
        <h2 className="label">{text.wall.layouts}</h2>
        {layouts.length === 0 && <p className="second small">{text.wall.noLayouts}</p>}
        <ul>{items('layout')}</ul>
        {sources.some(({ kind }) => kind === 'group') && <h2 className="label">{text.wall.groups}</h2>}
        <ul>{items('group')}</ul>
      </Popover.Dropdown>
    </Popover>
  )
}
