import { Autocomplete } from '@mantine/core'
import { useSpeech } from '../text/index.tsx'
import type { Reason } from './useReason.ts'

/// Where the motive is typed; Enter plays.
export function ReasonField({ reason, play }: { reason: Reason; play: () => void }) {
  const { text } = useSpeech()
  return (
    <Autocomplete
      ref={reason.field}
      label={text.review.reason}
      description={reason.missing ? text.review.reasonNeeded : text.review.reasonHint}
      data={text.review.reasons}
      value={reason.text}
      maxLength={500}
      openOnFocus={false}
      onChange={reason.write}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && reason.given) {
          e.currentTarget.blur()
          play()
        }
      }}
    />
  )
}
