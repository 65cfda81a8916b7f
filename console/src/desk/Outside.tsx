import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get, orThrow, post } from '../api/client.ts'
import { keys, useMe } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'
import './outside.css'

/// What systems outside say and nobody has dealt with: apart from alerts, and never judged as one.
export function Outside() {
  const { text, format } = useSpeech()
  const queries = useQueryClient()
  // Who may not ask does not: each refusal is an entry in the ledger.
  const enabled = useMe().data?.rights.includes('JUDGE') ?? false
  const query = useQuery({ queryKey: keys.outside, queryFn: ({ signal }) => orThrow(get('/api/signals', { signal })), refetchInterval: 3_000, enabled })
  const signals = query.data?.signals ?? []
  const t = text.outside
  if (signals.length === 0) return null
  const deal = async (signal: string) => {
    await post('/api/signals/{signal}/acknowledge', { path: { signal } })
    await queries.invalidateQueries({ queryKey: keys.outside })
  }
  return (
    <section className="outside" aria-label={t.title}>
      <p className="label deskListTitle">{t.title}</p>
      <ul>
        {signals.map((one) => (
          <li key={one.signal} className="outsideCard" data-signal={one.signal}>
            <p>
              <span className="mono">{format.time(one.at)}</span> <b>{t.says(one.source_name)}</b>
            </p>
            <p>
              {one.camera && <Link href={`/cameras/${one.camera}`}>{one.camera_name}</Link>} <span className="mono small">{one.kind}</span>
            </p>
            <p className="outsideText">{one.text}</p>
            {one.dropped > 0 && <p className="second small">{t.dropped(one.dropped)}</p>}
            <p className="outsideActs">
              {one.camera && (
                <Link className="button small" href={`/review/${one.camera}?at=${one.at}`}>
                  {t.see}
                </Link>
              )}
              <button type="button" className="button small" onClick={() => void deal(one.signal)}>
                {t.done}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
