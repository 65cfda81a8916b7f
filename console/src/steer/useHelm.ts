import { useEffect, useRef } from 'react'
import { Helm, isCourse, ofJoystick, ofKeys, STILL, type Course } from './helm.ts'

const TICK_MS = 100

/// A helm for as long as the component is shown: keys and joystick are on it at once.
///
/// @param keys what other keys do meanwhile, such as `0` and `Escape`
export function useHelm(give: (order: Course | 'stop') => Promise<void>, keys: Readonly<Record<string, () => void>>): Helm {
  const current = useRef({ give, keys })
  current.current = { give, keys }
  const helm = useRef<Helm>(undefined)
  helm.current ??= new Helm((order) => current.current.give(order))
  useEffect(() => {
    const own = helm.current!
    const held = new Set<string>()
    const letGo = () => {
      held.clear()
      own.release()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]')) return
      const down = event.type === 'keydown'
      if (isCourse(event.key)) {
        if (down) held.add(event.key)
        else held.delete(event.key)
        own.set('keys', ofKeys(held, event.shiftKey))
      } else {
        const act = current.current.keys[event.key]
        if (!down || !act) return
        act()
      }
      // Before the wall's own arrows, and the page's scrolling.
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('keyup', onKey, true)
    window.addEventListener('blur', letGo)
    const ticking = setInterval(() => {
      const stick = navigator.getGamepads?.().find((pad) => pad?.connected)
      own.set('joystick', stick ? ofJoystick(stick) : STILL)
      own.tick(performance.now())
    }, TICK_MS)
    return () => {
      clearInterval(ticking)
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('keyup', onKey, true)
      window.removeEventListener('blur', letGo)
      if (own.moving) void current.current.give('stop')
    }
  }, [])
  return helm.current
}
