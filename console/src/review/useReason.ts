import { useEffect, useRef, useState } from 'react'

const KEPT = 'vigie.reason'
export const SHORTEST_REASON = 3

/// The motive, kept while the browser's tab is open: an operator who looks around in one matter gives it once.
export function useReason() {
  const [text, write] = useState(() => sessionStorage.getItem(KEPT) ?? '')
  const [asked, setAsked] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => sessionStorage.setItem(KEPT, text), [text])
  const given = text.trim().length >= SHORTEST_REASON
  return {
    text,
    write,
    given,
    /// Whether it was asked for and is still missing.
    missing: asked && !given,
    field,
    ask: () => {
      setAsked(true)
      field.current?.focus()
    },
  }
}

export type Reason = ReturnType<typeof useReason>
