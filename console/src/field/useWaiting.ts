import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Field, FieldAlert, Problem } from '../api/types.ts'
import { keep, press, recall, send, without, type Pressed } from './queue.ts'

const AGAIN_MS = 8_000

/// The steps that wait for the network: kept for this tab alone, sent when there is one, each once.
export function useWaiting() {
  const queries = useQueryClient()
  const [waiting, setWaiting] = useState<readonly Pressed[]>(() => recall(sessionStorage))
  const [refused, setRefused] = useState<Problem>()
  const sending = useRef(false)
  useEffect(() => keep(sessionStorage, waiting), [waiting])

  const flush = useEffectEvent(async () => {
    if (sending.current || waiting.length === 0) return
    sending.current = true
    try {
      const sent = await send(waiting, async (pressed) => {
        const answer = await post('/api/field/alerts/{alert}/steps', {
          path: { alert: pressed.alert },
          body: { step: pressed.step, ago_ms: Math.max(0, Date.now() - pressed.at), ...(pressed.unit ? { unit: pressed.unit } : {}) },
        })
        if (answer.kind === 'done') queries.setQueryData<Field>(keys.field, (before) => before && withAlert(before, answer.value))
        return answer
      })
      if (sent.refused[0]) setRefused(sent.refused[0].answer.problem)
      setWaiting((before) => sent.answered.reduce(without, before))
    } finally {
      sending.current = false
    }
  })
  useEffect(() => {
    if (waiting.length === 0) return
    const now = () => void flush()
    now()
    const timer = setInterval(now, AGAIN_MS)
    window.addEventListener('online', now)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', now)
    }
  }, [waiting])

  return { waiting, refused, press: (pressed: Pressed) => setWaiting((before) => press(before, pressed)) }
}

function withAlert(field: Field, alert: FieldAlert): Field {
  return { ...field, alerts: field.alerts.map((other) => (other.id === alert.id ? alert : other)) }
}
