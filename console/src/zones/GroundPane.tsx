import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Drawing } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import type { Text } from '../text/en.ts'
import type { Editing } from './DrawingPage.tsx'
import { gridOf, isGround, type Ground, type GroundFault } from './ground.ts'

/// Where four places are laid before anybody has moved them: the corners of a field on the ground, as most cameras see it.
const USUAL: Drawing['ground'] = [
  { point: { x: 0.2, y: 0.9 }, metres: { x: 0, y: 0 } },
  { point: { x: 0.8, y: 0.9 }, metres: { x: 5, y: 0 } },
  { point: { x: 0.65, y: 0.5 }, metres: { x: 5, y: 10 } },
  { point: { x: 0.35, y: 0.5 }, metres: { x: 0, y: 10 } },
]

/// The measured ground: its places, their metres, and at once whether they agree.
export function GroundPane({ camera, drawing, change, settle, ground }: Editing & { ground: Ground | GroundFault | undefined }) {
  const { text, format } = useSpeech()
  const t = text.zones
  const { stored } = camera
  const sized = (next: Drawing): Drawing => (next.size || !stored ? next : { ...next, size: { width: stored.width, height: stored.height } })
  const put = (places: Drawing['ground'], going?: string) => change(sized({ ...drawing, ground: places }), going)
  const otherSize = drawing.size && stored && (drawing.size.width !== stored.width || drawing.size.height !== stored.height)
  return (
    <>
      <p className="second">{t.groundLead}</p>
      {drawing.size && (
        <p className="second small">
          {t.pictureSize(drawing.size.width, drawing.size.height)}{' '}
          {otherSize && (
            <button type="button" className="button small" onClick={() => change({ ...drawing, size: { width: stored.width, height: stored.height } })}>
              {t.setSize(stored.width, stored.height)}
            </button>
          )}
        </p>
      )}
      {!drawing.size && !stored && <p className="drawFault">{t.noSize}</p>}
      {drawing.ground.length === 0 ? (
        <>
          <p>{t.notMeasured}</p>
          <p className="drawChoice">
            <button type="button" className="button main" disabled={!drawing.size && !stored} onClick={() => put(USUAL)}>
              {t.measure}
            </button>
          </p>
        </>
      ) : (
        <>
          <div role="status">
            {isGround(ground) ? (
              <p>
                {t.grid(format.count(gridOf(ground, drawing.ground).step))}{' '}
                {drawing.ground.length > 4 && t.error(format.count(Math.round(ground.error * 100) / 100))}
              </p>
            ) : (
              ground && <p className="drawFault">{faultWords(t, ground, format.count)}</p>
            )}
          </div>
          <Rectangle places={drawing.ground} put={put} />
          <ul className="drawPlaces" onBlur={settle}>
            {drawing.ground.map((place, i) => (
              <li key={i}>
                <span className="label">{t.place(i + 1)}</span>
                {(['x', 'y'] as const).map((axis) => (
                  <MetresField
                    key={axis}
                    label={`${t.place(i + 1)}, ${axis === 'x' ? t.metresX : t.metresY}`}
                    unit={axis === 'x' ? t.metresX : t.metresY}
                    metres={place.metres[axis]}
                    put={(metres) =>
                      put(
                        drawing.ground.map((one, n) => (n === i ? { ...one, metres: { ...one.metres, [axis]: metres } } : one)),
                        `metres ${i} ${axis}`,
                      )
                    }
                  />
                ))}
                <button
                  type="button"
                  className="button plain small square"
                  aria-label={t.removePlace(i + 1)}
                  disabled={drawing.ground.length <= 4}
                  onClick={() => put(drawing.ground.filter((_, n) => n !== i))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
          <p className="drawChoice">
            <button
              type="button"
              className="button small"
              disabled={!isGround(ground) || drawing.ground.length >= 40}
              onClick={() => {
                const at = { x: 0.5, y: 0.7 }
                const metres = isGround(ground) ? ground.metres(at) : undefined
                if (metres) put([...drawing.ground, { point: at, metres: { x: tidy(metres.x), y: tidy(metres.y) } }])
              }}
            >
              {t.addPlace}
            </button>
            <button type="button" className="button small" onClick={() => change({ ...drawing, ground: [] })}>
              {t.unmeasure}
            </button>
          </p>
        </>
      )}
    </>
  )
}

const tidy = (n: number) => Math.round(n * 100) / 100

/// What speaks against the places, in words.
export function faultWords(t: Text['zones'], fault: GroundFault, count: (n: number) => string): string {
  switch (fault.kind) {
    case 'few':
      return t.fault.few
    case 'line':
      return t.fault.line(fault.where)
    case 'swapped':
      return t.fault.swapped
    case 'off':
      return t.fault.off(fault.place, count(Math.round(fault.metres * 10) / 10))
  }
}

/// A number that may be half typed: it counts once it is one.
function MetresField({ label, unit, metres, put }: { label: string; unit: string; metres: number; put: (metres: number) => void }) {
  const [typed, setTyped] = useState<string>()
  return (
    <TextInput
      aria-label={label}
      value={typed ?? String(metres)}
      inputMode="decimal"
      size="xs"
      rightSection={<span className="second small">{unit}</span>}
      rightSectionWidth={56}
      onChange={(e) => {
        const next = e.currentTarget.value
        setTyped(next)
        const number = numberIn(next)
        if (number !== undefined) put(number)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

function numberIn(typed: string): number | undefined {
  const text = typed.trim().replace(',', '.')
  const number = Number(text)
  return text === '' || !Number.isFinite(number) || Math.abs(number) > 1e7 ? undefined : number
}

/// Most people measure a rectangle: two lengths say all of it.
function Rectangle({ places, put }: { places: Drawing['ground']; put: (places: Drawing['ground']) => void }) {
  const { text } = useSpeech()
  const t = text.zones
  const [width, setWidth] = useState('')
  const [depth, setDepth] = useState('')
  const [w, d] = [numberIn(width), numberIn(depth)]
  if (places.length !== 4) return null
  return (
    <details className="drawRectangle">
      <summary>{t.rectangle}</summary>
      <p className="second small">{t.rectangleHint}</p>
      <div className="drawTimes">
        <TextInput label={t.width} size="xs" inputMode="decimal" value={width} onChange={(e) => setWidth(e.currentTarget.value)} />
        <TextInput label={t.depth} size="xs" inputMode="decimal" value={depth} onChange={(e) => setDepth(e.currentTarget.value)} />
        <button
          type="button"
          className="button small"
          disabled={!w || !d || w <= 0 || d <= 0}
          onClick={() => {
            const corners = [
              { x: 0, y: 0 },
              { x: w!, y: 0 },
              { x: w!, y: d! },
              { x: 0, y: d! },
            ]
            put(places.map((place, i) => ({ ...place, metres: corners[i]! })))
          }}
        >
          {t.fill}
        </button>
      </div>
    </details>
  )
}
