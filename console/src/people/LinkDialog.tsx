import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { Invitation } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'

/// A one-time link, shown once: nobody can ask for it again.
export function LinkDialog({ made, close }: { made: Invitation; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.people.link
  const [copied, setCopied] = useState(false)
  const link = new URL(made.link, location.href).href
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    setCopied(true)
  }
  return (
    <Modal opened onClose={close} closeOnClickOutside={false} title={t.made(made.person.name)} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="doorForm">
        <p>{t.once}</p>
        <p className="mono personLink">{link}</p>
        <p className="second">{t.until(format.moment(made.expires))}</p>
        <div className="verdictMain">
          <button type="button" className="button main" data-autofocus onClick={() => void copy()}>
            {copied ? t.copied : t.copy}
          </button>
          <button type="button" className="button" onClick={close}>
            {text.common.close}
          </button>
        </div>
        <span className="hidden" aria-live="polite">
          {copied && t.copied}
        </span>
      </div>
    </Modal>
  )
}
