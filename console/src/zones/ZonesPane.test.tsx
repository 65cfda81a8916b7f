// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core'
import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Camera, Drawing } from '../api/types.ts'
import { bringFirst, SpeechProvider } from '../text/index.tsx'
import { addZone } from './edit.ts'
import { atPreset } from './presets.ts'
import { ZonesPane } from './ZonesPane.tsx'

/// A name that another view's zone has is refused as it is typed, not by the server afterwards.

beforeAll(async () => {
  localStorage.setItem('vigie.language', 'en')
  await bringFirst()
})
beforeEach(() => {
  globalThis.matchMedia = ((media: string) => ({ media, matches: false, addEventListener() {}, removeEventListener() {} })) as unknown as typeof matchMedia
})
afterEach(cleanup)

const home = addZone({ ground: [], zones: [], rules: [] }, 'quay', 'zone', []).drawing
const both: Drawing = { ...home, zones: [...home.zones, { ...addZone(home, 'bridge', 'zone', []).drawing.zones[1]!, preset: 'Bridge' }] }

it('says at once that a name is taken in another view of the camera', () => {
  const changed: Drawing[] = []
  render(
    <MantineProvider env="test">
      <SpeechProvider>
        <ZonesPane
          camera={{ id: 'dome' } as Camera}
          drawing={atPreset(both, 'Bridge')}
          zones={both.zones}
          chosen="bridge"
          choose={() => {}}
          change={(next) => changed.push(next)}
          settle={() => {}}
          ground={undefined}
          width={undefined}
          begin={() => {}}
          openRule={() => {}}
        />
      </SpeechProvider>
    </MantineProvider>,
  )
  const name = screen.getByLabelText('Name')
  fireEvent.change(name, { target: { value: 'quay' } })
  expect(screen.getByText(/Another one has this name, for the view “Home”/)).toBeTruthy()
  fireEvent.blur(name)
  expect(changed).toEqual([])
  fireEvent.change(name, { target: { value: 'deck' } })
  fireEvent.blur(name)
  expect(changed.map((drawing) => drawing.zones.map((zone) => zone.id))).toEqual([['deck']])
})
