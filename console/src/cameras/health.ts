import type { Camera, StreamState } from '../api/types.ts'

export type Health = 'good' | 'bad' | 'off'

/// How a camera is, in one word; the streams say why.
export function healthOf(camera: Camera): Health {
  if (camera.states.every((state) => state.phase === 'OFF')) return 'off'
  return camera.recording && camera.states.every((state) => state.phase === 'STREAMING') ? 'good' : 'bad'
}

/// The stream that explains the health best: the first that is not well.
export function telling(camera: Camera): StreamState | undefined {
  return camera.states.find((state) => state.phase !== 'STREAMING') ?? camera.states[0]
}
