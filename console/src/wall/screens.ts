import { useEffect, useState } from 'react'

/// What the desk's window tells the other screens of the same browser.
interface Said {
  readonly kind: 'chosen'
  readonly camera: string
}

/// What a screen asks when it opens.
interface Asked {
  readonly kind: 'what'
}

const CHANNEL = 'vigie.wall'
/// The desk's own window is the first.
export const SCREENS = [2, 3, 4] as const

/// The screen that an address is for; the first for what is none.
export function screenOf(search: string): number {
  const wanted = Number(new URLSearchParams(search).get('screen') ?? 1)
  return SCREENS.some((screen) => screen === wanted) ? wanted : 1
}

/// Tells the other screens which camera is in hand here, at once and to each that opens later.
///
/// @param camera nothing leaves them as they are
export function useTellScreens(camera: string | undefined): void {
  useEffect(() => {
    if (camera === undefined) return
    const channel = new BroadcastChannel(CHANNEL)
    const tell = () => channel.postMessage({ kind: 'chosen', camera } satisfies Said)
    channel.addEventListener('message', (event: MessageEvent<Said | Asked>) => {
      if (event.data.kind === 'what') tell()
    })
    tell()
    return () => channel.close()
  }, [camera])
}

/// The camera that is in hand on the desk's window, for another screen.
export function useHeardScreens(listens: boolean): string | undefined {
  const [camera, setCamera] = useState<string>()
  useEffect(() => {
    if (!listens) return
    const channel = new BroadcastChannel(CHANNEL)
    channel.addEventListener('message', (event: MessageEvent<Said | Asked>) => {
      if (event.data.kind === 'chosen') setCamera(event.data.camera)
    })
    channel.postMessage({ kind: 'what' } satisfies Asked)
    return () => channel.close()
  }, [listens])
  return camera
}
