import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, usePresets } from '../api/queries.ts'
import type { Camera, Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
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
  const queries = useQueryClient()
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  if (!camera.steerable) return null
  const place = places.data?.find((one) => one.name === preset || one.token === preset)
  const names = placeNames(places.data, drawn)
  const unknown = preset !== HOME && places.data !== undefined && !place
  const stands = camera.away_since === undefined && !camera.stands_at ? t.standsHome : camera.stands_at ? t.standsAt(camera.stands_at) : t.standsElsewhere
  const there = camera.stands_at === preset || (preset === HOME && camera.away_since === undefined)
  const send = async () => {
    const path = { camera: camera.id }
    const said = place ? await post('/api/cameras/{camera}/steering/preset', { path, body: { token: place.token } }) : await post('/api/cameras/{camera}/steering/home', { path })
    setProblem(said.kind === 'done' ? undefined : { problem: said.kind === 'refused' ? said.problem : undefined })
    void queries.invalidateQueries({ queryKey: keys.cameras })
  }
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
      {!there && (place || preset === HOME) && camera.rights.includes('STEER') && (
        <p>
          <button type="button" className="button small" onClick={() => void send()}>
            {t.sendThere}
          </button>
        </p>
      )}
      {problem && <ProblemNotice problem={problem.problem} />}
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
