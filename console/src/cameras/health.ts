import type { Camera, StreamState, ViewTrouble } from '../api/types.ts'

export type Health = 'good' | 'bad' | 'off'

/// How a camera is, in one word; the streams say why.
export function healthOf(camera: Camera): Health {
  if (camera.states.every((state) => state.phase === 'OFF')) return 'off'
  return camera.recording && camera.states.every((state) => state.phase === 'STREAMING') ? 'good' : 'bad'
}

/// How a camera sees badly. One that was moved has been moved until an administrator says otherwise, whatever it shows now.
export function troublesOf(camera: Pick<Camera, 'view'>): ViewTrouble[] {
  const { troubles, moved_since: moved } = camera.view
  return moved && !troubles.includes('MOVED') ? [...troubles, 'MOVED'] : troubles
}

/// The stream that explains the health best: the first that is not well.
export function telling(camera: Camera): StreamState | undefined {
  return camera.states.find((state) => state.phase !== 'STREAMING') ?? camera.states[0]
}

/// A rate this much below its norm is a clock that runs slow, not a camera that sends too little.
const RATE_TOLERANCE = 0.97

/// Whether what is stored is what its class asks for; nothing where either is unknown. A camera may be mounted upright.
export function meetsNorm({ stored, norm }: Pick<Camera, 'stored' | 'norm'>): boolean | undefined {
  if (!stored || !norm) return undefined
  return (
    Math.max(stored.width, stored.height) >= norm.width &&
    Math.min(stored.width, stored.height) >= norm.height &&
    stored.pictures_per_second >= RATE_TOLERANCE * norm.pictures_per_second
  )
}

export const sizeWords = (width: number, height: number) => `${width}\u00a0×\u00a0${height}`
