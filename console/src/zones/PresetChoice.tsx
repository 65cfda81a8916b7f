import { NativeSelect } from '@mantine/core'
import { usePresets } from '../api/queries.ts'
import type { Camera } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { HOME } from './presets.ts'

interface Props {
  camera: Camera
  preset: string
  choose: (preset: string) => void
  /// For which something is drawn, whether the camera remembers them or not.
  drawn: readonly string[]
  /// Whether the view at home is one of them.
  home: boolean
}

/// Of a camera that turns: for which of its places is drawn, and where it stands now. Nothing of any other.
export function PresetChoice({ camera, preset, choose, drawn, home }: Props) {
  const { text } = useSpeech()
  const t = text.zones
  const places = usePresets(camera.id, camera.steerable)
  if (!camera.steerable) return null
  const names = placeNames(places.data, drawn)
  const unknown = preset !== HOME && places.data !== undefined && !places.data.some((one) => one.name === preset || one.token === preset)
  const stands = camera.away_since === undefined && !camera.stands_at ? t.standsHome : camera.stands_at ? t.standsAt(camera.stands_at) : t.standsElsewhere
  const there = camera.stands_at === preset || (preset === HOME && camera.away_since === undefined)
  return (
    <section className="drawPreset">
      <NativeSelect
        label={t.preset}
        value={preset}
        onChange={(e) => choose(e.currentTarget.value)}
        data={[...(home ? [{ value: HOME, label: t.presetHome }] : []), ...names.map((name) => ({ value: name, label: name }))]}
      />
      <p className="second small" role="status">
        <span className={`dot ${there ? '' : 'off'}`} /> {stands} {!there && t.drawThere}
      </p>
      {unknown && <p className="drawFault">{t.presetUnknown(preset)}</p>}
      {places.error && <p className="second small">{t.presetsUnheard}</p>}
    </section>
  )
}

/// The places that a camera remembers, by name, and those that something is drawn for besides.
export function placeNames(places: readonly { token: string; name: string }[] | undefined, drawn: readonly string[]): string[] {
  const known = (places ?? []).map((place) => drawn.find((name) => name === place.token) ?? (place.name || place.token))
  return [...new Set([...known, ...drawn])]
}
