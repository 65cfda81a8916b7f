import { Proven } from '../shell/Proven.tsx'
import { useSpeech } from '../text/index.tsx'
import '../relay/relay.css'
import { OpenForm } from './OpenForm.tsx'
import { OpenRow } from './OpenRow.tsx'
import { useSources } from './useSources.ts'

/// In the status bar: which drones and worn cameras film now, and for whoever may, having one film.
export function SourcesItem() {
  const { text } = useSpeech()
  const sources = useSources(true)
  const open = sources.list.filter((one) => one.opening)
  const offers = sources.list.filter((one) => one.may_open && !one.opening)
  if (open.length === 0 && offers.length === 0) return null
  const t = text.sources
  return (
    <Proven look={<span className="relayStatus">{open.length > 0 ? t.openNow(open.length) : t.none}</span>} width={420}>
      <h2>{t.title}</h2>
      {open.length > 0 && (
        <ul className="relayList">
          {open.map((one) => (
            <li key={one.camera}>
              <OpenRow source={one} sources={sources} />
            </li>
          ))}
        </ul>
      )}
      {offers.length > 0 && <OpenForm offers={offers} open={sources.open} />}
    </Proven>
  )
}
