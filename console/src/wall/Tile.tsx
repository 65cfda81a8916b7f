import { Link } from 'wouter'
import type { Alert, Camera, LivePace } from '../api/types.ts'
import { healthOf, telling } from '../cameras/health.ts'
import { LiveLift } from '../lift/LiveLift.tsx'
import { PictureAge } from '../live/PictureAge.tsx'
import { RelayMarks } from '../relay/RelayMarks.tsx'
import { SourceMark } from '../sources/SourceMark.tsx'
import { useOff } from '../sources/useOff.ts'
import { Steer } from '../steer/Steer.tsx'
import { useLive } from '../live/useLive.ts'
import { Cross, Enlarge, MaskGlyph, Reduce } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Text } from '../text/en.ts'
import type { LiveState } from '../live/LivePlayer.ts'

interface Props {
  camera: Camera
  pace: LivePace
  chosen: boolean
  /// Whether the keys that are about one camera are about this one.
  active: boolean
  large: boolean
  /// Whether to say how old its picture is.
  timing: boolean
  /// Too small for the question why; enlarged first.
  small: boolean
  /// Whether to ask at once why it should be seen clear.
  asking: boolean
  alert: Alert | undefined
  onChoose(): void
  onEnlarge: (() => void) | undefined
  /// While the wall is arranged.
  onTakeOut: (() => void) | undefined
}

/// One camera on the wall: its masked picture, clear while it is lifted, or in plain words why there is none.
export function Tile({ camera, pace, chosen, active, large, timing, small, asking, alert, onChoose, onEnlarge, onTakeOut }: Props) {
  const { text } = useSpeech()
  const mayWatch = camera.rights.includes('VIEW_LIVE')
  const health = healthOf(camera)
  return (
    <section
      className={`tile ${chosen ? 'chosen' : ''} ${alert ? 'waiting' : ''} ${small ? 'small' : ''}`}
      aria-label={camera.name}
      data-camera={camera.id}
      onClick={onChoose}
      onDoubleClick={onEnlarge}
    >
      {mayWatch ? <Live camera={camera} pace={pace} timing={timing} /> : <NoPicture words={[text.wall.mayNot]} />}
      <header className="tileName" data-stays="">
        <span className={`dot ${health === 'good' ? '' : health}`} />
        <Link href={`/cameras/${camera.id}`} draggable={false}>{camera.name}</Link>
        <SourceMark camera={camera.id} />
        {camera.stopped && <span className="second">{text.wall.stopped}</span>}
      </header>
      <RelayMarks camera={camera.id} />
      {mayWatch && <LiveLift key={String(asking)} camera={camera} active={active && !small} alert={alert?.id} asking={asking} timing={timing} />}
      {mayWatch && !small && <Steer camera={camera} active={active} />}
      {alert && (
        <Link className="tileAlert" href={`/desk/${alert.id}`}>
          {text.events[alert.event]}
        </Link>
      )}
      {onTakeOut && (
        <button
          type="button"
          className="tileTakeOut"
          aria-label={`${text.wall.takeOut}: ${camera.name}`}
          onClick={(e) => {
            e.stopPropagation()
            onTakeOut()
          }}
        >
          <Cross />
        </button>
      )}
      {onEnlarge && (
        <button
          type="button"
          className="tileEnlarge"
          aria-label={`${large ? text.wall.reduce : text.wall.enlarge}: ${camera.name}`}
          onClick={(e) => {
            e.stopPropagation()
            onEnlarge()
          }}
        >
          {large ? <Reduce /> : <Enlarge />}
        </button>
      )}
    </section>
  )
}

/// The live picture itself. Also used on the camera's own page.
export function Live({ camera, pace = 'ALL', timing = false }: { camera: Camera; pace?: LivePace; timing?: boolean }) {
  const { text } = useSpeech()
  const { place, state } = useLive(camera.id, { pace, timing })
  const off = useOff(camera)
  const words = off && state.kind !== 'playing' ? [off.why, off.help].filter(Boolean) : silence(text, state, camera)
  return (
    <>
      <div ref={place} className="tileVideo" data-stays="" role="img" aria-label={`${camera.name}, ${text.wall.masked}`} data-live={state.kind} />
      {words && <NoPicture words={words} calm={state.kind === 'connecting'} />}
      {state.kind === 'playing' && state.masked && (
        <span className="maskMark" data-stays="" title={text.wall.masked}>
          <MaskGlyph label={text.wall.masked} />
        </span>
      )}
      {timing && state.kind === 'playing' && <PictureAge age={state.age} />}
      {state.kind === 'playing' && state.dropped > 0 && <span className="tileDropped">{text.wall.dropped(state.dropped)}</span>}
    </>
  )
}

function NoPicture({ words, calm = false }: { words: readonly string[]; calm?: boolean }) {
  const { text } = useSpeech()
  return (
    <div className={`tileSilence ${calm ? '' : 'hatched'}`} data-stays="">
      <div>
        {!calm && <p className="tileSilenceTitle">{text.wall.noPicture}</p>}
        {words.map((line) => (
          <p key={line} className={calm ? 'second' : ''}>
            {line}
          </p>
        ))}
      </div>
    </div>
  )
}

/// Why there is no picture, and what happens next; nothing while there is one.
function silence(text: Text, state: LiveState, camera: Camera): string[] | undefined {
  const stream = telling(camera)
  switch (state.kind) {
    case 'playing':
      return undefined
    case 'connecting':
      return [text.wall.connecting]
    case 'interrupted':
      return [state.reason || stream?.reason || '', text.wall.retry].filter(Boolean)
    case 'lost':
      return [stream?.reason || text.wall.socketLost, text.wall.retry]
    case 'unsupported':
      return [text.wall.unsupported]
  }
}
