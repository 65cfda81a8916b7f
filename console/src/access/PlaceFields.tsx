import { Select, TextInput } from '@mantine/core'
import { useCameras, useTown } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'
import { homeZone, readMoment } from '../time/day.ts'

/// A camera and a stretch of time being chosen; times as fields have them, in the town's zone.
export interface Place {
  readonly camera: string
  readonly from: string
  readonly to: string
}

/// What the server is sent of it; nothing while it is incomplete.
export function placeOf(place: Place, zone: string): { camera: string; from: string; to: string } | undefined {
  const from = readMoment(place.from, zone)
  const to = readMoment(place.to, zone)
  if (!place.camera || from === undefined || to === undefined || from >= to) return undefined
  return { camera: place.camera, from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/// The town's zone; this computer's until that is known.
export function useZone(): string {
  return useTown().data?.zone ?? homeZone()
}

export function PlaceFields({ place, change, cameras }: { place: Place; change: (next: Place) => void; cameras?: readonly { id: string; name: string }[] }) {
  const { text } = useSpeech()
  const t = text.access
  const known = useCameras().data ?? []
  return (
    <div className="accessPlaceFields">
      <Select
        label={t.camera}
        data={(cameras ?? known).map((camera) => ({ value: camera.id, label: camera.name }))}
        value={place.camera || null}
        searchable
        allowDeselect={false}
        onChange={(camera) => change({ ...place, camera: camera ?? '' })}
      />
      <TextInput type="datetime-local" step={1} label={t.from} value={place.from} onChange={(e) => change({ ...place, from: e.currentTarget.value })} />
      <TextInput type="datetime-local" step={1} label={t.to} value={place.to} onChange={(e) => change({ ...place, to: e.currentTarget.value })} />
    </div>
  )
}
