import { Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useTown } from '../api/queries.ts'
import type { Inspection } from '../api/types.ts'
import { stretchOf } from '../people/people.ts'
import { GiveUp } from '../shell/GiveUp.tsx'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { dayOf, homeZone, plusDays, writeDay } from '../time/day.ts'

const SHORTEST_REASON = 3
const USUAL_DAYS = 365
const KILOBYTE = 1_000
const MEGABYTE = 1_000_000

/// Puts all that an inspector may take away into one file, and gives it to take away.
export function InspectionDialog({ close }: { close: () => void }) {
  const { text } = useSpeech()
  const t = text.inspection
  const queries = useQueryClient()
  const zone = useTown().data?.zone ?? homeZone()
  const today = dayOf(Date.now(), zone)
  const [first, setFirst] = useState(writeDay(plusDays(today, -USUAL_DAYS)))
  const [last, setLast] = useState(writeDay(today))
  const [reason, setReason] = useState('')
  const [made, setMade] = useState<Inspection>()
  const stretch = stretchOf(first, last, zone)
  if (made) return <MadeDialog made={made} close={close} />
  return (
    <OrderDialog
      title={t.title}
      about={undefined}
      verb={t.verb}
      meanwhile={t.working}
      ready={stretch !== undefined && reason.trim().length >= SHORTEST_REASON}
      close={() => undefined}
      cancel={close}
      send={() => post('/api/inspections', { body: { from: stretch?.from ?? '', to: stretch?.until ?? '', reason: reason.trim() } })}
      done={(bundle) => {
        setMade(bundle)
        void queries.invalidateQueries({ queryKey: ['ledger'] })
      }}
    >
      <p className="second">{t.lead}</p>
      <div className="inspectionDays">
        <TextInput type="date" label={t.from} value={first} onChange={(e) => setFirst(e.currentTarget.value)} />
        <TextInput type="date" label={t.to} value={last} max={writeDay(today)} onChange={(e) => setLast(e.currentTarget.value)} />
      </div>
      <TextInput data-autofocus label={t.reason} description={t.reasonHint} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

function MadeDialog({ made, close }: { made: Inspection; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.inspection
  const size =
    made.bytes < MEGABYTE ? t.kilobytes(format.count(Math.ceil(made.bytes / KILOBYTE))) : t.megabytes(format.count(Math.round(made.bytes / MEGABYTE)))
  const folder = made.name.replace(/\.zip$/, '')
  return (
    <Modal opened onClose={close} title={t.made} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="doorForm">
        <p>{t.holds(format.count(made.files), size)}</p>
        <a className="button main" href={made.url} download>
          {t.fetch}
        </a>
        <p className="second">{t.until(format.time(made.expires))}</p>
        <p className="second">{t.check}</p>
        <p className="mono inspectionWhole">vigie verify inspection {folder}</p>
        <p className="second">{t.key}</p>
        <p className="second">{t.manifest(format.count(made.entry))}</p>
        <p className="mono inspectionWhole">{made.manifest}</p>
        <p className="second">{t.destroy}</p>
        <GiveUp url={made.url} done={close} />
      </div>
    </Modal>
  )
}
