import { useState } from 'react'
import { Link } from 'wouter'
import type { Camera, Opening } from '../api/types.ts'
import { AskDialog } from '../custody/AskDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Window } from '../time/day.ts'

/// Stands where the picture of sealed footage would: asks custodians for it in place, or says how far one's request is.
export function SealedNotice({ camera, at, sealed, opening }: { camera: Camera; at: number; sealed: Window; opening: Opening | undefined }) {
  const { text, format } = useSpeech()
  const [asking, setAsking] = useState(false)
  const open = opening?.stage === 'OPEN'
  return (
    <>
      <p className={`notice reviewSealed ${open ? 'open' : ''}`}>
        <span>
          {open
            ? text.review.sealedOpen(format.time(opening.until))
            : opening
              ? `${text.review.sealedAsked} ${text.custody.approvals(opening.approvers.length)}`
              : text.review.sealedHere}
        </span>
        {opening ? (
          <Link className="button small" href="/custody">
            {text.custody.title}
          </Link>
        ) : (
          <button type="button" className="button small" onClick={() => setAsking(true)}>
            {text.custody.ask}
          </button>
        )}
      </p>
      {asking && <AskDialog camera={camera} at={at} sealed={sealed} close={() => setAsking(false)} />}
    </>
  )
}
