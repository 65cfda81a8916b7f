import { Checkbox, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { Link } from 'wouter'
import { post } from '../api/client.ts'
import { keys, useMasks, usePresets } from '../api/queries.ts'
import type { Camera, Drawing, DrawnMasks } from '../api/types.ts'
import { OrderDialog } from '../shell/OrderDialog.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { Live } from '../wall/Tile.tsx'
import { begin, change, deleteZone, freeName, redo, same, settle, undo, usualPoints, type History } from './edit.ts'
import { placeNames, PresetChoice } from './PresetChoice.tsx'
import { atPreset, HOME, presetsIn, withPart } from './presets.ts'
import { Sketch, type Pending } from './Sketch.tsx'

/// Where privacy masks are drawn on a camera's picture: the shapes of the zones' editor, without rules. Those of the configuration
/// show and stay.
export function MaskEditor({ camera, panes }: { camera: Camera; panes: React.ReactNode }) {
  const masks = useMasks(camera.id)
  if (masks.error && !masks.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(masks.error)} again={() => void masks.refetch()} />
      </div>
    )
  }
  return masks.data ? <Editor key={camera.id} camera={camera} masks={masks.data} panes={panes} /> : null
}

function Editor({ camera, masks, panes }: { camera: Camera; masks: DrawnMasks; panes: React.ReactNode }) {
  const { text } = useSpeech()
  const t = text.zones
  const queries = useQueryClient()
  const drawn = drawingOf(masks, t.mask)
  const [base, setBase] = useState(masks.version)
  const [history, setHistory] = useState<History>(() => begin(drawn))
  const [chosen, setChosen] = useState<string | undefined>(drawn.zones[0]?.id)
  const [pending, setPending] = useState<Pending>()
  const [saving, setSaving] = useState(false)
  const places = usePresets(camera.id, camera.steerable)
  const named = [...new Set([...masks.configured_presets, ...masks.drawn_presets].map((one) => one.preset))]
  const names = placeNames(places.data, named)
  const [wanted, setWanted] = useState<string>()
  // A camera that turns has no masks but for a place.
  const preset = camera.steerable ? (wanted ?? names[0] ?? HOME) : HOME
  const [clear, setClear] = useState<readonly string[]>(() => clearOf(masks))
  const full = history.now
  const drawing = useMemo(() => atPreset(full, preset), [full, preset])
  const changed = !same(full, drawn) || clear.join('\n') !== clearOf(masks).join('\n')
  const fixed = camera.steerable ? (masks.configured_presets.find((one) => one.preset === preset)?.zones ?? []) : masks.configured
  const covers = drawing.zones.length > 0 || fixed.length > 0
  const aspect = camera.stored ? camera.stored.width / camera.stored.height : 16 / 9

  // Whoever has changed nothing yet goes on from what is there now.
  useEffect(() => {
    if (masks.version === base || (history.past.length > 0 && changed)) return
    setBase(masks.version)
    setHistory(begin(drawn))
    setClear(clearOf(masks))
  }, [masks.version])

  const finish = () => {
    if (!pending) return
    const points = pending.points.length >= 3 ? pending.points : usualPoints('zone')
    const id = freeName(t.mask, full.zones.map((zone) => zone.id))
    setPending(undefined)
    setHistory((before) => change(before, withPart(before.now, preset, { ...drawing, zones: [...drawing.zones, { id, kind: 'zone', points: [...points] }] })))
    setChosen(id)
  }
  const takeBack = () => setPending((now) => now && { ...now, points: now.points.slice(0, -1) })
  useKeys({ Enter: finish, Escape: () => setPending(undefined), Backspace: takeBack }, pending !== undefined)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]')
      if (!(event.ctrlKey || event.metaKey) || typing) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      setHistory(key === 'y' || event.shiftKey ? redo : undo)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  return (
    <div className="drawPage">
      <header className="drawHead">
        <Link className="button small" href={`/cameras/${camera.id}`}>
          {t.back}
        </Link>
        <h1>{t.masksTitle(camera.name)}</h1>
        <span className="spacer" />
        <span className="second small" role="status">
          <span className={`dot ${changed ? 'off' : ''}`} /> {changed ? t.changed : t.unchanged}
        </span>
        <button type="button" className="button small" disabled={history.past.length === 0} onClick={() => setHistory(undo)}>
          {t.undo} <kbd>Ctrl Z</kbd>
        </button>
        <button type="button" className="button small" disabled={history.future.length === 0} onClick={() => setHistory(redo)}>
          {t.redo} <kbd>Ctrl Y</kbd>
        </button>
        <button type="button" className="button main" disabled={!changed} onClick={() => setSaving(true)}>
          {t.masksSave}
        </button>
      </header>
      <div className="drawPicture">
        <Sketch
          drawing={drawing}
          masks={fixed}
          aspect={aspect}
          chosen={chosen}
          layer="zones"
          ground={undefined}
          pending={pending}
          choose={setChosen}
          change={(next, going) => setHistory((before) => change(before, withPart(before.now, preset, next), going))}
          settle={() => setHistory(settle)}
          draw={(points) => pending && setPending({ ...pending, points })}
          finish={finish}
        >
          {camera.rights.includes('VIEW_LIVE') ? <Live camera={camera} /> : <p className="sketchEmpty second">{t.noPicture}</p>}
        </Sketch>
        {pending && (
          <div className="notice" role="status">
            <div>
              <p>{t.drawing.zone}</p>
              <p className="drawChoice">
                <button type="button" className="button small" autoFocus onClick={finish}>
                  {t.finish} <kbd>{text.keys.enter}</kbd>
                </button>
                <button type="button" className="button small" disabled={pending.points.length === 0} onClick={takeBack}>
                  {t.removeLast}
                </button>
                <button type="button" className="button small" onClick={() => setPending(undefined)}>
                  {t.giveUp} <kbd>{text.keys.escape}</kbd>
                </button>
              </p>
            </div>
          </div>
        )}
      </div>
      <aside className="drawSide">
        {panes}
        <PresetChoice
          camera={camera}
          preset={preset}
          drawn={named}
          home={false}
          choose={(next) => {
            setPending(undefined)
            setWanted(next)
          }}
        />
        <p className="second">{t.masksLead}</p>
        {camera.steerable && <p className="second">{preset === HOME ? t.masksNoPreset : t.masksTurning}</p>}
        {camera.steerable && preset !== HOME && !covers && (
          <Checkbox
            label={t.masksClear(preset)}
            checked={clear.includes(preset)}
            onChange={(e) => {
              const next = clear.filter((one) => one !== preset)
              setClear(e.currentTarget.checked ? [...next, preset].sort() : next)
            }}
          />
        )}
        <p className="drawChoice">
          <button type="button" className="button small" disabled={camera.steerable && preset === HOME} onClick={() => setPending({ kind: 'zone', points: [] })}>
            {t.newMask}
          </button>
        </p>
        {drawing.zones.length === 0 && <p className="second">{t.noMasks}</p>}
        <ul className="drawList">
          {drawing.zones.map((one) => (
            <li key={one.id}>
              <button type="button" className="drawRow" aria-current={one.id === chosen} onClick={() => setChosen(one.id)}>
                <span>{one.id}</span>
                <span className="second small">{t.points(one.points.length)}</span>
              </button>
            </li>
          ))}
        </ul>
        {chosen && drawing.zones.some((one) => one.id === chosen) && (
          <p>
            <button
              type="button"
              className="button small"
              onClick={() => {
                setHistory((before) => change(before, deleteZone(before.now, chosen)))
                setChosen(undefined)
              }}
            >
              {t.deleteMask}
            </button>
          </p>
        )}
        {fixed.length > 0 && <p className="second small">{t.masksConfigured(fixed.length)}</p>}
        {!camera.rights.includes('ADMINISTER') && <p className="second small">{t.masksUncover}</p>}
      </aside>
      {saving && (
        <SaveMasks
          camera={camera}
          base={base}
          drawing={full}
          clear={clear}
          close={() => setSaving(false)}
          done={(next) => {
            setBase(next.version)
            setHistory(begin(drawingOf(next, t.mask)))
            setClear(clearOf(next))
            queries.setQueryData([...keys.masks, camera.id], next)
            void queries.invalidateQueries({ queryKey: keys.cameras })
          }}
        />
      )}
    </div>
  )
}

function SaveMasks({ camera, base, drawing, clear, close, done }: { camera: Camera; base: string; drawing: Drawing; clear: readonly string[]; close(): void; done(next: DrawnMasks): void }) {
  const { text } = useSpeech()
  const t = text.zones
  const [reason, setReason] = useState('')
  return (
    <OrderDialog
      title={t.masksSaveTitle}
      about={camera.name}
      verb={t.masksSave}
      ready={reason.trim().length >= 3}
      send={() =>
        post('/api/cameras/{camera}/masks', {
          path: { camera: camera.id },
          body: {
            base,
            drawn: atPreset(drawing, HOME).zones.map((zone) => zone.points),
            drawn_presets: [...new Set([...presetsIn(drawing), ...clear])].map((preset) => ({ preset, zones: atPreset(drawing, preset).zones.map((zone) => zone.points) })),
            reason: reason.trim(),
          },
        })
      }
      done={done}
      close={close}
    >
      <p>{t.masksFollow}</p>
      <TextInput data-autofocus label={t.why} placeholder={t.masksWhyHint} value={reason} minLength={3} maxLength={500} onChange={(e) => setReason(e.currentTarget.value)} />
    </OrderDialog>
  )
}

/// The masks that were drawn as shapes of the editor, each with a name of its own.
function drawingOf(masks: DrawnMasks, name: string): Drawing {
  const all = [...masks.drawn.map((points) => ({ points })), ...masks.drawn_presets.flatMap(({ preset, zones }) => zones.map((points) => ({ points, preset })))]
  return { ground: [], rules: [], zones: all.map((one, i) => ({ id: i === 0 ? name : `${name}-${i + 1}`, kind: 'zone', ...one })) }
}

/// The places of which somebody has said that nothing in their view is to be covered.
const clearOf = (masks: DrawnMasks): string[] =>
  masks.drawn_presets
    .filter((one) => one.zones.length === 0)
    .map((one) => one.preset)
    .sort()
