import { useEffect, useRef } from 'react'
import { isDue, type Tour } from './tour.ts'

const LOOK_MS = 500

/// Turns a wall by itself while its tour is on.
///
/// @param held something waits for a person: an alert, a picture that is seen clear
export function useTour(tour: Tour, held: boolean, turn: () => void): void {
  const acted = useRef(performance.now())
  const turned = useRef(performance.now())
  const current = useRef({ held, turn })
  current.current = { held, turn }

  useEffect(() => {
    const act = () => {
      acted.current = performance.now()
    }
    const acts = ['keydown', 'pointerdown', 'wheel'] as const
    acts.forEach((kind) => window.addEventListener(kind, act, { passive: true, capture: true }))
    return () => acts.forEach((kind) => window.removeEventListener(kind, act, { capture: true }))
  }, [])

  useEffect(() => {
    if (!tour.on) return
    turned.current = performance.now()
    // Switching it on is no work that it should wait for.
    acted.current = -Infinity
    const timer = setInterval(() => {
      const now = performance.now()
      if (current.current.held) turned.current = now
      else if (isDue(tour, { now, turned: turned.current, acted: acted.current })) {
        turned.current = now
        current.current.turn()
      }
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [tour.on, tour.seconds, tour.over])
}
