import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { post } from '../api/client.ts'
import type { Camera, Drawing, DrawingPreview, DrawingState, Problem, RuleChange } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Text } from '../text/en.ts'
import { FINEST } from './forms.ts'

/// What would come of it, rule by rule, before it does; and the reason for it.
export function SaveDialog({
  camera,
  preview,
  base,
  drawing,
  done,
  close,
  refused,
}: {
  camera: Camera
  preview: DrawingPreview
  base: string
  drawing: Drawing
  done: (state: DrawingState) => void
  close: () => void
  /// Told of what was refused, for the page to show what can be done about it.
  refused: (problem: Problem | undefined) => void
}) {
  const { text } = useSpeech()
  const t = text.zones
  const [reason, setReason] = useState('')
  const zones = preview.zones.filter((zone) => zone.change !== 'SAME')
  return (
    <OrderDialog
      title={t.saveTitle}
      about={camera.name}
      verb={t.save}
      ready={reason.trim().length >= 3}
      send={async () => {
        const answer = await post('/api/cameras/{camera}/drawing', { path: { camera: camera.id }, body: { base, drawing, reason: reason.trim() } })
        if (answer.kind === 'refused') refused(answer.problem)
        return answer
      }}
      done={done}
      close={close}
    >
      <ul className="drawChanges">
        {preview.rules.length === 0 && zones.length === 0 && <li>{t.nothingChanges}</li>}
        {preview.rules.map((rule) => (
          <li key={rule.id}>
            <p>
              <span>{text.events[rule.event]}</span> <span className="second small mono">{rule.id}</span> <span className="ruleStopped">{t.changes[rule.change]}</span>
            </p>
            {consequences(t, rule).map((sentence) => (
              <p key={sentence} className="second small">
                {sentence}
              </p>
            ))}
          </li>
        ))}
        {zones.map((zone) => (
          <li key={`zone ${zone.id}`}>
            <p>
              <span>{zone.id}</span> <span className="ruleStopped">{t.changes[zone.change]}</span>
            </p>
            {(zone.most ?? 0) > FINEST && <p className="second small">{t.tooFine}</p>}
          </li>
        ))}
      </ul>
      {!preview.text_kept && <p className="notice">{t.textLost}</p>}
      <TextInput data-autofocus label={t.why} placeholder={t.whyHint} value={reason} minLength={3} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

/// What becomes of a rule, in sentences.
export function consequences(t: Text['zones'], rule: RuleChange): string[] {
  if (rule.change === 'REMOVED') return []
  if (rule.left_out) return [t.leftOut(rule.left_out)]
  const sentences: string[] = []
  if (rule.change === 'CHANGED' && rule.now === 'ARMED' && rule.then !== 'ARMED') sentences.push(t.toShadow)
  else if (rule.change !== 'SAME' && rule.then && rule.then !== 'ARMED') sentences.push(rule.change === 'NEW' ? t.newInShadow : t.toShadow)
  else if (rule.then === 'ARMED') sentences.push(t.stays)
  sentences.push(rule.act ? t.allowed(rule.act) : t.noAct)
  return sentences
}
