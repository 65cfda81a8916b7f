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
    // By the place of the key: what it means may change while it is held, as with Shift.
    const held = new Map<string, string>()
    const letGo = () => {
      held.clear()
      own.release()
    }
    const tell = (slow: boolean) => own.set('keys', ofKeys(new Set(held.values()), slow))
    const onUp = (event: KeyboardEvent) => {
      if (held.delete(event.code)) tell(event.shiftKey)
    }
    const onDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]')) return
      if (isCourse(event.key)) {
        held.set(event.code, event.key)
        tell(event.shiftKey)
      } else {
        const act = current.current.keys[event.key]
        if (!act) return
        act()
      }
      // Before the wall's own arrows, and the page's scrolling.
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onDown, true)
    window.addEventListener('keyup', onUp, true)
    window.addEventListener('blur', letGo)
    const ticking = setInterval(() => {
      // A page that nobody looks at has no hand on its joystick, whatever the browser last read of it.
      const here = document.visibilityState === 'visible' && document.hasFocus()
      const stick = here ? navigator.getGamepads?.().find((pad) => pad?.connected) : undefined
      own.set('joystick', stick ? ofJoystick(stick) : STILL)
      own.tick(performance.now())
    }, TICK_MS)
    return () => {
      clearInterval(ticking)
      window.removeEventListener('keydown', onDown, true)
      window.removeEventListener('keyup', onUp, true)
      window.removeEventListener('blur', letGo)
      if (own.moving) void current.current.give('stop')
    }
  }, [])
  return helm.current
}
