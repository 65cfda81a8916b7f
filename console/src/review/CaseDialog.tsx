import { Modal, MultiSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCameras } from '../api/queries.ts'
import type { Case } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'

const AROUND = [2, 10, 30, 60].map((minutes) => minutes * 60_000)
const MOST_CAMERAS = 20
const MEGABYTE = 1_000_000

/// Asks for what the letter of an authority says, puts the footage around a moment together, and gives it to take away.
export function CaseDialog({ camera, at, close }: { camera: { id: string; name: string }; at: number; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.handover
  const cameras = useCameras().data ?? [camera]
  const [chosen, setChosen] = useState([camera.id])
  const [around, setAround] = useState(AROUND[1]!)
  const [reference, setReference] = useState('')
  const [authority, setAuthority] = useState('')
  const [officer, setOfficer] = useState('')
  const [made, setMade] = useState<Case>()
  const from = at - around / 2
  const to = Math.min(Date.now(), at + around / 2)
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  if (made) return <MadeDialog made={made} reference={reference} close={close} />
  return (
    <OrderDialog
      title={t.title}
      about={undefined}
      verb={t.verb}
      ready={chosen.length > 0 && [reference, authority, officer].every((word) => word.trim() !== '')}
      close={() => undefined}
      cancel={close}
      send={() =>
        post('/api/cases', {
          body: {
            reference: reference.trim(),
            authority: authority.trim(),
            officer: officer.trim(),
            footage: chosen.map((id) => ({ camera: id, ...span })),
          },
        })
      }
      done={setMade}
    >
      <p className="second">{t.consequence}</p>
      <MultiSelect
        label={t.cameras}
        data={cameras.map((other) => ({ value: other.id, label: other.name }))}
        value={chosen}
        maxValues={MOST_CAMERAS}
        searchable
        onChange={setChosen}
      />
      <Segments label={text.custody.around} values={AROUND} value={around} choose={setAround} say={(ms) => format.lasting(ms)} />
      <p className="mono">
        {format.moment(from)} – {format.time(to)}
      </p>
      <TextInput data-autofocus label={t.reference} value={reference} maxLength={200} onChange={(e) => setReference(e.currentTarget.value)} />
      <TextInput label={t.authority} value={authority} maxLength={200} onChange={(e) => setAuthority(e.currentTarget.value)} />
      <TextInput label={t.officer} description={t.officerHint} value={officer} maxLength={200} onChange={(e) => setOfficer(e.currentTarget.value)} />
    </OrderDialog>
  )
}

function MadeDialog({ made, reference, close }: { made: Case; reference: string; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.handover
  return (
    <Modal opened onClose={close} title={t.made(reference.trim())} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="doorForm">
        <p>{t.holds(format.count(made.pictures), format.count(Math.max(1, Math.round(made.bytes / MEGABYTE))))}</p>
        {made.unreadable_parts > 0 && <p className="statusBad">{t.missing(made.unreadable_parts)}</p>}
        <a className="button main" href={made.url} download>
          {t.fetch}
        </a>
        <p className="second">{t.until(format.time(made.expires))}</p>
        <p className="second">{t.check}</p>
        <p className="mono handoverCommand">vigie verify export {made.name.replace(/\.zip$/, '')}</p>
        <p className="second">{t.manifest(format.count(made.entry))}</p>
        <p className="mono handoverHash">{made.manifest}</p>
      </div>
    </Modal>
  )
}
