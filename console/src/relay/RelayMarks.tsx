import { countdown } from '../lift/lifts.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { useRelays } from './useRelays.ts'
import './relay.css'

/// On a camera's picture: to whom it is open clear, for everybody who sees it; and who takes its masked stream.
export function RelayMarks({ camera }: { camera: string }) {
  const { list } = useRelays()
  const open = list?.openings.some((one) => one.camera === camera) ?? false
  const taken = list?.sessions.filter((one) => one.camera === camera && !one.clear) ?? []
  const { text } = useSpeech()
  if (!open && taken.length === 0) return null
  const partners = [...new Set(taken.map((one) => one.partner))]
  return (
    <div className="relayMarks" data-stays="">
      {open && <Banner camera={camera} />}
      {partners.length > 0 && <span className="relayTaken">{text.relay.taken(partners.join(', '))}</span>}
    </div>
  )
}

function Banner({ camera }: { camera: string }) {
  const { text } = useSpeech()
  const relays = useRelays()
  const now = useNow(500)
  return (
    <>
      {relays.list?.openings
        .filter((one) => one.camera === camera)
        .map((one) => (
          <span className="relayBanner" key={one.opening} role="status" onClick={(e) => e.stopPropagation()} onDoubleClick={(e) => e.stopPropagation()}>
            <b>{text.relay.banner(one.partner)}</b>
            <span className="mono">{countdown(relays.heardAt + one.left_ms, now)}</span>
            {one.may_end && (
              <button type="button" className="button small" onClick={() => void relays.end(one)}>
                {text.relay.end}
              </button>
            )}
          </span>
        ))}
    </>
  )
}
