import { useEffect, useRef, useState } from 'react'
import { LivePlayer, liveAddress, type LiveState } from './LivePlayer.ts'

/// How long a page may be out of sight before it stops asking for pictures.
const OUT_OF_SIGHT_MS = 20_000

/// The video element of one camera's live picture, and what it is doing.
///
/// @param lift clear, under this lift; masked without
export function useLive(camera: string, lift?: string): { video: React.RefObject<HTMLVideoElement | null>; state: LiveState } {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<LiveState>({ kind: 'connecting' })
  const seen = useSeen()

  useEffect(() => {
    if (!video.current || !seen) return
    const player = new LivePlayer(video.current, liveAddress(camera, lift), (next) =>
      setState((before) => (same(before, next) ? before : next)),
    )
    return () => player.close()
  }, [camera, lift, seen])

  return { video, state }
}

/// Whether anybody can see the page: pictures nobody sees are not asked for.
function useSeen(): boolean {
  const [seen, setSeen] = useState(true)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') setSeen(true)
      else timer = setTimeout(() => setSeen(false), OUT_OF_SIGHT_MS)
    }
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  return seen
}

function same(a: LiveState, b: LiveState): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'playing' && b.kind === 'playing') return a.masked === b.masked && a.dropped === b.dropped
  if (a.kind === 'interrupted' && b.kind === 'interrupted') return a.reason === b.reason
  return true
}
