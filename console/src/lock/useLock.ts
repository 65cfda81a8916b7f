import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Me } from '../api/types.ts'

/// How often the server is told when this workstation was last touched. It counts the last touch in any window.
const REPORT_MS = 30_000
const LOOK_MS = 1_000
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/// Whether it is time to tell the server how long nobody has touched this window: now and then, and when it would lock.
export function isDue(idleMs: number, sinceReportMs: number, lockAfterMs: number): boolean {
  return sinceReportMs >= REPORT_MS || (idleMs >= lockAfterMs && sinceReportMs >= 5_000)
}

/// Locks the workstation after a time without a touch, and at once when asked. The returned function does the latter.
export function useLock(me: Me | undefined): () => Promise<void> {
  const queries = useQueryClient()
  const touched = useRef(Date.now())
  const reported = useRef(Date.now())
  const lockAfter = me?.stage === 'OPEN' ? me.lock_after_s : undefined

  const learn = useCallback(() => queries.invalidateQueries({ queryKey: keys.me }), [queries])

  useEffect(() => {
    if (lockAfter === undefined) return
    touched.current = Date.now()
    const touch = () => (touched.current = Date.now())
    const look = async () => {
      const now = Date.now()
      const idle = now - touched.current
      if (!isDue(idle, now - reported.current, lockAfter * 1000)) return
      reported.current = now
      const answer = await post('/api/me/presence', { body: { idle_s: Math.floor(idle / 1000) } })
      if (answer.kind === 'refused' || (answer.kind === 'done' && answer.value.locked)) await learn()
    }
    const timer = setInterval(() => void look(), LOOK_MS)
    for (const kind of TOUCHES) addEventListener(kind, touch, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const kind of TOUCHES) removeEventListener(kind, touch, { capture: true })
    }
  }, [lockAfter, learn])

  // Another window of this browser may unlock it, or hand it over.
  useEffect(() => {
    if (me?.stage !== 'LOCKED') return
    const timer = setInterval(() => void learn(), 5_000)
    return () => clearInterval(timer)
  }, [me?.stage, learn])

  return useCallback(async () => {
    await post('/api/me/lock')
    await learn()
  }, [learn])
}
