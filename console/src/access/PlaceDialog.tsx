import { useState } from 'react'
import { post } from '../api/client.ts'
import type { AccessCase } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { writeMoment } from '../time/day.ts'
import { PlaceFields, placeOf, useZone, type Place } from './PlaceFields.tsx'

interface Props {
  one: AccessCase
  close: () => void
  done: (next: AccessCase) => void
}

/// Adds a place that the requester named later.
export function PlaceDialog({ one, close, done }: Props) {
  const { text } = useSpeech()
  const t = text.access
  const zone = useZone()
  const first = one.places[0]
  const [place, setPlace] = useState<Place>({
    camera: '',
    from: writeMoment(first ? Date.parse(first.from) : Date.now() - 3_600_000, zone),
    to: writeMoment(first ? Date.parse(first.to) : Date.now(), zone),
  })
  const asked = placeOf(place, zone)
  return (
    <OrderDialog
      title={t.addPlace}
      about={undefined}
      verb={t.placeVerb}
      ready={asked !== undefined}
      close={close}
      send={() => post('/api/access-cases/{case}/places', { path: { case: one.number }, body: asked! })}
      done={done}
    >
      <PlaceFields place={place} change={setPlace} />
    </OrderDialog>
  )
}

const LONGEST = 120_000

/// Takes a stretch of at most two minutes of a place into hand.
export function FilmDialog({ one, close, done }: Props) {
  const { text } = useSpeech()
  const t = text.access
  const zone = useZone()
  const first = one.places.find((place) => place.recorded.length > 0) ?? one.places[0]!
  const start = Date.parse(first.recorded[0]?.from ?? first.from)
  const end = Math.min(Date.parse(first.recorded[0]?.to ?? first.to), start + LONGEST)
  const [place, setPlace] = useState<Place>({ camera: first.camera, from: writeMoment(Math.ceil(start / 1000) * 1000, zone), to: writeMoment(Math.floor(end / 1000) * 1000, zone) })
  const asked = placeOf(place, zone)
  const short = asked !== undefined && Date.parse(asked.to) - Date.parse(asked.from) <= LONGEST
  return (
    <OrderDialog
      title={t.takeFilm}
      about={undefined}
      verb={t.filmVerb}
      ready={short}
      close={close}
      send={() => post('/api/access-cases/{case}/films', { path: { case: one.number }, body: asked! })}
      done={done}
    >
      <p className="second">{t.filmLong}</p>
      <PlaceFields
        place={place}
        change={setPlace}
        cameras={[...new Map(one.places.map((each) => [each.camera, { id: each.camera, name: each.camera_name }])).values()]}
      />
    </OrderDialog>
  )
}
