import type { Opening } from '../api/types.ts'

/// The reader's own opening, or request for one, to see a moment of a camera; one that is open before one that waits.
export function ownAt(openings: readonly Opening[], camera: string, at: number): Opening | undefined {
  const own = openings.filter(
    (one) => one.own && one.use === 'PLAYBACK' && one.cameras.includes(camera) && Date.parse(one.from) <= at && at < Date.parse(one.to),
  )
  return own.find((one) => one.stage === 'OPEN') ?? own[0]
}
