import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useMe } from '../api/queries.ts'
import type { Camera } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { troublesOf } from './health.ts'

/// How a camera sees badly, if it does; and, where its rules rest because it was moved, a technician's word that its
/// view is right.
export function ViewNotice({ camera }: { camera: Camera }) {
  const { text, format } = useSpeech()
  const me = useMe()
  const [asking, setAsking] = useState(false)
  const moved = camera.view.moved_since
  const troubles = troublesOf(camera)
  if (troubles.length === 0) return null
  return (
    <div className="notice bad">
      <div>
        {troubles.map((trouble) => (
          <p key={trouble}>{text.cameras.troubles[trouble]}</p>
        ))}
        {moved && (
          <>
            <p>{text.cameras.rulesRest(format.moment(moved))}</p>
            {me.data?.rights.includes('CONFIGURE') ? (
              <button type="button" className="button small" onClick={() => setAsking(true)}>
                {text.cameras.viewRight}
              </button>
            ) : (
              <p className="second">{text.cameras.askTechnician}</p>
            )}
          </>
        )}
      </div>
      {asking && <ViewDialog camera={camera} close={() => setAsking(false)} />}
    </div>
  )
}

function ViewDialog({ camera, close }: { camera: Camera; close: () => void }) {
  const { text } = useSpeech()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')

  return (
    <OrderDialog
      title={text.cameras.viewRight}
      about={camera.name}
      verb={text.cameras.viewRight}
      ready={reason.trim().length >= 3}
      close={close}
      send={() => post('/api/cameras/{camera}/view', { path: { camera: camera.id }, body: { reason: reason.trim() } })}
      done={() => {
        void queries.invalidateQueries({ queryKey: keys.cameras })
        void queries.invalidateQueries({ queryKey: keys.alarms })
      }}
    >
      <p>{text.cameras.viewConsequence}</p>
      <TextInput data-autofocus label={text.cameras.why} value={reason} minLength={3} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
