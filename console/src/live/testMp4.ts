/// Fragments as the server sends them, for tests.

export const RECORD = [1, 0x42, 0xc0, 0x1e, 0xff, 0xe1, 0, 2, 0x67, 0x42, 1, 0, 1, 0x68]
export const MOVE = 0x0101_0000
export const KEY = 0x0200_0000

export function init(entry: string, record: string, version: number): ArrayBuffer {
  const times = version === 1 ? [...long(0n), ...long(0n), ...word(90_000), ...long(0n)] : [...word(0), ...word(0), ...word(90_000), ...word(0)]
  const header = box('mdhd', [version, 0, 0, 0, ...times])
  const description = box('stsd', [...word(0), ...word(1), ...box(entry, [...Array<number>(78).fill(0), ...box(record, RECORD)])])
  const media = box('mdia', [...header, ...box('minf', box('stbl', description))])
  return buffer([...box('ftyp', word(0)), ...box('moov', [...box('mvhd', word(0)), ...box('trak', media)])])
}

export function fragment(samples: { data: number[]; flags: number; shownLater?: number }[], base: bigint): ArrayBuffer {
  const reordered = samples.some(({ shownLater }) => shownLater !== undefined)
  const each = samples.flatMap(({ data, flags, shownLater = 0 }) => [...word(9_000), ...word(data.length), ...word(flags), ...(reordered ? word(shownLater) : [])])
  const moof = (offset: number) =>
    box('moof', [
      ...box('mfhd', [...word(0), ...word(1)]),
      ...box('traf', [
        ...box('tfhd', [...word(0x02_0000), ...word(1)]),
        ...box('tfdt', [1, 0, 0, 0, ...long(base)]),
        ...box('trun', [1, 0, reordered ? 0x0f : 0x07, 1, ...word(samples.length), ...word(offset), ...each]),
      ]),
    ])
  return buffer([...moof(moof(0).length + 8), ...box('mdat', samples.flatMap(({ data }) => data))])
}

export const box = (type: string, content: number[]) => [...word(content.length + 8), ...[...type].map((c) => c.charCodeAt(0)), ...content]
const word = (n: number) => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
const long = (n: bigint) => [...word(Number(n >> 32n)), ...word(Number(n & 0xffffffffn))]
export const buffer = (bytes: number[]) => new Uint8Array(bytes).buffer
