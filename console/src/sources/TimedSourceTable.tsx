import { countdown } from '../lift/lifts.ts'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'
import { factsOf } from './facts.ts'
import { useSources } from './useSources.ts'
import './sources.css'

/// On the page of health: each drone and worn camera, under which act, and whether it films. Nothing where there is none.
export function TimedSourceTable() {
  const { text, format } = useSpeech()
  const t = text.sources
  const { list, heardAt } = useSources()
  const now = useNow(1_000)
  if (list.length === 0) return null
  return (
    <section id="timed-sources">
      <h2>{t.title}</h2>
      <div className="healthScroll">
        <table className="healthTable">
          <thead>
            <tr>
              <th scope="col">{t.source}</th>
              <th scope="col">{t.act}</th>
              <th scope="col">{t.state}</th>
              <th scope="col" className="figure">
                {t.left}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((one) => (
              <tr key={one.camera}>
                <th scope="row">{one.camera_name}</th>
                <td>{factsOf(t, format.count, one)}</td>
                <td>{one.opening ? `${t.openedBy(one.opening.name)}: ${one.opening.reason}` : one.streams ? t.shut : t.filesAlone}</td>
                <td className="figure mono">{one.opening ? countdown(heardAt + one.opening.left_ms, now) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
