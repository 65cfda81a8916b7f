import { Link } from 'wouter'
import { useDebrief } from '../api/queries.ts'
import type { DebriefRow } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import './debrief.css'

/// What has come of an exercise, for its trainer: each event that was really there, its alert, and what was made of it.
export function Debrief() {
  const { text, format } = useSpeech()
  const t = text.training
  const debrief = useDebrief()
  const problem = problemIn(debrief.error)
  if (problem?.code === 'NOT_FOUND') return <p className="empty">{t.none}</p>
  const data = debrief.data
  return (
    <div className="page debrief">
      <div className="pageHead">
        <h1>{t.title}</h1>
        <span className="spacer" />
        <button type="button" className="button" onClick={() => print()}>
          {t.print}
        </button>
      </div>
      <p className="second">{t.lead}</p>
      {problem && <ProblemNotice problem={problem} again={() => void debrief.refetch()} />}
      {data && (
        <>
          <p>
            {t.scenario(data.scenario)}, {t.seed(data.seed)}, {t.since(format.moment(data.began))}
          </p>
          <dl className="debriefSums">
            <Sum of={data.right} name={t.sums.right} />
            <Sum of={data.wrong} name={t.sums.wrong} />
            <Sum of={data.open} name={t.sums.open} />
            <Sum of={data.without_alert} name={t.sums.withoutAlert} />
            {data.median_took_ms !== undefined && <Sum of={format.seconds(data.median_took_ms)} name={t.sums.took} />}
          </dl>
          <section>
            <h2>{t.events}</h2>
            <Rows rows={data.events} none={t.noEvents} />
          </section>
          <section>
            <h2>{t.unfounded}</h2>
            {data.unfounded.length > 0 && <p className="second">{t.unfoundedLead}</p>}
            <Rows rows={data.unfounded} none={t.noUnfounded} />
          </section>
          <section>
            <h2>{t.lifts}</h2>
            {data.lifts.length === 0 && <p className="second">{t.noLifts}</p>}
            <ul className="debriefLifts">
              {data.lifts.map((lift) => (
                <li key={`${lift.at} ${lift.camera_name}`}>
                  <span className="mono">{format.time(lift.at)}</span> {lift.camera_name}, {t.by(lift.person)}: {text.lift.grounds[lift.ground]}
                  {lift.note && <q>{lift.note}</q>}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  )
}

function Sum({ of, name }: { of: number | string; name: string }) {
  return (
    <div>
      <dd>{of}</dd>
      <dt>{name}</dt>
    </div>
  )
}

function Rows({ rows, none }: { rows: readonly DebriefRow[]; none: string }) {
  const { text, format } = useSpeech()
  const t = text.training
  if (rows.length === 0) return <p className="second">{none}</p>
  return (
    <table className="debriefRows">
      <thead>
        <tr>
          {Object.values(t.columns).map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.camera} ${row.zone} ${row.from ?? row.came}`} data-outcome={row.outcome}>
            <td data-name={t.columns.at} className="mono">
              {format.time(row.from ?? row.came ?? '')}
              {row.to && `–${format.time(row.to)}`}
            </td>
            <td data-name={t.columns.camera}>{row.camera_name}</td>
            <td data-name={t.columns.event}>
              {text.events[row.event]} <span className="mono second">{row.zone}</span>
            </td>
            <td data-name={t.columns.came}>
              {row.came && row.alert ? (
                <>
                  <Link href={`/desk/${row.alert}`} className="mono">
                    {format.time(row.came)}
                  </Link>
                  {row.delay_ms !== undefined && <span className="second"> {t.after(format.seconds(row.delay_ms))}</span>}
                </>
              ) : (
                row.outcome === 'NO_ALERT' && <span className="second">{t.noAlertWhy}</span>
              )}
            </td>
            <td data-name={t.columns.opened} className="mono">
              {row.opened && format.time(row.opened)}
            </td>
            <td data-name={t.columns.verdict}>
              {row.judged && (
                <>
                  {row.dismissed ? t.dismissed(text.dismissReasons[row.dismissed]) : t.confirmed}
                  <span className="second">
                    {' '}
                    {row.took_ms !== undefined && t.after(format.seconds(row.took_ms))} {row.person && t.by(row.person)}
                  </span>
                </>
              )}
            </td>
            <td data-name={t.columns.outcome}>
              <span className={`dot ${row.outcome === 'RIGHT' ? '' : row.outcome === 'WRONG' || row.outcome === 'UNOPENED' ? 'bad' : 'off'}`} /> {t.outcomes[row.outcome]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
