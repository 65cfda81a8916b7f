import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { IncidentKind } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import { INCIDENT_KINDS, kindOf } from './log.ts'
import './log.css'

/// From what an incident is opened: a camera's picture, live or past, or an alert.
export interface Occasion {
  readonly camera: string
  readonly cameraName: string
  /// In ms; now where it is not given.
  readonly moment?: number | undefined
  readonly alert?: string | undefined
}

/// Asks what happens: a digit, a few words if they help, Enter. Leads to the incident.
export function OpenIncident({ occasion, close }: { occasion: Occasion; close(): void }) {
  const { text, format } = useSpeech()
  const t = text.log
  const queries = useQueryClient()
  const [, go] = useLocation()
  const [kind, setKind] = useState<IncidentKind>()
  const [words, setWords] = useState('')
  const group = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const choose = (chosen: IncidentKind) => {
    setKind(chosen)
    field.current?.focus()
  }
  // Its keys are its own from the first moment on: whoever knows the digit does not wait for the dialog to take the focus.
  const current = useRef({ kind, choose })
  current.current = { kind, choose }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const into = event.target instanceof HTMLElement ? event.target : undefined
      if (into?.closest('input, button')) return
      const chosen = kindOf(event.key)
      if (chosen) current.current.choose(chosen)
      else if (event.key === 'Enter' && current.current.kind) group.current?.closest('form')?.requestSubmit()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
  return (
    <OrderDialog
      title={t.openTitle}
      about={`${occasion.cameraName}${occasion.moment === undefined ? '' : `, ${format.moment(occasion.moment)}`}`}
      verb={t.open}
      ready={kind !== undefined && (kind !== 'OTHER' || words.trim().length >= 3)}
      close={close}
      cancel={close}
      send={() =>
        post('/api/incidents', {
          body: {
            kind: kind!,
            camera: occasion.camera,
            ...(occasion.moment === undefined ? {} : { moment: new Date(occasion.moment).toISOString() }),
            ...(occasion.alert ? { alert: occasion.alert } : {}),
            ...(words.trim() ? { words: words.trim() } : {}),
          },
        })
      }
      done={(incident) => {
        queries.setQueryData([...keys.incidents, String(incident.number)], incident)
        void queries.invalidateQueries({ queryKey: keys.incidents })
        go(`/incidents/${incident.number}`)
      }}
    >
      <div
        ref={group}
        role="group"
        tabIndex={-1}
        data-autofocus
        aria-label={t.openTitle}
        className="incidentKinds"
      >
        {INCIDENT_KINDS.map((one, i) => (
          <button key={one} type="button" className={`button ${one === kind ? 'chosen' : 'plain'}`} aria-pressed={one === kind} data-kind={one} onClick={() => choose(one)}>
            <kbd>{(i + 1) % 10}</kbd> {t.kinds[one]}
          </button>
        ))}
      </div>
      <TextInput ref={field} label={kind === 'OTHER' ? t.otherWords : t.openWords} description={t.noNames} value={words} maxLength={500} onChange={(e) => setWords(e.currentTarget.value)} />
    </OrderDialog>
  )
}
