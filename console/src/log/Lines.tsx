import { Link } from 'wouter'
import type { LogLine } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { picturesOf } from './log.ts'

/// Lines of the log under each other.
///
/// @param within an incident: its number is not said again
export function Lines({ lines, within = false }: { lines: readonly LogLine[]; within?: boolean }) {
  const { text, format } = useSpeech()
  const t = text.log
  return (
    <ol className="logLines">
      {lines.map((line) => {
        const pictures = picturesOf(line)
        const about = [line.camera_name, line.moment && line.kind !== 'ALERT_LINKED' ? format.time(line.moment) : undefined].filter(Boolean).join(', ')
        return (
          <li key={line.id} data-line={line.kind}>
            <span className="mono logTime" title={format.date(line.at)}>
              {format.time(line.at)}
            </span>
            <span className="logSays">
              <span className="logWhat">
                {t.lines[line.kind]}
                {!within && line.incident !== undefined && (
                  <>
                    {' · '}
                    <Link href={`/incidents/${line.incident}`}>{t.incident(line.incident)}</Link>
                  </>
                )}
                {about && <> · {pictures ? <Link href={pictures}>{about}</Link> : about}</>}
              </span>
              {line.words && <span className="logWords">{line.words}</span>}
            </span>
            <span className="second small logWho" title={t.entry(line.entry)}>
              {line.mine ? text.desk.you : line.person}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
