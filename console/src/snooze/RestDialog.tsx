import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { REST_MINUTES } from './snoozes.ts'
import { useSnoozes } from './useSnoozes.ts'
import './snooze.css'

/// For how long a rule rests on a camera, and why: a digit, a few words, Enter.
export function RestDialog({ camera, cameraName, rule, close }: { camera: string; cameraName: string; rule: string; close(): void }) {
  const { text } = useSpeech()
  const t = text.snooze
  const { begin } = useSnoozes()
  const [minutes, setMinutes] = useState<number>(REST_MINUTES[1])
  const [reason, setReason] = useState('')
  const group = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => group.current?.focus(), [])
  const choose = (chosen: number) => {
    setMinutes(chosen)
    field.current?.focus()
  }
  return (
    <OrderDialog
      title={t.title}
      about={`${cameraName}, ${rule}`}
      verb={t.rest}
      ready={reason.trim().length >= 3}
      close={close}
      send={() => begin(camera, rule, minutes, reason.trim())}
      done={() => {}}
    >
      <p>{t.what}</p>
      <div
        ref={group}
        role="group"
        tabIndex={-1}
        data-autofocus
        aria-label={t.title}
        className="restMinutes"
        onKeyDown={(e) => {
          const chosen = REST_MINUTES[Number(e.key) - 1]
          if (chosen) {
            e.preventDefault()
            choose(chosen)
          }
        }}
      >
        {REST_MINUTES.map((one, i) => (
          <button key={one} type="button" className={`button ${one === minutes ? 'chosen' : ''}`} aria-pressed={one === minutes} onClick={() => choose(one)}>
            {t.minutes(one)} <kbd>{i + 1}</kbd>
          </button>
        ))}
      </div>
      <TextInput ref={field} label={t.reason} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}
