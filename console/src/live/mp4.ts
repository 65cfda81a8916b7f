/// Reads the fragmented MP4 in which live pictures come, as far as a decoder needs it: ISO/IEC 14496-12, 8.8 (movie fragments), and
/// 14496-15, 5.4.2 and 8.4.1 (`avcC`, `hvcC`). One track; a fragment of which it cannot be sure is refused with an Error.

/// What the init segment says of the track.
export interface Track {
  /// The decoder's configuration record, as WebCodecs asks for it.
  readonly description: Uint8Array<ArrayBuffer>
  /// Ticks a second of the track's time line.
  readonly timescale: number
}

/// One coded picture.
export interface Sample {
  /// Needs no other picture.
  readonly key: boolean
  /// When it is to be shown, in microseconds of the track's time line.
  readonly timestamp: number
  readonly data: Uint8Array<ArrayBuffer>
}

interface Box {
  readonly type: string
  /// Where its content begins and ends, in the whole.
  readonly from: number
  readonly to: number
}

/// The fields of a visual sample entry before its boxes: ISO/IEC 14496-12, 12.1.3.
const SAMPLE_ENTRY_BYTES = 78
const VERSION_AND_FLAGS = 4
const MICROSECONDS = 1e6

/// `tfhd`, 8.8.7: which fields there are.
const BASE_OFFSET = 0x1
const DESCRIPTION_INDEX = 0x2
const USUAL_DURATION = 0x8
const USUAL_SIZE = 0x10
const USUAL_FLAGS = 0x20
/// `trun`, 8.8.8: which fields there are.
const DATA_OFFSET = 0x1
const FIRST_FLAGS = 0x4
const DURATION = 0x100
const SIZE = 0x200
const FLAGS = 0x400
const COMPOSITION = 0x800
/// 8.8.3: sample_is_non_sync_sample.
const NO_KEY = 0x10000

export function readInit(init: ArrayBuffer): Track {
  const view = new DataView(init)
  const whole = { type: 'file', from: 0, to: init.byteLength }
  const media = inside(view, whole, 'moov', 'trak', 'mdia')
  const header = inside(view, media, 'mdhd').from
  const longTimes = view.getUint8(header) === 1
  const timescale = view.getUint32(header + VERSION_AND_FLAGS + (longTimes ? 16 : 8))
  const descriptions = inside(view, media, 'minf', 'stbl', 'stsd')
  const entry = boxes(view, descriptions.from + VERSION_AND_FLAGS + 4, descriptions.to)[0]
  if (!entry || timescale === 0) throw new Error('the init segment has no track that can be shown')
  const record = boxes(view, entry.from + SAMPLE_ENTRY_BYTES, entry.to).find(({ type }) => type === 'avcC' || type === 'hvcC')
  if (!record) throw new Error(`${entry.type} without avcC or hvcC`)
  return { description: new Uint8Array(init, record.from, record.to - record.from), timescale }
}

/// The pictures of one fragment, in the order in which they are decoded. Their bytes are those of `fragment`, not copies.
export function readFragment(fragment: ArrayBuffer, timescale: number): Sample[] {
  const view = new DataView(fragment)
  const whole = { type: 'file', from: 0, to: fragment.byteLength }
  const moof = inside(view, whole, 'moof')
  const traf = inside(view, moof, 'traf')
  const time = inside(view, traf, 'tfdt').from
  let ticks = view.getUint8(time) === 1 ? Number(view.getBigUint64(time + VERSION_AND_FLAGS)) : view.getUint32(time + VERSION_AND_FLAGS)

  const usual = readUsual(view, inside(view, traf, 'tfhd').from)
  const run = inside(view, traf, 'trun').from
  const signed = view.getUint8(run) === 1
  const has = view.getUint32(run) & 0xffffff
  if ((has & DATA_OFFSET) === 0) throw new Error('trun does not say where its pictures begin')
  const count = view.getUint32(run + 4)
  // From where its moof begins: default-base-is-moof.
  let data = moof.from - 8 + view.getInt32(run + 8)
  let at = run + 12
  const next = () => view.getUint32((at += 4) - 4)
  const firstFlags = (has & FIRST_FLAGS) !== 0 ? next() : undefined
  const samples: Sample[] = []
  for (let i = 0; i < count; i++) {
    const duration = (has & DURATION) !== 0 ? next() : usual.duration
    const size = (has & SIZE) !== 0 ? next() : usual.size
    const flags = (has & FLAGS) !== 0 ? next() : i === 0 ? (firstFlags ?? usual.flags) : usual.flags
    if (duration === undefined || size === undefined || flags === undefined) throw new Error(`trun with flags 0x${has.toString(16)}`)
    let shown = ticks
    if ((has & COMPOSITION) !== 0) shown += signed ? next() | 0 : next()
    samples.push({
      key: (flags & NO_KEY) === 0,
      timestamp: Math.round((shown * MICROSECONDS) / timescale),
      data: new Uint8Array(fragment, data, size),
    })
    data += size
    ticks += duration
  }
  return samples
}

/// What is true of each picture whose `trun` does not say otherwise.
function readUsual(view: DataView, from: number): { duration?: number; size?: number; flags?: number } {
  const has = view.getUint32(from) & 0xffffff
  if ((has & BASE_OFFSET) !== 0) throw new Error('tfhd counts from a place of its own')
  let at = from + VERSION_AND_FLAGS + 4 + ((has & DESCRIPTION_INDEX) !== 0 ? 4 : 0)
  const next = () => view.getUint32((at += 4) - 4)
  return {
    ...((has & USUAL_DURATION) !== 0 ? { duration: next() } : {}),
    ...((has & USUAL_SIZE) !== 0 ? { size: next() } : {}),
    ...((has & USUAL_FLAGS) !== 0 ? { flags: next() } : {}),
  }
}

function inside(view: DataView, box: Box, ...path: string[]): Box {
  return path.reduce((outer, wanted) => {
    const found = boxes(view, outer.from, outer.to).find(({ type }) => type === wanted)
    if (!found) throw new Error(`no ${wanted} in ${outer.type}`)
    return found
  }, box)
}

function boxes(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = []
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at)
    const type = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5), view.getUint8(at + 6), view.getUint8(at + 7))
    if (size < 8 || at + size > to) throw new Error(`a box ${type} of ${size} bytes where ${to - at} are left`)
    found.push({ type, from: at + 8, to: at + size })
    at += size
  }
  return found
}
