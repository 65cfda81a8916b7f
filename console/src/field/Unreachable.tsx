import { useEffect, useEffectEvent } from 'react'
import { useSpeech } from '../text/index.tsx'
import './field.css'

const AGAIN_MS = 5_000

/// What the field page shows while the server has not said yet who this is: outside there is often no network at first.
export function Unreachable({ again }: { again(): void }) {
  const { text } = useSpeech()
  const ask = useEffectEvent(again)
  useEffect(() => {
    const timer = setInterval(() => ask(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="empty" role="status">
      <p className="fieldOffline">
        <span className="dot bad" /> {text.field.offline}
      </p>
      <p className="second">{text.field.noNews}</p>
    </div>
  )
}
