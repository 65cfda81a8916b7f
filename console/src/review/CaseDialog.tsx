import { CopyButton, FileInput, Modal, MultiSelect, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useCameras } from '../api/queries.ts'
import type { Case } from '../api/types.ts'
import { GiveUp } from '../shell/GiveUp.tsx'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import { base64, LETTER_TYPES, MOST_LETTER_BYTES } from './letter.ts'

const AROUND = [2, 10, 30, 60].map((minutes) => minutes * 60_000)
const MOST_CAMERAS = 20
const KILOBYTE = 1_000
const MEGABYTE = 1_000_000
/// Of footage, with a viewing copy.
const MOST_VIEWING = 10 * 60_000

/// Asks for what the letter of an authority says, puts the footage around a moment together, and gives it to take away.
export function CaseDialog({ camera, at, close }: { camera: { id: string; name: string }; at: number; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.handover
  const cameras = useCameras().data ?? [camera]
  const [chosen, setChosen] = useState([camera.id])
  const [around, setAround] = useState(AROUND[1]!)
  const [reference, setReference] = useState('')
  const [authority, setAuthority] = useState('')
  const [officer, setOfficer] = useState('')
  const [letter, setLetter] = useState<File | null>(null)
  const [viewing, setViewing] = useState(false)
  const [made, setMade] = useState<Case>()
  const from = at - around / 2
  const to = Math.min(Date.now(), at + around / 2)
  const tooLongToView = chosen.length * (to - from) > MOST_VIEWING
  const tooLarge = letter !== null && letter.size > MOST_LETTER_BYTES
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
  if (made) return <MadeDialog made={made} reference={reference} close={close} />
  return (
    <OrderDialog
      title={t.title}
      about={undefined}
      verb={t.verb}
      ready={chosen.length > 0 && !tooLarge && [reference, authority, officer].every((word) => word.trim() !== '')}
      close={() => undefined}
      cancel={close}
      send={async () =>
        post('/api/cases', {
          body: {
            reference: reference.trim(),
            authority: authority.trim(),
            officer: officer.trim(),
            footage: chosen.map((id) => ({ camera: id, ...span })),
            encrypted: true,
            viewing: viewing && !tooLongToView,
            ...(letter && { letter: await base64(letter) }),
          },
        })
      }
      done={setMade}
      meanwhile={viewing && !tooLongToView ? t.masking : t.copying}
    >
      <p className="second">{t.consequence}</p>
      <MultiSelect
        label={t.cameras}
        data={cameras.map((other) => ({ value: other.id, label: other.name }))}
        value={chosen}
        maxValues={MOST_CAMERAS}
        searchable
        onChange={setChosen}
      />
      <Segments label={text.custody.around} values={AROUND} value={around} choose={setAround} say={(ms) => format.lasting(ms)} />
      <p className="mono">
        {format.moment(from)} – {format.time(to)}
      </p>
      <TextInput data-autofocus label={t.reference} description={text.common.staysInLedger} value={reference} maxLength={200} onChange={(e) => setReference(e.currentTarget.value)} />
      <TextInput label={t.authority} description={text.common.staysInLedger} value={authority} maxLength={200} onChange={(e) => setAuthority(e.currentTarget.value)} />
      <TextInput label={t.officer} description={t.officerHint} value={officer} maxLength={200} onChange={(e) => setOfficer(e.currentTarget.value)} />
      <FileInput
        label={t.letter}
        description={letter ? t.letterSize(letter.name, format.count(Math.ceil(letter.size / KILOBYTE))) : t.letterHint}
        placeholder={t.letterNone}
        accept={LETTER_TYPES}
        value={letter}
        onChange={setLetter}
        error={tooLarge && t.letterTooLarge}
        clearable
        clearButtonProps={{ 'aria-label': t.letterClear }}
      />
      <Switch
        label={t.viewing}
        description={t.viewingHint(MOST_VIEWING / 60_000)}
        checked={viewing && !tooLongToView}
        disabled={tooLongToView}
        onChange={(e) => setViewing(e.currentTarget.checked)}
      />
    </OrderDialog>
  )
}

function MadeDialog({ made, reference, close }: { made: Case; reference: string; close: () => void }) {
  const { text, format } = useSpeech()
  const t = text.handover
  return (
    <Modal opened onClose={close} closeOnClickOutside={!made.encrypted} title={t.made(reference.trim())} closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="doorForm">
        <p>{t.holds(format.count(made.pictures), format.count(Math.max(1, Math.round(made.bytes / MEGABYTE))))}</p>
        {made.unreadable_parts > 0 && <p className="statusBad">{t.missing(made.unreadable_parts)}</p>}
        <a className="button main" href={made.url} download>
          {t.fetch}
        </a>
        {made.passphrase && <PassphraseNotice passphrase={made.passphrase} />}
        <p className="second">{t.until(format.time(made.expires))}</p>
        <p className="second">{t.check}</p>
        <p className="mono handoverCommand">vigie verify export {made.name.replace(/\.zip$/, '')}</p>
        <p className="second">{t.manifest(format.count(made.entry))}</p>
        <p className="mono handoverHash">{made.manifest}</p>
        <GiveUp url={made.url} done={close} />
      </div>
    </Modal>
  )
}

/// Shows what opens the file: once, for nobody keeps it.
function PassphraseNotice({ passphrase }: { passphrase: string }) {
  const t = useSpeech().text.handover
  return (
    <>
      <p className="second">{t.passphrase}</p>
      <p className="mono handoverHash">{passphrase}</p>
      <CopyButton value={passphrase}>
        {({ copied, copy }) => (
          <button type="button" className="button" onClick={copy}>
            {copied ? t.copied : t.copyPassphrase}
          </button>
        )}
      </CopyButton>
      <p className="second">{t.passphraseHint}</p>
    </>
  )
}
