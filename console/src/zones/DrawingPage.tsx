import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { Link, useLocation, useSearch } from 'wouter'
import { get, post } from '../api/client.ts'
import { keys, useCameras, useDrawing } from '../api/queries.ts'
import type { Camera, Drawing, DrawingPreview, DrawingState, DrawnZone, Problem } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { Segments } from '../shell/Segments.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSources } from '../sources/useSources.ts'
import { useSpeech } from '../text/index.tsx'
import { Live } from '../wall/Tile.tsx'
import { draftOf, keepDraft, keptDraft, type Draft } from './drafts.ts'
import { addZone, begin, change, redo, same, settle, undo } from './edit.ts'
import { groundOf } from './ground.ts'
import { GroundPane } from './GroundPane.tsx'
import { MaskEditor } from './MaskEditor.tsx'
import { RulesPane } from './RulesPane.tsx'
import { SaveDialog } from './SaveDialog.tsx'
import { PresetChoice } from './PresetChoice.tsx'
import { atPreset, HOME, presetOf, presetsIn, withPart } from './presets.ts'
import { Sketch, type Pending } from './Sketch.tsx'
import { VersionsPane } from './VersionsPane.tsx'
import { ZonesPane } from './ZonesPane.tsx'
import '../cameras/cameras.css'
import '../desk/desk.css'
import '../door/door.css'
import '../wall/wall.css'
import './zones.css'

const PANES = ['zones', 'rules', 'ground', 'masks', 'versions'] as const
type Pane = (typeof PANES)[number]

/// Where zones are drawn on a camera's picture, rules set, the ground measured, and earlier states put back.
export function DrawingPage({ camera: id }: { camera: string }) {
  const { text } = useSpeech()
  const cameras = useCameras()
  const state = useDrawing(id)
  const camera = cameras.data?.find((one) => one.id === id)
  const source = useSources().list.find((one) => one.camera === id)
  const asked = new URLSearchParams(useSearch()).get('pane')
  if (source) return <Refused camera={id} words={text.sources.whyNoDrawing[source.kind]} />
  if (state.error && !state.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(state.error)} again={() => void state.refetch()} />
        <p>
          <Link href={`/cameras/${id}`}>{text.zones.back}</Link>
        </p>
      </div>
    )
  }
  if (!state.data || !camera) return null
  const masks = asked === 'masks'
  if (masks && (camera.rights.includes('CONFIGURE') || camera.rights.includes('ADMINISTER'))) {
    return <MaskEditor key={id} camera={camera} panes={<Panes camera={id} pane="masks" />} />
  }
  if (!camera.rights.includes('CONFIGURE')) {
    return <Refused camera={id} words={text.zones.mayNot} />
  }
  return <Editor key={id} camera={camera} state={state.data} />
}

function Refused({ camera, words }: { camera: string; words: string }) {
  const { text } = useSpeech()
  return (
    <div className="page">
      <p>{words}</p>
      <p>
        <Link href={`/cameras/${camera}`}>{text.zones.back}</Link>
      </p>
    </div>
  )
}

/// Which of them stands beside the picture. Masks are an editor of their own: what is drawn here meanwhile is kept.
function Panes({ camera, pane, choose }: { camera: string; pane: Pane; choose?: (pane: Pane) => void }) {
  const { text } = useSpeech()
  const [, go] = useLocation()
  const t = text.zones
  const open = (next: Pane) => {
    if (choose && next !== 'masks') choose(next)
    else go(`/cameras/${camera}/drawing?pane=${next}`, { replace: true })
  }
  return <Segments label={t.pane} values={PANES} value={pane} choose={open} say={(one) => t.panes[one]} />
}

/// What the panes beside the picture work with.
export interface Editing {
  readonly camera: Camera
  readonly drawing: Drawing
  /// What is drawn for all views of the camera: names are unique over them.
  readonly zones: readonly DrawnZone[]
  readonly chosen: string | undefined
  choose(id: string | undefined): void
  /// @param going names a change that goes on, such as typing
  change(drawing: Drawing, going?: string): void
  settle(): void
}

function Editor({ camera, state }: { camera: Camera; state: DrawingState }) {
  const { text } = useSpeech()
  const t = text.zones
  const queries = useQueryClient()
  const [, go] = useLocation()
  const asked = new URLSearchParams(useSearch()).get('pane')
  const pane: Pane = PANES.find((one) => one === asked) ?? 'zones'
  const [draft, setDraft] = useState<Draft>(() => keptDraft(camera.id) ?? draftOf(state))
  const [chosen, setChosen] = useState<string | undefined>(draft.history.now.zones[0]?.id)
  const [rule, setRule] = useState<number>()
  const [pending, setPending] = useState<Pending>()
  const [fresh, setFresh] = useState<string>()
  const [ghost, setGhost] = useState<Drawing>()
  const [preview, setPreview] = useState<DrawingPreview>()
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState(false)
  const [preset, setPreset] = useState(HOME)
  const full = draft.history.now
  // All that is drawn here and set is of one view of the camera; most have no other.
  const drawing = useMemo(() => atPreset(full, preset), [full, preset])
  const changed = !same(full, draft.saved)
  const size = drawing.size ?? camera.stored
  const aspect = size ? size.width / size.height : 16 / 9
  const ground = useMemo(() => (drawing.ground.length > 0 ? groundOf(aspect, drawing.ground) : undefined), [aspect, drawing.ground])

  useEffect(() => keepDraft(camera.id, changed ? draft : undefined), [camera.id, draft, changed])
  // Whoever has changed nothing yet goes on from what is there now.
  useEffect(() => {
    if (!changed && state.hash !== draft.base) setDraft(draftOf(state))
  }, [changed, state, draft.base])

  const step = (next: (history: Draft['history']) => Draft['history']) => {
    setProblem(undefined)
    setSaved(false)
    setDraft((before) => ({ ...before, history: next(before.history) }))
  }
  const editing: Editing = {
    camera,
    drawing,
    zones: full.zones,
    chosen,
    choose: setChosen,
    change: (next, going) => step((history) => change(history, withPart(history.now, preset, next), going)),
    settle: () => setDraft((before) => ({ ...before, history: settle(before.history) })),
  }

  const finish = () => {
    if (!pending) return
    const { drawing: next, id } = addZone(full, t.kinds[pending.kind], pending.kind, pending.points)
    setPending(undefined)
    const added = next.zones.filter((zone) => zone.id === id)
    editing.change({ ...drawing, zones: [...drawing.zones, ...added] })
    setChosen(id)
    setFresh(id)
  }
  // The keys go on at its first point.
  useEffect(() => {
    if (fresh === undefined) return
    document.querySelector<SVGElement>(`[data-handle="${CSS.escape(`${fresh}:0`)}"]`)?.focus()
    setFresh(undefined)
  }, [fresh])
  const takeBack = () => setPending((now) => now && { ...now, points: now.points.slice(0, -1) })
  useKeys({ Enter: finish, Escape: () => setPending(undefined), Backspace: takeBack }, pending !== undefined)
  // With a modifier, so not among those of useKeys.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [role="dialog"]')
      if (!(event.ctrlKey || event.metaKey) || typing) return
      const key = event.key.toLowerCase()
      if (key === 'z' && !event.shiftKey) step(undo)
      else if (key === 'y' || (key === 'z' && event.shiftKey)) step(redo)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const check = async () => {
    setBusy(true)
    const answer = await post('/api/cameras/{camera}/drawing/preview', { path: { camera: camera.id }, body: { base: draft.base, drawing: full } })
    setBusy(false)
    if (answer.kind === 'done') {
      setProblem(undefined)
      setPreview(answer.value)
      return
    }
    const refused = answer.kind === 'refused' ? answer.problem : undefined
    setProblem({ problem: refused })
    if (refused?.code === 'DRAWING_INVALID') show(refused.params['key'] ?? '')
  }

  /// What a key of the drawing is about, in its pane.
  const show = (key: string) => {
    const [, list, index] = /^(zones|rules|ground)(?:\[(\d+)\])?/.exec(key) ?? []
    const zone = list === 'zones' ? full.zones[Number(index)] : undefined
    const rule = list === 'rules' ? full.rules[Number(index)] : undefined
    const where = zone ? (zone.preset ?? HOME) : rule ? presetOf(rule, full) : preset
    setPreset(where)
    if (zone) setChosen(zone.id)
    if (rule) setRule(atPreset(full, where).rules.indexOf(rule))
    if (list) setPane(list as Pane)
  }
  const setPane = (next: Pane) => {
    setPending(undefined)
    setGhost(undefined)
    go(`/cameras/${camera.id}/drawing?pane=${next}`, { replace: true })
  }

  /// Somebody else was faster: theirs is what the next save is a change of.
  const meet = async (take: 'theirs' | 'mine') => {
    const answer = await get('/api/cameras/{camera}/drawing', { path: { camera: camera.id } })
    if (answer.kind !== 'done') {
      setProblem({ problem: answer.kind === 'refused' ? answer.problem : undefined })
      return
    }
    const { hash, drawing: theirs } = answer.value
    setProblem(undefined)
    setDraft((before) => ({ base: hash, saved: theirs, history: take === 'theirs' ? change(before.history, theirs) : before.history }))
  }

  const done = (next: DrawingState) => {
    setDraft({ base: next.hash, saved: next.drawing, history: { ...draft.history, now: next.drawing, going: undefined } })
    queries.setQueryData([...keys.drawing, camera.id], next)
    void queries.invalidateQueries({ queryKey: [...keys.drawing, camera.id, 'versions'] })
    void queries.invalidateQueries({ queryKey: keys.cameras })
    void queries.invalidateQueries({ queryKey: keys.commissioning })
    setSaved(true)
  }

  return (
    <div className="drawPage">
      <header className="drawHead">
        <Link className="button small" href={`/cameras/${camera.id}`}>
          {t.back}
        </Link>
        <h1>{t.title(camera.name)}</h1>
        <span className="spacer" />
        <span className="second small" role="status">
          <span className={`dot ${changed ? 'off' : state.in_force ? '' : 'bad'}`} /> {changed ? t.changed : saved ? t.saved : t.unchanged}
        </span>
        <button type="button" className="button small" disabled={draft.history.past.length === 0} onClick={() => step(undo)}>
          {t.undo} <kbd>Ctrl Z</kbd>
        </button>
        <button type="button" className="button small" disabled={draft.history.future.length === 0} onClick={() => step(redo)}>
          {t.redo} <kbd>Ctrl Y</kbd>
        </button>
        {changed && (
          <button type="button" className="button small" onClick={() => setDraft((before) => ({ ...before, history: begin(before.saved) }))}>
            {t.discard}
          </button>
        )}
        <button type="button" className="button main" disabled={busy || (!changed && state.in_force)} onClick={() => void check()}>
          {t.check}
        </button>
      </header>
      <div className="drawPicture">
        {!state.in_force && (
          <div className="notice bad">
            <p>{t.handChanged}</p>
          </div>
        )}
        {problem && <ProblemNotice problem={problem.problem} />}
        {problem?.problem?.code === 'DRAWING_CHANGED' && (
          <div className="drawChoice">
            <button type="button" className="button" onClick={() => void meet('theirs')}>
              {t.theirs}
            </button>
            <button type="button" className="button" onClick={() => void meet('mine')}>
              {t.mine}
            </button>
          </div>
        )}
        <Sketch
          drawing={drawing}
          ghost={ghost}
          masks={camera.steerable ? [] : (camera.masks?.zones ?? [])}
          aspect={aspect}
          chosen={chosen}
          layer={pane === 'ground' ? 'ground' : 'zones'}
          ground={ground}
          pending={pending}
          choose={(id) => {
            setChosen(id)
            if (id && pane === 'versions') setPane('zones')
          }}
          change={editing.change}
          settle={editing.settle}
          draw={(points) => pending && setPending({ ...pending, points })}
          finish={finish}
        >
          {camera.rights.includes('VIEW_LIVE') ? <Live camera={camera} /> : <p className="sketchEmpty second">{t.noPicture}</p>}
        </Sketch>
        {pending && (
          <div className="notice" role="status">
            <div>
              <p>{t.drawing[pending.kind]}</p>
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
        <Panes camera={camera.id} pane={pane} choose={setPane} />
        {pane !== 'versions' && (
          <PresetChoice
            camera={camera}
            preset={preset}
            drawn={presetsIn(full)}
            home
            choose={(next) => {
              setPending(undefined)
              setRule(undefined)
              setChosen(atPreset(full, next).zones[0]?.id)
              setPreset(next)
            }}
          />
        )}
        {pane === 'zones' && (
          <ZonesPane
            {...editing}
            ground={ground}
            width={size?.width}
            begin={(kind) => setPending({ kind, points: [] })}
            openRule={(index) => {
              setRule(index)
              setPane('rules')
            }}
          />
        )}
        {pane === 'rules' && <RulesPane {...editing} rule={rule} open={setRule} fault={problem?.problem} />}
        {pane === 'ground' && <GroundPane {...editing} ground={ground} />}
        {pane === 'versions' && <VersionsPane {...editing} drawing={full} change={(next, going) => step((history) => change(history, next, going))} base={draft.base} show={setGhost} />}
      </aside>
      {preview && (
        <SaveDialog camera={camera} preview={preview} base={draft.base} drawing={full} done={done} close={() => setPreview(undefined)} refused={(refused) => setProblem({ problem: refused })} />
      )}
    </div>
  )
}
