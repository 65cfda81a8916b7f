import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useCameras, useTown } from '../api/queries.ts'
import type { Invitation, Role } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { dayOf, homeZone, writeDay } from '../time/day.ts'
import { aYearOn, ROLES, stretchOf } from './people.ts'

const SHORTEST_REASON = 3

/// Lets somebody in: who, in which role, for which cameras, from when to when, and why.
export function AddPerson({ close, done }: { close: () => void; done: (made: Invitation) => void }) {
  const { text } = useSpeech()
  const t = text.people
  const zone = useTown().data?.zone ?? homeZone()
  const known = useCameras().data ?? []
  const queries = useQueryClient()
  const today = writeDay(dayOf(Date.now(), zone))
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('OPERATOR')
  const [cameras, setCameras] = useState<string[]>([])
  const [first, setFirst] = useState(today)
  const [last, setLast] = useState(aYearOn(today))
  const [decision, setDecision] = useState('')
  const [trained, setTrained] = useState('')
  const [reason, setReason] = useState('')
  const stretch = stretchOf(first, last, zone)
  return (
    <OrderDialog
      title={t.add}
      about={undefined}
      verb={t.addVerb}
      ready={name.trim() !== '' && stretch !== undefined && reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() =>
        post('/api/people', {
          body: {
            name: name.trim(),
            role,
            // Only pictures and what is set up are about single cameras.
            cameras: ofTown(role) ? [] : cameras,
            from: stretch?.from ?? '',
            until: stretch?.until ?? '',
            reason: reason.trim(),
            ...(decision.trim() ? { decision: decision.trim() } : {}),
            ...(trained ? { trained } : {}),
          },
        })
      }
      done={(made) => {
        void queries.invalidateQueries({ queryKey: keys.people })
        done(made)
      }}
    >
      <TextInput data-autofocus label={t.name} description={text.door.nameHint} value={name} maxLength={100} onChange={(e) => setName(e.currentTarget.value)} />
      <Select
        label={t.role}
        data={ROLES.map((one) => ({ value: one, label: t.roles[one].name }))}
        value={role}
        allowDeselect={false}
        checkIconPosition="right"
        onChange={(one) => setRole((one as Role | null) ?? role)}
      />
      <p className="second" aria-live="polite">
        {t.roles[role].may}
      </p>
      {!ofTown(role) && (
        <MultiSelect
          label={t.cameras}
          placeholder={cameras.length === 0 ? t.allCameras : ''}
          data={known.map((camera) => ({ value: camera.id, label: camera.name }))}
          value={cameras}
          searchable
          clearable
          checkIconPosition="right"
          onChange={setCameras}
        />
      )}
      <div className="personDates">
        <TextInput type="date" label={t.from} value={first} onChange={(e) => setFirst(e.currentTarget.value)} />
        <TextInput type="date" label={t.until} value={last} onChange={(e) => setLast(e.currentTarget.value)} />
      </div>
      <TextInput label={t.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
      <TextInput label={t.decisionField} description={text.common.staysInLedger} value={decision} maxLength={200} onChange={(e) => setDecision(e.currentTarget.value)} />
      <TextInput type="date" label={t.trainedField} value={trained} onChange={(e) => setTrained(e.currentTarget.value)} />
    </OrderDialog>
  )
}

/// Roles whose rights hold for the whole town or not at all.
function ofTown(role: Role): boolean {
  return role === 'INSPECTOR' || role === 'DATA_PROTECTION_OFFICER' || role === 'CUSTODIAN' || role === 'ADMINISTRATOR'
}
