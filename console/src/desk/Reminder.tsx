import { useState } from 'react'
import { useReminder } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'

const CLOSED = 'vigie.reminder-closed'

/// That one has confirmed several alerts without their pictures, and how often such rules are wrong. It stands in the list, never
/// over an alert, until it is closed.
export function Reminder() {
  const { text, format } = useSpeech()
  const reminder = useReminder().data
  const [closed, setClosed] = useState(() => sessionStorage.getItem(CLOSED))
  if (!reminder || reminder.at === closed) return null
  const close = () => {
    sessionStorage.setItem(CLOSED, reminder.at)
    setClosed(reminder.at)
  }
  return (
    <div className="notice deskReminder" role="status">
      <div>
        <p>{text.desk.reminder(reminder.confirms)}</p>
        {reminder.judged > 0 && <p>{text.desk.reminderRate(reminder.wrong, reminder.judged, format.percent(reminder.wrong / reminder.judged))}</p>}
      </div>
      <button type="button" className="button small plain" onClick={close}>
        {text.common.close}
      </button>
    </div>
  )
}
