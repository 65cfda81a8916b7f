import { useEffect, useState, useSyncExternalStore, type PointerEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { get, orThrow, post, type Result } from '../api/client.ts'
import { keys } from '../api/queries.ts'
import type { Camera, Problem, Steering } from '../api/types.ts'
import { Cross } from '../look/Icons.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { RememberForm } from './RememberForm.tsx'
import { ofPad, STILL, type Course } from './helm.ts'
import { useHelm } from './useHelm.ts'
import './steer.css'

const EVERY_MS = 2_000

/// Over a camera's live picture: the offer to steer it, and while it is taken the pad, its places and the way home.
///
/// @param active whether the keys are for this camera
export function Steer({ camera, active }: { camera: Camera; active: boolean }) {
  const { text } = useSpeech()
  const [open, setOpen] = useOnePad(camera.id)
  const may = camera.steerable && camera.rights.includes('STEER') && camera.rights.includes('VIEW_LIVE')
  useKeys({ '.': () => setOpen(true) }, active && may && !open)
  useEffect(() => {
    // Its keys would turn a camera that nobody looks at.
    if (open && !active) setOpen(false)
  }, [open, active])
  if (!may) return camera.away_since ? <p className="steerAway">{standing(text.steer, camera)}</p> : null
  if (open) return <Pad camera={camera} close={() => setOpen(false)} />
  return (
    <button
      type="button"
      className={`steerOffer ${active ? 'active' : ''}`}
      aria-label={`${text.steer.verb}: ${camera.name}`}
      onClick={(e) => {
        e.stopPropagation()
        setOpen(true)
      }}
    >
      {text.steer.verb} {active && <kbd>.</kbd>}
      {camera.away_since && <span className="steerOfferAway">{standing(text.steer, camera)}</span>}
    </button>
  )
}

let openPad: string | undefined
const padWatchers = new Set<() => void>()

/// Whether this camera's pad is open: one of the page at most, since all would listen to the same keys.
function useOnePad(camera: string): [boolean, (open: boolean) => void] {
  const open = useSyncExternalStore(
    (changed) => {
      padWatchers.add(changed)
      return () => padWatchers.delete(changed)
    },
    () => openPad === camera,
  )
  const set = (wanted: boolean) => {
    if (wanted) openPad = camera
    else if (openPad === camera) openPad = undefined
    padWatchers.forEach((changed) => changed())
  }
  useEffect(() => () => set(false), [camera])
  return [open, set]
}

function Pad({ camera, close }: { camera: Camera; close: () => void }) {
  const { text } = useSpeech()
  const t = text.steer
  const path = { camera: camera.id }
  const [state, setState] = useState<Steering>()
  const [problem, setProblem] = useState<{ problem: Problem | undefined }>()
  const list = useQuery({
    queryKey: [...keys.steering, camera.id, 'presets'],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/steering/presets', { path, signal })),
    staleTime: 60_000,
  }).data

  const heard = (answer: Result<Steering>) => {
    if (answer.kind === 'done') setState(answer.value)
    setProblem(answer.kind === 'done' ? undefined : { problem: answer.kind === 'refused' ? answer.problem : undefined })
  }
  useEffect(() => {
    let gone = false
    const ask = async () => {
      const answer = await get('/api/cameras/{camera}/steering', { path })
      if (!gone && answer.kind === 'done') setState(answer.value)
    }
    void ask()
    const asking = setInterval(() => void ask(), EVERY_MS)
    return () => {
      gone = true
      clearInterval(asking)
      void post('/api/cameras/{camera}/steering/release', { path })
    }
  }, [camera.id])

  const give = async (order: Course | 'stop') => {
    heard(order === 'stop' ? await post('/api/cameras/{camera}/steering/stop', { path }) : await post('/api/cameras/{camera}/steering/move', { path, body: order }))
  }
  const goTo = async (token: string) => {
    await helm.yield()
    heard(await post('/api/cameras/{camera}/steering/preset', { path, body: { token } }))
  }
  const home = async () => {
    await helm.yield()
    heard(await post('/api/cameras/{camera}/steering/home', { path }))
  }
  const patrol = async (name: string | undefined) => {
    await helm.yield()
    heard(await post('/api/cameras/{camera}/steering/patrol', { path, body: name === undefined ? {} : { name } }))
  }
  const use = async (command: string) => {
    await helm.yield()
    heard(await post('/api/cameras/{camera}/steering/auxiliary', { path, body: { command } }))
  }
  const leave = async () => {
    await helm.yield()
    close()
  }
  const shown = list?.presets.slice(0, 9) ?? []
  const helm = useHelm(give, {
    0: () => void home(),
    Escape: () => void leave(),
    ...Object.fromEntries(shown.map((preset, n) => [String(n + 1), () => void goTo(preset.token)])),
  })

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const course = ofPad((event.clientX - box.left) / (box.width / 2) - 1, (event.clientY - box.top) / (box.height / 2) - 1)
    helm.set('pad', { ...course, zoom: 0 })
  }
  const letGo = () => helm.set('pad', STILL)
  const zoom = (by: number) => ({
    onPointerDown: () => helm.set('pad', { ...STILL, zoom: by }),
    onPointerUp: letGo,
    onPointerLeave: letGo,
    onPointerCancel: letGo,
  })
  return (
    <div className="steerPanel" role="group" aria-label={`${t.verb}: ${camera.name}`} onClick={(e) => e.stopPropagation()} onDoubleClick={(e) => e.stopPropagation()}>
      <div
        className="steerPad"
        role="img"
        aria-label={t.pad}
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId)
          point(e)
        }}
        onPointerMove={(e) => e.buttons === 1 && point(e)}
        onPointerUp={letGo}
        onPointerCancel={letGo}
      >
        <span aria-hidden="true">↑</span>
        <span aria-hidden="true">←</span>
        <span aria-hidden="true">→</span>
        <span aria-hidden="true">↓</span>
      </div>
      <div className="steerZoom">
        <button type="button" className="button small square" aria-label={t.closer} {...zoom(1)}>
          +
        </button>
        <button type="button" className="button small square" aria-label={t.wider} {...zoom(-1)}>
          −
        </button>
      </div>
      <div className="steerPlaces">
        <button type="button" className="button small" onClick={() => void home()}>
          {t.home} <kbd>0</kbd>
        </button>
        {shown.map((preset, n) => (
          <button key={preset.token} type="button" className="button small" onClick={() => void goTo(preset.token)}>
            {preset.name || preset.token} <kbd>{n + 1}</kbd>
          </button>
        ))}
        {list?.patrols.map((name) => (
          <button
            key={name}
            type="button"
            className="button small"
            aria-pressed={state?.patrol === name}
            title={state?.patrol === name ? t.endRound(name) : t.beginRound(name)}
            onClick={() => void patrol(state?.patrol === name ? undefined : name)}
          >
            {state?.patrol === name ? t.endRound(name) : t.round(name)}
          </button>
        ))}
        {list?.devices.map((command) => (
          <button key={command} type="button" className="button small" onClick={() => void use(command)}>
            {t.device(command)}
          </button>
        ))}
        {camera.rights.includes('CONFIGURE') && <RememberForm camera={camera.id} />}
      </div>
      <button type="button" className="button small plain square steerClose" aria-label={t.letGo} title={`${t.letGo} (${text.keys.escape})`} onClick={() => void leave()}>
        <Cross />
      </button>
      <p className="steerSays" role="status">
        {problem ? `${problem.problem?.title ?? text.problems.UNREACHABLE.title} ${problem.problem?.detail ?? ''}` : words(t, state)}
      </p>
    </div>
  )
}

function standing(t: ReturnType<typeof useSpeech>['text']['steer'], camera: Camera): string {
  return camera.judging_there && camera.stands_at ? t.judgesAt(camera.stands_at) : t.restsShort
}

function words(t: ReturnType<typeof useSpeech>['text']['steer'], state: Steering | undefined): string {
  if (!state) return ''
  if (state.holder && !state.mine) return t.heldBy(state.holder)
  if (state.judging && state.preset && !state.patrol) return t.judgesAt(state.preset)
  if (state.patrol) return [t.onRound(state.patrol), ...(state.preset ? [t.standsAt(state.preset)] : [])].join(' ')
  if (state.returning) return t.returning
  if (state.away_since) return t.rests
  return t.free
}
