import { useSpeech } from '../text/index.tsx'
import { useRelays } from './useRelays.ts'

/// On the page of health: each agreement, who takes what under it, and what was refused. Nothing where there is none.
export function RelayTable() {
  const { text, format } = useSpeech()
  const t = text.relay
  const { list } = useRelays()
  if (!list || list.relays.length === 0) return null
  return (
    <section id="relays">
      <h2>{t.title}</h2>
      <div className="healthScroll">
        <table className="healthTable">
          <thead>
            <tr>
              <th scope="col">{t.partner}</th>
              <th scope="col">{t.agreement}</th>
              <th scope="col">{t.pictures}</th>
              <th scope="col" className="figure">
                {t.cameras}
              </th>
              <th scope="col" className="figure">
                {t.takes}
              </th>
              <th scope="col" className="figure">
                {t.droppedHead}
              </th>
              <th scope="col">{t.refusedHead}</th>
            </tr>
          </thead>
          <tbody>
            {list.relays.map((one) => {
              const sessions = list.sessions.filter((session) => session.relay === one.relay)
              return (
                <tr key={one.relay}>
                  <th scope="row">{one.partner}</th>
                  <td>
                    {one.agreement}, {one.over ? t.over(format.date(one.until)) : t.until(format.date(one.until))}
                  </td>
                  <td>{one.clear ? t.clear : t.masked}</td>
                  <td className="figure">{format.count(one.cameras.length)}</td>
                  <td className="figure">{format.count(sessions.length)}</td>
                  <td className="figure">{format.count(sessions.reduce((sum, session) => sum + session.dropped, 0))}</td>
                  <td>
                    {format.count(one.refused)}
                    {one.last_refusal && (
                      <>
                        {': '}
                        <span lang="en">{one.last_refusal}</span>
                      </>
                    )}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {list.strangers > 0 && <p className="second small">{t.strangers(list.strangers)}</p>}
    </section>
  )
}
