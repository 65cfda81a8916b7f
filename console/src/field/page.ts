import { useEffect, useState } from 'react'

/// Lets the page be put onto the telephone's screen, and open without a network: the manifest, and the service worker that
/// keeps the page's own code. Neither is of the console's other pages.
export function installPage(): void {
  if (!document.querySelector('link[rel="manifest"]')) {
    for (const [rel, href] of [
      ['manifest', '/field.webmanifest'],
      ['apple-touch-icon', '/field-192.png'],
    ] as const) {
      const link = document.createElement('link')
      link.rel = rel
      link.href = href
      document.head.append(link)
    }
  }
  // Development answers from another place.
  if (import.meta.env.PROD) void navigator.serviceWorker?.register('/field-worker.js', { scope: '/field' })
}

/// Whether the telephone says that it has a network; it may be wrong, and then requests fail.
export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return online
}
