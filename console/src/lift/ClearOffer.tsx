import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Alert } from '../api/types.ts'
import { useCameras } from '../api/queries.ts'
import { OpenIncident } from '../log/OpenIncident.tsx'
import { ClearGlyph } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import { withNeighbours } from './lifts.ts'
import { useLifts } from './useLifts.ts'
import './lift.css'

const STANDS_FOR_MS = 30_000

/// After an alert was confirmed: one key leads to its camera and those beside it, with the question why already asked; another
/// opens an incident. Gone after half a minute.
export function ClearOffer({ alert, close }: { alert: Alert; close(): void }) {
  const { text } = useSpeech()
  const [, go] = useLocation()
  const lifts = useLifts()
  const cameras = useCameras().data ?? []
  const [opening, setOpening] = useState(false)
  const camera = cameras.find((other) => other.id === alert.camera)
  const clear = (camera?.rights.includes('SEE_CLEAR') ?? false) && lifts.longestMinutes > 0 && !lifts.stopped
  const beside = withNeighbours(cameras, [alert.camera]).length - 1
  const take = () => {
    close()
    go(beside > 0 ? `/around/${alert.camera}?alert=${alert.id}` : `/cameras/${alert.camera}?lift=${alert.id}`)
  }

  useEffect(() => {
    if (opening) return
    const timer = setTimeout(close, STANDS_FOR_MS)
    return () => clearTimeout(timer)
  }, [alert.id, opening])
  // Before the camera that is chosen on the wall: what was just confirmed is what matters now.
  useEffect(() => {
    if (opening) return
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable], [role="dialog"]')
      const key = event.key.toLowerCase()
      if ((key !== 'i' && !(key === 'l' && clear)) || event.ctrlKey || event.altKey || event.metaKey || typing) return
      event.preventDefault()
      event.stopPropagation()
      if (key === 'i') setOpening(true)
      else take()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [clear, beside, alert.id, opening])

  return (
    <div className="clearOffer" role="status">
      <span>{!clear ? text.lift.confirmed : beside > 0 ? text.lift.offerAround(alert.camera_name, beside) : text.lift.offer(alert.camera_name)}</span>
      <span className="spacer" />
      {clear && (
        <button type="button" className="button main" onClick={take}>
          <ClearGlyph /> {text.lift.see} <kbd>L</kbd>
        </button>
      )}
      <button type="button" className="button" onClick={() => setOpening(true)}>
        {text.log.open} <kbd>I</kbd>
      </button>
      <button type="button" className="button plain" onClick={close}>
        {text.common.close}
      </button>
      {opening && (
        <OpenIncident
          occasion={{ camera: alert.camera, cameraName: alert.camera_name, moment: Date.parse(alert.at), alert: alert.id }}
          close={() => {
            setOpening(false)
            close()
          }}
        />
      )}
    </div>
  )
}
