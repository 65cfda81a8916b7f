import { useEffect, useState } from 'react'
import { post } from '../api/client.ts'
import type { Position } from '../map/geometry.ts'

/// Often enough that the control room sees a unit move, within the minute after which the server forgets it.
const EVERY_MS = 10_000

export type Duty =
  | { readonly kind: 'off' }
  | { readonly kind: 'on'; readonly at: Position | undefined }
  /// The telephone does not say where it is.
  | { readonly kind: 'denied' }

/// Says where this telephone is while its holder is on duty, and at no other time: the newest place every ten seconds, kept
/// nowhere here but in memory.
///
/// @param unit as which it is shown; without one nothing is said
export function useDuty(on: boolean, unit: string): Duty {
  const [duty, setDuty] = useState<Duty>({ kind: 'off' })
  useEffect(() => {
    if (!on || !unit) {
      setDuty({ kind: 'off' })
      return
    }
    setDuty({ kind: 'on', at: undefined })
    let newest: GeolocationCoordinates | undefined
    const say = () => {
      if (!newest) return
      const { latitude, longitude, accuracy } = newest
      void post('/api/field/position', { body: { unit, latitude, longitude, accuracy_m: Math.min(5_000, accuracy) } })
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const first = newest === undefined
        newest = coords
        setDuty({ kind: 'on', at: { latitude: coords.latitude, longitude: coords.longitude } })
        if (first) say()
      },
      (error) => {
        newest = undefined
        if (error.code === error.PERMISSION_DENIED) setDuty({ kind: 'denied' })
      },
      { enableHighAccuracy: true, maximumAge: 5_000 },
    )
    const timer = setInterval(say, EVERY_MS)
    return () => {
      clearInterval(timer)
      navigator.geolocation.clearWatch(watch)
      void post('/api/field/off-duty')
    }
  }, [on, unit])
  return duty
}
