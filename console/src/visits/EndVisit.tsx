import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'

const SHORTEST_REASON = 3

/// Ends a visit at once, with a reason.
export function EndVisit({ id, about, close }: { id: string; about: string; close: () => void }) {
  const { text } = useSpeech()
  const t = text.visits
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  return (
    <OrderDialog
      title={t.endTitle}
      about={about}
      verb={t.end}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() => post('/api/visits/{visit}/end', { path: { visit: id }, body: { reason: reason.trim() } })}
      done={() => void queries.invalidateQueries({ queryKey: keys.visits })}
    >
      <p>{t.endConsequence}</p>
      <TextInput data-autofocus label={text.people.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
