import { useWitnesses } from '../api/queries.ts'
import type { Witness } from '../api/types.ts'
import { problemIn, ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'

/// Who witnessed the ledger last, how much of it and when; and what was refused.
export function Witnesses() {
  const { text, format } = useSpeech()
  const t = text.witnesses
  const list = useWitnesses()
  if (!list.data) return list.error ? <ProblemNotice problem={problemIn(list.error)} again={() => void list.refetch()} /> : null
  const refused = Object.values(list.data.refused).reduce((sum, n) => sum + n, 0) + list.data.too_many
  return (
    <section className="witnesses" aria-label={t.title}>
      <h2>{t.title}</h2>
      {list.data.witnesses.length === 0 && <p className="second small">{t.none}</p>}
      {list.data.witnesses.length > 0 && (
        <ul>
          {list.data.witnesses.map((witness) => (
            <li key={witness.key} data-witness={witness.name} data-silent={witness.silent}>
              <p>
                <span className={`dot ${witness.silent ? 'bad' : witness.at ? '' : 'off'}`} />
                <span className="mono">{witness.name}</span>
              </p>
              <p className="second small">{standing(witness)}</p>
            </li>
          ))}
        </ul>
      )}
      {refused > 0 && <p className="second small">{t.refused(refused)}</p>}
    </section>
  )

  function standing({ at, size, entries, since, silent }: Witness): string {
    const signed = at && size !== undefined ? t.signed(format.count(size), format.moment(at)) : t.never
    if (entries === 0 || !since) return `${signed} ${t.all}`
    return `${signed} ${silent ? t.silent(format.count(entries), format.moment(since)) : t.waiting(format.count(entries))}`
  }
}
