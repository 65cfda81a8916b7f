import type { Session } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import './account.css'

/// Sessions that are alive: from where, since when, and when they last moved.
export function SessionList({ sessions, end }: { sessions: readonly Session[]; end: (id: string) => void }) {
  const { text, format } = useSpeech()
  const t = text.account.sessions
  if (sessions.length === 0) return <p className="second">{t.none}</p>
  return (
    <ul className="sessionList">
      {sessions.map((session) => {
        const where = `${session.browser || t.unknownBrowser}, ${session.address}`
        return (
          <li key={session.id} data-session={session.id}>
            <p className="sessionWhere">
              {session.name && <strong>{session.name}</strong>}
              <span>{session.browser || t.unknownBrowser}</span>
              <span className="mono">{session.address}</span>
              {session.locked && <span className="second">{t.locked}</span>}
              {session.own && <span className="sessionOwn">{t.own}</span>}
            </p>
            <p className="second small">
              {t.since} {format.moment(session.since)} · {t.seen} {format.time(session.seen)} · {t.ends} {format.time(session.ends)}
            </p>
            {!session.own && (
              <button
                type="button"
                className="button small"
                aria-label={session.name ? t.endOf(session.name, where) : t.endOwn(where)}
                onClick={() => end(session.id)}
              >
                {t.end}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
