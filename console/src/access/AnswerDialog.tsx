import { Select } from '@mantine/core'
import { useState } from 'react'
import { post } from '../api/client.ts'
import type { AccessCase, AccessExtensionGround, AccessFinding, AccessOutcome, AccessRefusal } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'

interface Props {
  one: AccessCase
  close: () => void
  done: (next: AccessCase) => void
}

/// Closes a case with one of three outcomes; reasons are those of the law.
export function AnswerDialog({ one, close, done }: Props) {
  const { text } = useSpeech()
  const t = text.access
  const copies = one.films.filter((film) => film.copy)
  const ready = copies.length > 0 && copies.every((film) => film.copy?.approved)
  const outcomes: readonly AccessOutcome[] = ready ? ['COPY', 'NOTHING_FOUND', 'REFUSED'] : ['NOTHING_FOUND', 'REFUSED']
  const [outcome, setOutcome] = useState<AccessOutcome>(outcomes[0]!)
  const [finding, setFinding] = useState<AccessFinding>('NOT_SEEN')
  const [ground, setGround] = useState<AccessRefusal>()
  return (
    <OrderDialog
      title={t.answer}
      about={one.number}
      verb={t.answerVerb}
      ready={outcome !== 'REFUSED' || ground !== undefined}
      close={close}
      send={() =>
        post('/api/access-cases/{case}/answer', {
          path: { case: one.number },
          body: { outcome, ...(outcome === 'NOTHING_FOUND' ? { finding } : {}), ...(outcome === 'REFUSED' && ground ? { ground } : {}) },
        })
      }
      done={done}
    >
      <p>{t.answerConsequence}</p>
      <Segments label={t.outcome} values={outcomes} value={outcome} choose={setOutcome} say={(each) => t.outcomes[each]} />
      {outcome === 'NOTHING_FOUND' && (
        <Select
          label={t.why}
          data={Object.entries(t.findings).map(([value, label]) => ({ value, label }))}
          value={finding}
          allowDeselect={false}
          onChange={(value) => value && setFinding(value as AccessFinding)}
        />
      )}
      {outcome === 'REFUSED' && (
        <Select
          label={t.why}
          data={Object.entries(t.grounds).map(([value, label]) => ({ value, label }))}
          value={ground ?? null}
          allowDeselect={false}
          onChange={(value) => value && setGround(value as AccessRefusal)}
        />
      )}
    </OrderDialog>
  )
}

const EXTENSIONS: readonly AccessExtensionGround[] = ['COMPLEXITY', 'NUMBER']

/// Two months more.
export function ExtendDialog({ one, close, done }: Props) {
  const { text } = useSpeech()
  const t = text.access
  const [ground, setGround] = useState<AccessExtensionGround>('COMPLEXITY')
  return (
    <OrderDialog
      title={t.extend}
      about={one.number}
      verb={t.extendVerb}
      ready
      close={close}
      send={() => post('/api/access-cases/{case}/extend', { path: { case: one.number }, body: { ground } })}
      done={done}
    >
      <p>{t.extendConsequence}</p>
      <Segments label={t.why} values={EXTENSIONS} value={ground} choose={setGround} say={(each) => t.extensions[each]} />
    </OrderDialog>
  )
}
