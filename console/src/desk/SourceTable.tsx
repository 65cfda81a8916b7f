import { useQuery } from '@tanstack/react-query'
import { get, orThrow } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import { useSpeech } from '../text/index.tsx'

/// On the page of health: who outside may say something, and whether Vigie can hear it. Nothing where nobody may.
export function SourceTable() {
  const { text, format } = useSpeech()
  const t = text.outside
  const query = useQuery({ queryKey: keys.outsideSources, queryFn: ({ signal }) => orThrow(get('/api/signals/sources', { signal })), refetchInterval: 10_000 })
  const sources = query.data?.sources ?? []
  if (sources.length === 0) return null
  return (
    <section id="sources">
      <h2>{t.sources}</h2>
      <div className="healthScroll">
        <table className="healthTable">
          <thead>
            <tr>
              <th scope="col">{t.source}</th>
              <th scope="col">{t.way}</th>
              <th scope="col" className="figure">
                {t.shown}
              </th>
              <th scope="col" className="figure">
                {t.refusedHead}
              </th>
              <th scope="col" className="figure">
                {t.droppedHead}
              </th>
              <th scope="col">{t.last}</th>
              <th scope="col">{t.now}</th>
            </tr>
          </thead>
          <tbody>
            {sources.map((one) => (
              <tr key={one.source}>
                <th scope="row">{one.source_name}</th>
                <td>{t.ways[one.way]}</td>
                <td className="figure">{format.count(one.shown)}</td>
                <td className="figure">{format.count(one.refused)}</td>
                <td className="figure">{format.count(one.dropped)}</td>
                <td className="mono">{one.last ? format.time(one.last) : t.never}</td>
                <td>
                  {one.trouble ? (
                    <>
                      <span className="dot bad" /> <span lang="en">{one.trouble}</span>
                    </>
                  ) : one.way === 'WEBHOOK' ? (
                    t.calls
                  ) : (
                    t.heard
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
