import { useEffect, useRef, useState } from 'react'
import type { Age } from './age.ts'
import { LivePlayer, type LiveState, type LiveWish } from './LivePlayer.ts'

/// How long a page may be out of sight before it stops asking for pictures.
const OUT_OF_SIGHT_MS = 20_000

/// The place of one camera's live picture, and what it is doing. Asked for while the place is on the screen. What the place contains is the
/// player's.
export function useLive(camera: string, { lift, pace, timing }: LiveWish = {}): { place: React.RefObject<HTMLDivElement | null>; state: LiveState } {
  const place = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<LiveState>({ kind: 'connecting' })
  const page = useSeen()
  const onScreen = useOnScreen(place)
  const seen = page && onScreen

  useEffect(() => {
    if (!place.current || !seen) return
    const player = new LivePlayer(place.current, camera, { lift, pace, timing }, (next) =>
      setState((before) => (same(before, next) ? before : next)),
    )
    return () => {
      player.close()
      setState({ kind: 'connecting' })
    }
  }, [camera, lift, pace, timing, seen])

  return { place, state }
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

/// Whether any of an element is on the screen, or nearly: what was scrolled away is not asked for, decoded or sent.
function useOnScreen(element: React.RefObject<Element | null>): boolean {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver((entries) => setShown(entries.at(-1)?.isIntersecting ?? false), { rootMargin: '64px' })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return shown
}

function same(a: LiveState, b: LiveState): boolean {
  if (a.kind !== b.kind) return false
  if (a.kind === 'playing' && b.kind === 'playing') return a.masked === b.masked && a.dropped === b.dropped && sameAge(a.age, b.age)
  if (a.kind === 'interrupted' && b.kind === 'interrupted') return a.reason === b.reason
  return true
}

/// As it is shown, to 10 ms: a number that changes with every picture cannot be read.
function sameAge(a: Age | undefined, b: Age | undefined): boolean {
  if (!a || !b) return a === b
  const round = (ms: number) => Math.round(ms / 10)
  return (['made', 'queued', 'network', 'player'] as const).every((part) => round(a[part]) === round(b[part]))
}
