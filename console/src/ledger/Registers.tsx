import { Popover } from '@mantine/core'
import { useState } from 'react'
import type { Register } from '../api/types.ts'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'

const DAY = 86_400_000
const SPANS = [7, 31, 366]
const REGISTERS: readonly Register[] = ['recordings', 'exports', 'alerts', 'incidents', 'access', 'openings', 'holds', 'acts', 'models', 'camera-moves', 'access-requests']

/// The registers that inspectors take away, as tables.
export function Registers() {
  const { text } = useSpeech()
  const t = text.registers
  const [days, setDays] = useState(SPANS[1]!)
  const [now] = useState(Date.now)
  const query = new URLSearchParams({ from: new Date(now - days * DAY).toISOString(), to: new Date(now + DAY).toISOString() })
  return (
    <Popover position="bottom-end" width={360} trapFocus>
      <Popover.Target>
        <button type="button" className="button">
          {t.title}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="second small">{t.lead}</p>
        <Segments label={t.span} values={SPANS} value={days} choose={setDays} say={text.common.days} />
        <ul className="registers">
          {REGISTERS.map((register) => (
            <li key={register}>
              <a href={`/api/registers/${register}/csv?${query}`} download>
                {t.names[register]}
              </a>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}
