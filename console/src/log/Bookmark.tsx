import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Occasion } from './OpenIncident.tsx'

/// Asks what is to be found at a moment of a camera's pictures, and notes it in the shift log.
export function Bookmark({ occasion, close, done }: { occasion: Occasion; close(): void; done?: (() => void) | undefined }) {
  const { text, format } = useSpeech()
  const t = text.log
  const queries = useQueryClient()
  const [words, setWords] = useState('')
  // The moment at which the key was pressed, not the one at which the words are written.
  const [moment] = useState(() => occasion.moment ?? Date.now())
  return (
    <OrderDialog
      title={t.bookmarkTitle}
      about={`${occasion.cameraName}, ${format.moment(moment)}`}
      verb={t.bookmark}
      ready={words.trim().length >= 3}
      close={close}
      send={() => post('/api/bookmarks', { body: { camera: occasion.camera, moment: new Date(moment).toISOString(), words: words.trim() } })}
      done={() => {
        void queries.invalidateQueries({ queryKey: keys.shifts })
        done?.()
      }}
    >
      <TextInput data-autofocus label={t.bookmarkWords} description={t.noNames} value={words} maxLength={500} onChange={(e) => setWords(e.currentTarget.value)} />
    </OrderDialog>
  )
}
