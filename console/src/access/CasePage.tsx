import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { post, type Result } from '../api/client.ts'
import { keys, useAccessCase } from '../api/queries.ts'
import type { AccessCase, AccessPlace, Problem } from '../api/types.ts'
import { Lock } from '../look/Icons.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { AnswerDialog, ExtendDialog } from './AnswerDialog.tsx'
import { DiesFirst, Due, FootageEnd } from './Countdowns.tsx'
import { Films } from './Films.tsx'
import { PlaceDialog } from './PlaceDialog.tsx'
import './access.css'

/// One request, from its receipt to its answer.
export function CasePage({ number }: { number: string }) {
  const { text, format } = useSpeech()
  const t = text.access
  const queries = useQueryClient()
  const asked = useAccessCase(number)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const [dialog, setDialog] = useState<'answer' | 'extend' | 'place'>()
  const one = asked.data
  if (!one) {
    return (
      <div className="page access">
        {asked.error && <ProblemNotice problem={problemIn(asked.error)} again={() => void asked.refetch()} />}
      </div>
    )
  }
  const take = (next: AccessCase) => {
    queries.setQueryData([...keys.access, number], next)
    void queries.invalidateQueries({ queryKey: keys.access, exact: true })
  }
  const order = async (send: Promise<Result<AccessCase>>) => {
    const answer = await send
    if (answer.kind === 'done') take(answer.value)
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
  }
  const path = { case: number }
  const works = one.may_answer && !one.answer
  return (
    <div className="page access">
      <div className="pageHead">
        <Link href="/access" className="second">
          {t.back}
        </Link>
        <h1>{t.number(one.number)}</h1>
        <span className="second">{one.reference}</span>
        <span className="spacer" />
        {one.may_answer && (
          <a className="button" target="_blank" rel="noopener" href={`/api/access-cases/${one.number}/receipt?language=${text.code}`}>
            {t.receipt}
          </a>
        )}
        {one.may_answer && one.answer && (
          <a className="button main" target="_blank" rel="noopener" href={`/api/access-cases/${one.number}/letter?language=${text.code}`}>
            {t.letter}
          </a>
        )}
      </div>
      {refused && <ProblemNotice problem={refused.problem} />}
      <DiesFirst one={one} />
      <section className="panel accessHead">
        {one.answer ? (
          <p className="accessOutcome">
            <strong>{t.outcomes[one.answer.outcome]}</strong>
            {one.answer.finding && <span>{t.findings[one.answer.finding]}</span>}
            {one.answer.ground && <span>{t.grounds[one.answer.ground]}</span>}
            {one.answer.destroyed_before && <span className="mono">{t.destroyed(format.moment(one.answer.destroyed_before))}</span>}
            <span className="second">{t.answered(format.moment(one.answer.at))}</span>
          </p>
        ) : (
          <div className="accessCounts">
            <div>
              <span className="label">{t.answerDue}</span>
              <Due one={one} />
              {one.extended && (
                <span className="second small">
                  {t.extended}: {t.extensions[one.extended]}
                </span>
              )}
            </div>
            <div>
              <span className="label">{t.footage}</span>
              <FootageEnd at={one.first_end} copied={one.places.every((place) => place.copied)} />
            </div>
          </div>
        )}
        <dl className="facts">
          <dt>{t.received}</dt>
          <dd>
            {format.date(`${one.received}T12:00:00Z`)}, {t.hows[one.how]}
          </dd>
          {one.requester ? (
            <>
              <dt>{t.requester}</dt>
              <dd className="accessWords">
                {one.requester.name}
                {one.requester.address && `\n${one.requester.address}`}
              </dd>
              {one.requester.note && (
                <>
                  <dt>{t.noteShort}</dt>
                  <dd className="accessWords">{one.requester.note}</dd>
                </>
              )}
            </>
          ) : (
            one.may_answer && (
              <>
                <dt>{t.requester}</dt>
                <dd className="second">{one.words_erased ? t.wordsErased : t.noWords}</dd>
              </>
            )
          )}
          <dt>{t.identity}</dt>
          <dd className="accessIdentity">
            {one.identity ? t.identityYes : t.identityNo}
            {works && (
              <button
                type="button"
                className="button small"
                onClick={() => void order(post('/api/access-cases/{case}/identity', { path, body: { checked: !one.identity } }))}
              >
                {one.identity ? t.uncheck : t.check}
              </button>
            )}
          </dd>
        </dl>
        {works && (
          <div className="accessOrders">
            <button type="button" className="button" onClick={() => setDialog('answer')}>
              {t.answer}
            </button>
            {!one.extended && !one.late && (
              <button type="button" className="button plain" onClick={() => setDialog('extend')}>
                {t.extend}
              </button>
            )}
          </div>
        )}
      </section>
      <section className="panel">
        <div className="accessSectionHead">
          <h2>{t.places}</h2>
          <span className="spacer" />
          {one.searched && <span className="second small">{t.searched(format.moment(one.searched))}</span>}
          {works && (
            <>
              <button type="button" className="button small" title={t.searchHint} onClick={() => void order(post('/api/access-cases/{case}/search', { path }))}>
                {t.search}
              </button>
              <button type="button" className="button small plain" onClick={() => setDialog('place')}>
                {t.addPlace}
              </button>
            </>
          )}
        </div>
        <ul className="accessPlaces">
          {one.places.map((place) => (
            <PlaceItem key={`${place.camera} ${place.from}`} place={place} calm={one.answer !== undefined} />
          ))}
        </ul>
      </section>
      {one.may_answer && <Films one={one} take={take} />}
      {dialog === 'answer' && <AnswerDialog one={one} close={() => setDialog(undefined)} done={take} />}
      {dialog === 'extend' && <ExtendDialog one={one} close={() => setDialog(undefined)} done={take} />}
      {dialog === 'place' && <PlaceDialog one={one} close={() => setDialog(undefined)} done={take} />}
    </div>
  )
}

/// One place: what there is of it, and until when each stretch lives.
function PlaceItem({ place, calm }: { place: AccessPlace; calm: boolean }) {
  const { text, format } = useSpeech()
  const t = text.access
  const recorded = sum(place.recorded)
  const destroyed = place.destroyed.at(-1)?.to
  return (
    <li>
      <div className="accessPlaceHead">
        <strong>{place.camera_name}</strong>
        <span className="mono">
          {format.moment(place.from)} – {format.moment(place.to)}
        </span>
        <span className="spacer" />
        <span className={place.copied ? '' : 'second'}>{place.copied ? t.copied : t.notCopied}</span>
      </div>
      <p className="second">
        {recorded > 0 ? t.recorded(format.lasting(recorded)) : t.notRecorded}
        {destroyed && `, ${t.destroyed(format.moment(destroyed))}`}
      </p>
      {place.sealed.length > 0 && (
        <p className="accessSealed">
          <Lock /> {t.sealed} <Link href={`/review/${place.camera}?at=${place.sealed[0]!.from}`}>{t.toReview}</Link>
        </p>
      )}
      {place.ends.length > 0 && (
        <ul className="accessEnds">
          {place.ends.map((end) => (
            <li key={end.from} title={end.held ? t.held : undefined}>
              <span className="mono second">
                {format.time(end.from)} – {format.time(end.to)}
              </span>
              <FootageEnd at={end.expires} copied={false} calm={calm || place.copied} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function sum(stretches: readonly { from: string; to: string }[]): number {
  return stretches.reduce((all, { from, to }) => all + Date.parse(to) - Date.parse(from), 0)
}
