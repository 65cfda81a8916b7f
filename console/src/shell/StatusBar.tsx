import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { useMe, useTown } from '../api/queries.ts'
import type { Act, Town } from '../api/types.ts'
import { LiftsItem } from '../lift/LiftsItem.tsx'
import { RelaysItem } from '../relay/RelaysItem.tsx'
import { SourcesItem } from '../sources/SourcesItem.tsx'
import { Lock, OpenLock } from '../look/Icons.tsx'
import { Witnesses } from '../ledger/Witnesses.tsx'
import { remember, type Pinned } from '../ledger/pin.ts'
import { SnoozesItem } from '../snooze/SnoozesItem.tsx'
import { useSpeech } from '../text/index.tsx'
import { VisitsItem } from '../visits/VisitsItem.tsx'
import { AlarmsItem } from './AlarmsItem.tsx'
import { Proven } from './Proven.tsx'

/// A clock off by more than this is worth a word: alerts would seem older or younger than they are.
const CLOCK_TOLERANCE_MS = 5_000

/// Always in sight: under which act, how many cameras record, the ledger's last head, how safe the footage is.
export function StatusBar() {
  const { text, format } = useSpeech()
  const town = useTown()
  const me = useMe().data
  const administers = me?.rights.includes('ADMINISTER') ?? false
  const guest = me?.guest ?? false
  const [pinned, setPinned] = useState<Pinned>({ kind: 'first' })
  const checkpoint = town.data?.checkpoint
  useEffect(() => {
    if (checkpoint) setPinned((before) => (before.kind === 'went-back' ? before : remember(checkpoint)))
  }, [checkpoint])

  if (!town.data) {
    return (
      <footer className="status" aria-label={text.status.label}>
        {town.error && <span className="statusBad">{text.status.offline}</span>}
      </footer>
    )
  }
  const { recording_act: act, detection_act: detection, cameras, recording, seal, stopped } = town.data
  const off = Math.abs(town.dataUpdatedAt - Date.parse(town.data.now))
  return (
    <footer className="status" aria-label={text.status.label}>
      {town.isError && <span className="statusBad">{text.status.offline}</span>}
      <Proven
        look={
          act ? (
            <>
              <span>{text.status.act(act.number)}</span>
              <span className="second">{text.status.days(act.days_left)}</span>
            </>
          ) : (
            <span className="statusBad">{text.status.noAct}</span>
          )
        }
      >
        <ActFacts title={text.status.recordingAct} act={act} none={text.status.noAct} />
        <ActFacts title={text.status.detectionAct} act={detection} none={text.status.noDetection} />
        <p className="second small">
          {text.status.profile}: <span className="mono">{town.data.profile}</span>
        </p>
        <Link href="/acts">{text.status.openActs}</Link>
        {administers && <Link href="/notice">{text.status.openNotice}</Link>}
      </Proven>
      <Link href="/health" className="statusItem">
        <span className={`dot ${recording === cameras ? '' : 'bad'}`} />
        {text.status.cameras(recording, cameras)}
      </Link>
      <AlarmsItem count={town.data.alarms} />
      {stopped && (
        <Link href="/cameras" className="statusItem">
          {text.status.townStopped}
        </Link>
      )}
      <CheckpointItem town={town.data} pinned={pinned} />
      <VisitsItem />
      {!guest && (
        <>
          <LiftsItem />
          <RelaysItem />
          <SourcesItem />
          <SnoozesItem />
        </>
      )}
      <span className="spacer" />
      {off > CLOCK_TOLERANCE_MS && <span className="statusBad">{text.status.clockOff(Math.round(off / 1000))}</span>}
      {town.data.training ? <strong>{text.training.bar}</strong> : town.data.demo && <span className="second statusDemo">{text.status.demo}</span>}
      <Proven
        look={
          <>
            {seal === 'SEALED' ? <Lock /> : <OpenLock />}
            {seal === 'SEALED' ? text.status.sealed : text.status.notSealed}
          </>
        }
      >
        <h2>{seal === 'SEALED' ? text.status.sealed : text.status.sealTitle}</h2>
        <p>{seal === 'SEALED' ? text.status.sealedText : text.status.sealText}</p>
        <Link href="/custody">{text.status.openCustody}</Link>
      </Proven>
      <span className="hidden">{format.date(town.data.now)}</span>
    </footer>
  )
}

function CheckpointItem({ town, pinned }: { town: Town; pinned: Pinned }) {
  const { text, format } = useSpeech()
  const { checkpoint } = town
  return (
    <Proven
      look={
        pinned.kind === 'went-back' ? (
          <span className="statusBad">{text.ledger.wentBack}</span>
        ) : (
          <span>
            {checkpoint.at ? text.status.checkpoint(format.time(checkpoint.at)) : text.status.checkpointSize(format.count(checkpoint.size))}
          </span>
        )
      }
    >
      <h2>{text.status.checkpointTitle}</h2>
      {pinned.kind === 'went-back' && <p>{text.ledger.wentBack}</p>}
      <p className="second">{text.ledger.checkpointOf(format.count(checkpoint.size), checkpoint.at ? format.moment(checkpoint.at) : '')}</p>
      <pre className="note">{checkpoint.note}</pre>
      <Witnesses />
      <Link href="/registers">{text.status.openLedger}</Link>
    </Proven>
  )
}

function ActFacts({ title, act, none }: { title: string; act: Act | undefined; none: string }) {
  const { text, format } = useSpeech()
  return (
    <section>
      <h2>{title}</h2>
      {act ? (
        <dl className="facts">
          <dt>{text.ledger.index}</dt>
          <dd className="mono">{act.number}</dd>
          <dt>{text.status.authority}</dt>
          <dd>{act.authority}</dd>
          <dt>{text.status.validity}</dt>
          <dd>{text.status.fromTo(format.date(act.from), format.date(act.to))}</dd>
          <dt>{text.acts.signature}</dt>
          <dd>{act.signed ? text.acts.signed : text.acts.unsigned}</dd>
        </dl>
      ) : (
        <p className="second">{none}</p>
      )}
    </section>
  )
}
