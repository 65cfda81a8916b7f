import { useEffect, useState } from 'react'

/// The time, renewed every `every` ms. For ages and "now" marks only: nothing is decided by it.
export function useNow(every = 1000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
