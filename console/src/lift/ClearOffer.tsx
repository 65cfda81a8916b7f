import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { Alert } from '../api/types.ts'
import { useCameras } from '../api/queries.ts'
import { ClearGlyph } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import { useLifts } from './useLifts.ts'
import './lift.css'

const STANDS_FOR_MS = 30_000

/// After an alert was confirmed: one key leads to its camera, with the question why already asked. Gone after half a minute.
export function ClearOffer({ alert, close }: { alert: Alert; close(): void }) {
  const { text } = useSpeech()
  const [, go] = useLocation()
  const lifts = useLifts()
  const camera = useCameras().data?.find((other) => other.id === alert.camera)
  const offered = (camera?.rights.includes('SEE_CLEAR') ?? false) && lifts.longestMinutes > 0 && !lifts.stopped
  const take = () => {
    close()
    go(`/cameras/${alert.camera}?lift=${alert.id}`)
  }

  useEffect(() => {
    const timer = setTimeout(close, STANDS_FOR_MS)
    return () => clearTimeout(timer)
  }, [alert.id])
  // Before the camera that is chosen on the wall: what was just confirmed is what matters now.
  useEffect(() => {
    if (!offered) return
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"]')
      if (event.key.toLowerCase() !== 'l' || event.ctrlKey || event.altKey || event.metaKey || typing) return
      event.preventDefault()
      event.stopPropagation()
      take()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [offered, alert.id])

  if (!offered) return null
  return (
    <div className="clearOffer" role="status">
      <span>{text.lift.offer(alert.camera_name)}</span>
      <span className="spacer" />
      <button type="button" className="button main" onClick={take}>
        <ClearGlyph /> {text.lift.see} <kbd>L</kbd>
      </button>
      <button type="button" className="button plain" onClick={close}>
        {text.common.close}
      </button>
    </div>
  )
}
