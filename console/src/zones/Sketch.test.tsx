// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Drawing } from '../api/types.ts'
import { bringFirst, SpeechProvider } from '../text/index.tsx'
import { addZone, begin, change, settle, undo, type History } from './edit.ts'
import { Sketch } from './Sketch.tsx'

/// What is drawn can be changed without a mouse.

const yard = addZone({ ground: [], zones: [], rules: [] }, 'yard', 'zone', [
  { x: 0.2, y: 0.2 },
  { x: 0.8, y: 0.2 },
  { x: 0.8, y: 0.8 },
  { x: 0.2, y: 0.8 },
]).drawing

let history: History

beforeAll(bringFirst)

function Page({ drawing }: { drawing: Drawing }) {
  const [now, setNow] = useState(begin(drawing))
  history = now
  return (
    <SpeechProvider>
      <Sketch
        drawing={now.now}
        aspect={16 / 9}
        chosen="yard"
        layer="zones"
        ground={undefined}
        pending={undefined}
        choose={() => {}}
        change={(next, going) => setNow((before) => change(before, next, going))}
        settle={() => setNow(settle)}
        draw={() => {}}
        finish={() => {}}
      >
        {null}
      </Sketch>
      <button type="button" onClick={() => setNow(undo)}>
        back
      </button>
    </SpeechProvider>
  )
}

beforeEach(() => {
  localStorage.setItem('vigie.language', 'en')
  globalThis.ResizeObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  globalThis.CSS ??= { escape: (text: string) => text } as typeof CSS
  render(<Page drawing={yard} />)
})
afterEach(cleanup)

const points = () => history.now.zones[0]!.points
const handle = (n: number) => screen.getByRole('button', { name: new RegExp(`^Point ${n} of `) })

it('the arrows move a point, Shift by more, and one undo takes it all back', () => {
  expect(handle(1).getAttribute('aria-label')).toBe('Point 1 of 4 of yard: 20 % from the left, 20 % from the top')
  for (let n = 0; n < 3; n++) fireEvent.keyDown(handle(1), { key: 'ArrowRight', shiftKey: true })
  fireEvent.keyDown(handle(1), { key: 'ArrowUp' })
  fireEvent.keyUp(handle(1), { key: 'ArrowUp' })
  expect(points()[0]).toEqual({ x: 0.26, y: 0.198 })
  fireEvent.keyDown(handle(2), { key: 'ArrowDown' })
  fireEvent.click(screen.getByText('back'))
  expect(points()[0]).toEqual({ x: 0.26, y: 0.198 })
  fireEvent.click(screen.getByText('back'))
  expect(history.now).toBe(yard)
})

it('+ adds a point behind the chosen one and goes on there, Delete takes it away', () => {
  fireEvent.keyDown(handle(4), { key: '+' })
  expect(points()).toHaveLength(5)
  expect(points()[4]).toEqual({ x: 0.2, y: 0.5 })
  expect(document.activeElement?.getAttribute('aria-label')).toContain('Point 5 of 5')
  fireEvent.keyDown(handle(5), { key: 'Delete' })
  expect(points()).toEqual(yard.zones[0]!.points)
  expect(document.activeElement?.getAttribute('aria-label')).toContain('Point 4 of 4')
})

it('the zone itself is moved whole', () => {
  fireEvent.keyDown(screen.getByRole('button', { name: 'yard, zone; arrows move it whole' }), { key: 'ArrowLeft', shiftKey: true })
  expect(points()[0]).toEqual({ x: 0.18, y: 0.2 })
})
