import { useState } from 'react'

/// A value that this browser keeps until it is changed here. Where nothing can be kept it lasts as long as the page.
///
/// @param read makes the value of what was kept, which may be nothing or nonsense
export function useKept<T>(key: string, read: (kept: string | null) => T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    try {
      return read(localStorage.getItem(key))
    } catch {
      return read(null)
    }
  })
  const keep = (next: T) => {
    setValue(next)
    try {
      localStorage.setItem(key, JSON.stringify(next))
    } catch {
      // A full or forbidden store: the choice is good for this page.
    }
  }
  return [value, keep]
}
