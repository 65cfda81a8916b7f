import type { Me } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { FactorsPart } from './FactorsPart.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import './account.css'

/// How one signs in, and where one is signed in.
export function Account({ me }: { me: Me }) {
  const { text, format } = useSpeech()
  const t = text.account
  return (
    <div className="page account">
      <div className="pageHead">
        <h1>{t.title}</h1>
      </div>
      <p className="accountLead">{t.lead}</p>
      <section className="panel accountPart" aria-label={t.you}>
        <h2>{me.name}</h2>
        <dl className="facts">
          <dt>{t.staffId}</dt>
          <dd className="mono">{me.person}</dd>
          <dt>{t.may}</dt>
          <dd>{me.rights.map((right) => text.rights[right]).join(', ') || text.people.noRight}</dd>
        </dl>
        {me.until && <p className="second small">{text.door.until(format.date(me.until))}</p>}
      </section>
      {me.way === 'PROVIDER' ? <p className="accountLead">{t.throughProvider}</p> : <PasswordForm first={!me.has_password} />}
      <FactorsPart />
      <OwnSessions />
    </div>
  )
}
