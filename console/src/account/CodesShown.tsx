import { useState } from 'react'
import { useSpeech } from '../text/index.tsx'
import './account.css'

/// Recovery codes, shown once: nobody can ask for them again.
export function CodesShown({ codes, verb, done }: { codes: readonly string[]; verb: string; done: () => void }) {
  const { text } = useSpeech()
  const t = text.account.factors
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <div className="doorForm">
      <ol className="codes mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="accountOrders">
        <button type="button" className="button main" onClick={done}>
          {verb}
        </button>
        {/* Over plain HTTP to another machine browsers give no clipboard; the codes can be selected. */}
        {window.isSecureContext && (
          <button type="button" className="button" onClick={() => void copy()}>
            {copied ? text.people.link.copied : t.copyCodes}
          </button>
        )}
        <button type="button" className="button" onClick={() => print()}>
          {t.print}
        </button>
      </div>
    </div>
  )
}
