import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { post } from '../api/client.ts'
import type { AccessCase, AccessHow } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import { writeMoment } from '../time/day.ts'
import { PlaceFields, placeOf, useZone, type Place } from './PlaceFields.tsx'

const HOWS: readonly AccessHow[] = ['MAIL', 'EMAIL', 'FORM', 'COUNTER']
const HOUR = 3_600_000

/// Enters a request: who asks, how it came, and where and when they say they were filmed.
export function NewCase({ keepDays, close, done }: { keepDays: number | undefined; close: () => void; done: (made: AccessCase) => void }) {
  const { text } = useSpeech()
  const t = text.access
  const zone = useZone()
  const [reference, setReference] = useState('')
  const [received, setReceived] = useState(writeMoment(Date.now(), zone).slice(0, 10))
  const [how, setHow] = useState<AccessHow>('MAIL')
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [note, setNote] = useState('')
  const [places, setPlaces] = useState<readonly Place[]>([empty(zone)])
  const asked = places.map((place) => placeOf(place, zone))
  return (
    <OrderDialog
      title={t.receive}
      about={undefined}
      verb={t.receiveVerb}
      ready={reference.trim() !== '' && name.trim() !== '' && received !== '' && asked.every((place) => place !== undefined)}
      close={close}
      send={() =>
        post('/api/access-cases', {
          body: {
            reference: reference.trim(),
            received,
            how,
            name: name.trim(),
            address: address.trim(),
            note: note.trim(),
            places: asked.filter((place) => place !== undefined),
          },
        })
      }
      done={done}
    >
      <TextInput data-autofocus label={t.reference} description={t.referenceHint} value={reference} maxLength={60} onChange={(e) => setReference(e.currentTarget.value)} />
      <TextInput type="date" label={t.received} value={received} onChange={(e) => setReceived(e.currentTarget.value)} />
      <Segments label={t.how} values={HOWS} value={how} choose={setHow} say={(one) => t.hows[one]} />
      <TextInput label={t.name} value={name} maxLength={200} onChange={(e) => setName(e.currentTarget.value)} />
      <Textarea label={t.address} value={address} rows={3} maxLength={2000} classNames={{ input: 'accessText' }} onChange={(e) => setAddress(e.currentTarget.value)} />
      <Textarea label={t.note} value={note} rows={2} maxLength={2000} classNames={{ input: 'accessText' }} onChange={(e) => setNote(e.currentTarget.value)} />
      {keepDays !== undefined && <p className="second small">{t.wordsHint(keepDays)}</p>}
      {places.map((place, i) => (
        <PlaceFields key={i} place={place} change={(next) => setPlaces(places.map((one, j) => (j === i ? next : one)))} />
      ))}
      <button type="button" className="button plain" disabled={places.length >= 20} onClick={() => setPlaces([...places, empty(zone)])}>
        {t.addPlace}
      </button>
    </OrderDialog>
  )
}

function empty(zone: string): Place {
  const now = Date.now()
  return { camera: '', from: writeMoment(now - HOUR, zone), to: writeMoment(now, zone) }
}
