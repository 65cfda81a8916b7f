import { useState } from 'react'
import { post } from '../api/client.ts'
import type { AccessCase, AccessFilm, Problem } from '../api/types.ts'
import { ProblemNotice } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { FilmReview } from './FilmReview.tsx'
import { FilmDialog } from './PlaceDialog.tsx'

/// The stretches that were taken into hand: each is reviewed picture by picture, copied, approved, downloaded.
export function Films({ one, take }: { one: AccessCase; take: (next: AccessCase) => void }) {
  const { text } = useSpeech()
  const t = text.access
  const [adding, setAdding] = useState(false)
  return (
    <section className="panel">
      <div className="accessSectionHead">
        <h2>{t.films}</h2>
        <span className="spacer" />
        {!one.answer && (
          <button type="button" className="button small" onClick={() => setAdding(true)}>
            {t.takeFilm}
          </button>
        )}
      </div>
      {one.films.length === 0 && <p className="second">{t.filmsNone}</p>}
      {one.films.map((film) => (
        <FilmItem key={film.film} one={one} film={film} take={take} />
      ))}
      {adding && <FilmDialog one={one} close={() => setAdding(false)} done={take} />}
    </section>
  )
}

function FilmItem({ one, film, take }: { one: AccessCase; film: AccessFilm; take: (next: AccessCase) => void }) {
  const { text, format } = useSpeech()
  const t = text.access
  const [shown, setShown] = useState<'review' | 'copy'>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ problem: Problem | undefined }>()
  const [seenCopy, setSeenCopy] = useState<string>()
  const path = { case: one.number, film: film.film }
  const name = one.places.find((place) => place.camera === film.camera)?.camera_name ?? film.camera
  const copy = film.copy
  const looked = copy !== undefined && seenCopy === copy.sha256

  const order = async (send: () => ReturnType<typeof copyFilm>) => {
    setBusy(true)
    const answer = await send()
    setBusy(false)
    if (answer.kind === 'done') take(answer.value)
    setRefused(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
  }

  return (
    <article className="accessFilm" data-film={film.film}>
      <div className="accessPlaceHead">
        <strong>{t.film(film.film)}</strong>
        <span>{name}</span>
        <span className="mono second">
          {format.moment(film.from)} – {format.time(film.to)}
        </span>
        <span className="spacer" />
        <span className="second">{t.drawn(film.edits.length)}</span>
      </div>
      {refused && <ProblemNotice problem={refused.problem} />}
      {shown && (
        <FilmReview
          key={shown + (shown === 'copy' ? copy?.sha256 : '')}
          number={one.number}
          film={film}
          copy={shown === 'copy'}
          take={take}
          onEnd={() => shown === 'copy' && copy && setSeenCopy(copy.sha256)}
        />
      )}
      {copy && (
        <p>
          <strong>{t.copy}</strong> <span className="second">{t.copyMade(copy.pictures, format.moment(copy.made))}</span>
          {copy.approved && <span>, {t.approved(format.moment(copy.approved))}</span>}
        </p>
      )}
      {copy?.approved && <p className="second small">{t.copyEnds(format.moment(one.copies_end))}</p>}
      <div className="accessOrders">
        {!one.answer && (
          <>
            <button type="button" className={`button ${shown === 'review' ? 'chosen' : ''}`} onClick={() => setShown(shown === 'review' ? undefined : 'review')}>
              {t.review}
            </button>
            <button type="button" className={`button ${copy ? '' : 'main'}`} disabled={busy} onClick={() => void order(() => copyFilm(path)).then(() => setShown(undefined))}>
              {copy ? t.makeAgain : t.makeCopy}
            </button>
            {copy && (
              <button type="button" className={`button ${shown === 'copy' ? 'chosen' : ''}`} onClick={() => setShown(shown === 'copy' ? undefined : 'copy')}>
                {t.lookCopy}
              </button>
            )}
            {copy && !copy.approved && (
              <button
                type="button"
                className="button main"
                disabled={busy || !looked || !one.identity}
                title={!one.identity ? t.approveIdentity : !looked ? t.approveHint : undefined}
                onClick={() => void order(() => post('/api/access-cases/{case}/films/{film}/approve', { path, body: { copy: copy.sha256 } }))}
              >
                {t.approve}
              </button>
            )}
          </>
        )}
        {copy?.approved && (
          <a className="button main" href={`/api/access-cases/${one.number}/films/${film.film}/copy`} download>
            {t.fetch}
          </a>
        )}
      </div>
      {copy && !copy.approved && !one.answer && (!looked || !one.identity) && (
        <p className="second small">{!one.identity ? t.approveIdentity : t.approveHint}</p>
      )}
    </article>
  )
}

function copyFilm(path: { case: string; film: number }) {
  return post('/api/access-cases/{case}/films/{film}/copy', { path })
}
