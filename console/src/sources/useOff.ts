import type { Camera } from '../api/types.ts'
import { telling } from '../cameras/health.ts'
import { useSpeech } from '../text/index.tsx'
import { useSources } from './useSources.ts'

/// Why a camera is off, and what whoever reads it can do; nothing for one that is not. A source that nobody has opened is off as it
/// should be.
export function useOff(camera: Camera): { readonly why: string; readonly help: string } | undefined {
  const { text } = useSpeech()
  const source = useSources().list.find((one) => one.camera === camera.id)
  const stream = telling(camera)
  if (stream?.phase !== 'OFF') return undefined
  const t = text.sources
  if (source && !source.streams) return { why: t.offFiles, help: '' }
  // It begins within a second.
  if (source?.opening) return undefined
  if (source) return { why: t.offShut, help: source.act ? (source.may_open ? t.mayOpenIt : t.othersOpenIt) : t.noActHelp }
  return { why: camera.act ? stream.reason || text.wall.off : text.cameras.offNoAct, help: text.cameras.whatYouCan.OFF }
}
