import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { StopOrder } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'

/// What a stop button is about, and whether it is to be pressed or released.
export type StopTarget = Omit<StopOrder, 'reason'> & { readonly release: boolean; readonly name?: string }

/// Asks for the reason, then presses or releases a stop button.
export function StopDialog({ target, close }: { target: StopTarget; close: () => void }) {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const { release, name, ...order } = target
  const t = text.cameras
  const title = {
    TOWN: release ? t.resumeTown : t.stopTown,
    CAMERA: release ? t.resumeCamera : t.stopCamera,
    RULE: release ? t.resumeRule : t.stopRule,
    CLEAR: release ? t.resumeClear : t.stopClear,
  }[target.scope]

  const body: StopOrder = { ...order, reason: reason.trim() }
  return (
    <OrderDialog
      title={title}
      about={name}
      verb={release ? t.resume : t.stop}
      ready={body.reason.length >= 3}
      close={close}
      send={() => (release ? post('/api/stops/resume', { body }) : post('/api/stops', { body }))}
      done={(stops) => {
        queries.setQueryData(keys.stops, stops)
        void queries.invalidateQueries({ queryKey: keys.cameras })
        void queries.invalidateQueries({ queryKey: keys.town })
      }}
    >
      <p>{target.scope === 'CLEAR' ? (release ? t.resumeClearConsequence : t.stopClearConsequence) : release ? t.resumeConsequence : t.stopConsequence}</p>
      <TextInput data-autofocus label={t.why} value={reason} minLength={3} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
