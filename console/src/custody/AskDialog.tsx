import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { post } from '../api/client.ts'
import type { Camera, OpeningUse } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { Segments } from '../shell/Segments.tsx'

const MINUTE = 60_000
const AROUND = [5, 15, 60, 180].map((minutes) => minutes * MINUTE)
const LASTS = [30, 120, 480, 1440]
const SHORTEST_REASON = 3

/// Asks two custodians for sealed footage around a moment of one camera.
export function AskDialog({ camera, at, sealed, close }: { camera: Camera; at: number; sealed: { from: number; to: number }; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.custody
  const [, go] = useLocation()
  const [around, setAround] = useState(AROUND[0]!)
  const [use, setUse] = useState<OpeningUse>('PLAYBACK')
  const [minutes, setMinutes] = useState(120)
  const [reason, setReason] = useState('')
  const from = Math.max(sealed.from, at - around / 2)
  const to = Math.min(sealed.to, at + around / 2)
  return (
    <OrderDialog
      title={t.ask}
      about={camera.name}
      verb={t.askVerb}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() =>
        post('/api/openings', {
          body: {
            cameras: [camera.id],
            from: new Date(from).toISOString(),
            to: new Date(to).toISOString(),
            use,
            reason: reason.trim(),
            minutes,
          },
        })
      }
      done={() => go('/custody')}
    >
      <p className="second">{t.askConsequence}</p>
      <Segments label={t.around} values={AROUND} value={around} choose={setAround} say={(ms) => format.lasting(ms)} />
      <p className="mono">
        {format.moment(from)} – {format.time(to)}
      </p>
      <Segments label={t.use} values={['PLAYBACK', 'EXPORT'] as const} value={use} choose={setUse} say={(word) => t.uses[word]} />
      <Segments label={t.lasts} values={LASTS} value={minutes} choose={setMinutes} say={(n) => format.lasting(n * MINUTE)} />
      <TextInput data-autofocus label={t.why} description={t.whyHint} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
