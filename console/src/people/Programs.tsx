import { Checkbox, Modal, MultiSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { keys, useCameras, usePrograms, useTown } from '../api/queries.ts'
import type { ProgramKey, ProgramKeyMade, ProgramKeyRight } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { dayOf, homeZone, writeDay } from '../time/day.ts'
import { aYearOn, stretchOf } from './people.ts'

const RIGHTS = ['VIEW_LIVE', 'PLAY_BACK', 'INSPECT', 'ATTEND'] as const satisfies readonly ProgramKeyRight[]
const SHORTEST_REASON = 3

/// The keys of programs that read: asked for when an administrator wants to know, since to look is an entry.
export function Programs() {
  const { text } = useSpeech()
  const t = text.people.programs
  const [shown, setShown] = useState(false)
  const [chosen, setChosen] = useState<'add' | ProgramKey>()
  const [made, setMade] = useState<ProgramKeyMade>()
  const programs = usePrograms(shown)
  return (
    <section className="panel accountPart" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="second">{t.lead}</p>
      {programs.error && <ProblemNotice problem={problemIn(programs.error)} again={() => void programs.refetch()} />}
      {programs.data?.length === 0 && <p className="second">{t.none}</p>}
      {programs.data && programs.data.length > 0 && (
        <ul className="programList">
          {programs.data.map((key) => (
            <Program key={key.id} program={key} end={() => setChosen(key)} />
          ))}
        </ul>
      )}
      <div className="personOrders">
        {!shown && (
          <button type="button" className="button" onClick={() => setShown(true)}>
            {t.show}
          </button>
        )}
        <button type="button" className="button" onClick={() => setChosen('add')}>
          {t.add}
        </button>
      </div>
      {chosen === 'add' && (
        <AddProgram
          close={() => setChosen(undefined)}
          done={(key) => {
            setShown(true)
            setMade(key)
          }}
        />
      )}
      {chosen && chosen !== 'add' && <EndProgram program={chosen} close={() => setChosen(undefined)} />}
      {made && <Secret made={made} close={() => setMade(undefined)} />}
    </section>
  )
}

function Program({ program, end }: { program: ProgramKey; end: () => void }) {
  const { text, format } = useSpeech()
  const t = text.people.programs
  const names = useCameras().data
  const cameras = program.cameras.map((id) => names?.find((camera) => camera.id === id)?.name ?? id)
  return (
    <li className="programRow">
      <div>
        <p>
          {program.name} <span className="second small mono">{program.person}</span>
        </p>
        <p className="second small">
          {program.good
            ? [
                program.rights.map((right) => text.rights[right]).join(', '),
                program.all_cameras ? text.people.allCameras : cameras.join(', '),
                t.goodUntil(format.date(program.expires)),
              ].join(' · ')
            : t.ended}
          {' · '}
          {program.used ? t.used(format.moment(program.used)) : t.unused}
        </p>
      </div>
      {program.good && (
        <button type="button" className="button small" aria-label={`${t.end}: ${program.name}`} onClick={end}>
          {t.end}
        </button>
      )}
    </li>
  )
}

function AddProgram({ close, done }: { close: () => void; done: (made: ProgramKeyMade) => void }) {
  const { text } = useSpeech()
  const t = text.people.programs
  const zone = useTown().data?.zone ?? homeZone()
  const known = useCameras().data ?? []
  const queries = useQueryClient()
  const today = writeDay(dayOf(Date.now(), zone))
  const [name, setName] = useState('')
  const [rights, setRights] = useState<readonly ProgramKeyRight[]>([])
  const [cameras, setCameras] = useState<string[]>([])
  const [last, setLast] = useState(aYearOn(today))
  const [reason, setReason] = useState('')
  const stretch = stretchOf(today, last, zone)
  return (
    <OrderDialog
      title={t.addTitle}
      about={undefined}
      verb={t.addVerb}
      ready={name.trim() !== '' && rights.length > 0 && stretch !== undefined && reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() =>
        post('/api/program-keys', {
          body: { name: name.trim(), rights: [...rights], cameras, until: stretch?.until ?? '', reason: reason.trim() },
        })
      }
      done={(made) => {
        void queries.invalidateQueries({ queryKey: keys.programs })
        done(made)
      }}
    >
      <TextInput data-autofocus label={t.name} value={name} maxLength={100} onChange={(e) => setName(e.currentTarget.value)} />
      <Checkbox.Group label={t.rights} value={[...rights]} onChange={(some) => setRights(RIGHTS.filter((right) => some.includes(right)))}>
        <div className="programRights">
          {RIGHTS.map((right) => (
            <Checkbox key={right} value={right} label={t.mayRead[right]} />
          ))}
        </div>
      </Checkbox.Group>
      <MultiSelect
        label={text.people.cameras}
        placeholder={cameras.length === 0 ? text.people.allCameras : ''}
        data={known.map((camera) => ({ value: camera.id, label: camera.name }))}
        value={cameras}
        searchable
        clearable
        checkIconPosition="right"
        onChange={setCameras}
      />
      <TextInput type="date" label={t.until} value={last} min={today} onChange={(e) => setLast(e.currentTarget.value)} />
      <TextInput label={text.people.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

function EndProgram({ program, close }: { program: ProgramKey; close: () => void }) {
  const { text } = useSpeech()
  const t = text.people.programs
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  return (
    <OrderDialog
      title={t.endTitle}
      about={program.name}
      verb={t.end}
      ready={reason.trim().length >= SHORTEST_REASON}
      close={close}
      send={() => post('/api/program-keys/{key}/end', { path: { key: program.id }, body: { reason: reason.trim() } })}
      done={() => void queries.invalidateQueries({ queryKey: keys.programs })}
    >
      <p>{t.endConsequence}</p>
      <TextInput data-autofocus label={text.people.why} value={reason} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

/// What the program shows, once: nobody can ask for it again.
function Secret({ made, close }: { made: ProgramKeyMade; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.people.programs
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(made.secret)
    setCopied(true)
  }
  return (
    <Modal opened onClose={close} closeOnClickOutside={false} title={t.made(made.key.name)} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="doorForm">
        <p>{t.once}</p>
        <p className="mono personLink">{made.secret}</p>
        <p className="second">{t.goodUntil(format.moment(made.key.expires))}</p>
        <div className="verdictMain">
          <button type="button" className="button main" data-autofocus onClick={() => void copy()}>
            {copied ? text.people.link.copied : t.copy}
          </button>
          <button type="button" className="button" onClick={close}>
            {text.common.close}
          </button>
        </div>
        <span className="hidden" aria-live="polite">
          {copied && text.people.link.copied}
        </span>
      </div>
    </Modal>
  )
}
