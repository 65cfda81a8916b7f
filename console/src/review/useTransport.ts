import { useEffect, useRef, useState } from 'react'
import { Transport } from './transport.ts'

const TICK_MS = 80

/// A playhead for this page, kept going while the page is shown; the page is drawn again whenever it moves.
export function useTransport(begin: number | undefined): Transport {
  const [, redraw] = useState(0)
  const kept = useRef<Transport>(undefined)
  if (!kept.current) {
    kept.current = new Transport(() => redraw((n) => n + 1))
    kept.current.head = begin
  }
  const transport = kept.current
  useEffect(() => {
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      // A page that slept goes on where it stood.
      transport.tick(Math.min(500, now - last))
      last = now
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [transport])
  return transport
}
