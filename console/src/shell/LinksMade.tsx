import { useState } from 'react'
import type { Me } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'

const KEPT = 'vigie.links-seen'

/// Says what others did about one's account: had a link made, with which they could sign in as oneself, or took one's second
/// factors away. That one has read it is
/// kept in this browser alone, so that whoever used the link cannot make it unsaid elsewhere.
export function LinksMade({ me }: { me: Me }) {
  const { text, format } = useSpeech()
  const key = `${KEPT} ${me.person}`
  const [seen, setSeen] = useState(() => localStorage.getItem(key) ?? '')
  const news = me.links_made.filter((link) => stamp(link) > seen)
  const resets = me.factor_resets.filter((reset) => reset.at > seen)
  if (news.length + resets.length === 0) return null
  const read = () => {
    const newest = [...news.map(stamp), ...resets.map((reset) => reset.at)].sort().at(-1) ?? ''
    localStorage.setItem(key, newest)
    setSeen(newest)
  }
  return (
    <div className="shellNotice notice waiting" role="status">
      {news.map((link) => (
        <p key={link.at}>
          {text.door.linkMade(link.name, format.moment(link.at))} {link.used ? text.door.linkUsed(format.moment(link.used)) : text.door.linkUnused}
        </p>
      ))}
      {resets.map((reset) => (
        <p key={reset.at}>{text.door.factorsReset(reset.name, format.moment(reset.at))}</p>
      ))}
      <p>
        <button type="button" className="button small" onClick={read}>
          {text.door.linkRead}
        </button>
      </p>
    </div>
  )
}

/// A link that was used later is news again.
function stamp(link: Me['links_made'][number]): string {
  return link.used ?? link.at
}
