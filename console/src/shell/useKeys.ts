import { useEffect, useRef } from 'react'

/// What a key does. Returning `false` leaves the key to whoever else wants it.
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => boolean | void>>

/// Listens for single keys while the component is shown: letters by what they mean, not where they are.
/// Keys typed into a field, or with a modifier, are the field's and the browser's.
export function useKeys(keys: KeyMap, active = true): void {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typing(event)) return
      const name = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const act = current.current[name]
      // A focused button or link takes Enter and Space itself.
      if (!act || ((name === 'Enter' || name === ' ') && pressing(event))) return
      if (act(event) !== false) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [active])
}

function typing({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null
}

function pressing({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary, [role="button"], [role="option"]') !== null
}
