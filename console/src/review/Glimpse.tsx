import { useEffect, useRef, useState } from 'react'
import type { Camera } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import type { Window } from '../time/day.ts'
import { COUNT, fetchGlimpses, glimpsesAt, handLetGo, lengthOf } from './glimpses.ts'
import { glimpseAt } from './moments.ts'

/// One camera's single masked pictures of the stretch that the bars show, while somebody drags along them.
///
/// @param at where the hand is
/// @param reason the motive; without one nothing is fetched
export function Glimpse({ camera, at, window, reason }: { camera: Camera; at: number; window: Window; reason: string | undefined }) {
  const { format } = useSpeech()
  const [, redraw] = useState(0)
  const video = useRef<HTMLVideoElement>(null)
  const [url, setUrl] = useState<string>()
  const here = glimpsesAt(camera.id, at, window)
  useEffect(() => {
    if (!here && reason) fetchGlimpses(camera.id, at, window, reason, () => redraw((n) => n + 1))
  })
  useEffect(() => () => handLetGo(camera.id), [camera.id])

  const blob = here?.film.blob
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])

  const times = here?.film.times ?? []
  const number = here ? glimpseAt(times, at, lengthOf(here.window) / COUNT) : undefined
  const seek = () => {
    // Each is shown for a second; its middle is on no edge.
    if (number !== undefined && video.current) video.current.currentTime = number + 0.5
  }
  useEffect(seek, [number, url])
  return (
    <div className="glimpse" data-glimpse={number === undefined ? 'none' : times[number]} hidden={number === undefined}>
      <video ref={video} {...(url ? { src: url } : {})} muted playsInline preload="auto" aria-hidden="true" onLoadedData={seek} />
      {number !== undefined && <span className="glimpseTime mono">{format.time(times[number]!)}</span>}
    </div>
  )
}
