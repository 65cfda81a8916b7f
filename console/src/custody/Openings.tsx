import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { bringApproval, post } from '../api/client.ts'
import { keys, useCameras, useOpenings } from '../api/queries.ts'
import type { Opening, Problem } from '../api/types.ts'
import { Lock, OpenLock } from '../look/Icons.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useNow } from '../shell/useNow.ts'
import { useSpeech } from '../text/index.tsx'

/// What custodians are asked for and have opened, newest first.
export function Openings() {
  const { text } = useSpeech()
  const t = text.custody
  const openings = useOpenings()
  return (
    <section className="panel">
      <header>
        <h2>{t.openings}</h2>
      </header>
      {openings.error && <ProblemNotice problem={problemIn(openings.error)} again={() => void openings.refetch()} />}
      {openings.data?.length === 0 && <p className="second custodyNone">{t.none}</p>}
      <ul className="openings">{openings.data?.map((opening) => <OpeningItem key={opening.number} opening={opening} />)}</ul>
      <p className="second small">
        <Link href="/registers">{t.past}</Link>
      </p>
    </section>
  )
}

function OpeningItem({ opening }: { opening: Opening }) {
  const { text, format } = useSpeech()
  const t = text.custody
  const now = useNow()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const chooser = useRef<HTMLInputElement>(null)
  const open = opening.stage === 'OPEN'
  const names = useCameras().data
  const cameras = opening.cameras.map((id) => names?.find((camera) => camera.id === id)?.name ?? id)
  const again = () => void queries.invalidateQueries({ queryKey: keys.openings })

  const end = async () => {
    const answer = await post('/api/openings/{number}/end', { path: { number: opening.number } })
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    again()
  }
  const bring = async (file: File | undefined) => {
    if (!file) return
    const answer = await bringApproval(await file.text())
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
    again()
  }

  return (
    <li className={`opening ${open ? 'open' : ''}`}>
      <div className="openingHead">
        {open ? <OpenLock /> : <Lock />}
        <strong>{t.stages[opening.stage]}</strong>
        <span className="mono second">{t.number(opening.number)}</span>
        <span className="spacer" />
        <span className="mono">{t.endsIn(format.lasting(Math.max(0, Date.parse(opening.until) - now)))}</span>
      </div>
      <p>
        {cameras.join(', ')}, <span className="mono">{format.moment(opening.from)} – {format.moment(opening.to)}</span>, {t.uses[opening.use]}
      </p>
      <p className="second">{t.askedBy(opening.name, format.moment(opening.asked), opening.reason)}</p>
      <p>
        {t.approvals(opening.approvers.length)}
        {opening.approvers.length > 0 && <span className="second"> {opening.approvers.map((one) => one.name).join(', ')}</span>}
      </p>
      {opening.stage === 'SPOILED' && <p className="notice waiting">{t.spoiled}</p>}
      {refused && <ProblemNotice problem={refused.problem} />}
      <div className="custodyOrders">
        {open && opening.own && (
          <Link className="button main" href={`/review/${opening.cameras[0]}?at=${opening.from}`}>
            {t.see}
          </Link>
        )}
        {!open && (
          <>
            <a className="button" href={`/api/openings/${opening.number}/bundle`} download>
              {t.file}
            </a>
            <button type="button" className="button" onClick={() => chooser.current?.click()}>
              {t.bringApproval}
            </button>
            <input
              ref={chooser}
              type="file"
              className="hidden"
              aria-label={t.bringApproval}
              onChange={(e) => {
                void bring(e.currentTarget.files?.[0])
                e.currentTarget.value = ''
              }}
            />
          </>
        )}
        <button type="button" className="button plain" onClick={() => void end()}>
          {open ? t.end : t.takeBack}
        </button>
      </div>
    </li>
  )
}
