import { useEffect, useRef, useState } from 'react'
import { fieldStill } from '../api/client.ts'
import type { Problem } from '../api/types.ts'

export type Still =
  | { readonly kind: 'coming' }
  /// @param until in ms: then it is thrown away
  | { readonly kind: 'shown'; readonly url: string; readonly until: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'refused'; readonly problem: Problem | undefined }

/// The masked stills that are looked at: in memory alone, each until the server's time for it is over. Each look is asked for,
/// and is an entry.
export function useStills() {
  const [stills, setStills] = useState<ReadonlyMap<string, Still>>(new Map())
  const urls = useRef(new Map<string, { url: string; timer: ReturnType<typeof setTimeout> }>())
  const set = (alert: string, still: Still) => setStills((before) => new Map(before).set(alert, still))
  useEffect(() => {
    const all = urls.current
    return () => {
      for (const { url, timer } of all.values()) {
        clearTimeout(timer)
        URL.revokeObjectURL(url)
      }
      all.clear()
    }
  }, [])

  const look = async (alert: string) => {
    set(alert, { kind: 'coming' })
    const answer = await fieldStill(alert)
    if (answer.kind !== 'done') {
      set(alert, { kind: 'refused', problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    const { blob, lasts } = answer.value
    const url = URL.createObjectURL(blob)
    const timer = setTimeout(() => {
      urls.current.delete(alert)
      URL.revokeObjectURL(url)
      set(alert, { kind: 'over' })
    }, lasts)
    urls.current.set(alert, { url, timer })
    set(alert, { kind: 'shown', url, until: Date.now() + lasts })
  }
  return { stills, look }
}
