import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { readFragment, readInit } from './mp4.ts'
import { box, buffer, fragment, init, KEY, MOVE, RECORD } from './testMp4.ts'


describe('the init segment', () => {
  it('gives the decoder its record and the ticks of a second', () => {
    for (const version of [0, 1]) {
      const { description, timescale } = readInit(init('avc1', 'avcC', version))
      expect([...description]).toEqual(RECORD)
      expect(timescale).toBe(90_000)
    }
    expect([...readInit(init('hvc1', 'hvcC', 0)).description]).toEqual(RECORD)
  })

  it('is refused without what a decoder needs', () => {
    expect(() => readInit(init('avc1', 'free', 0))).toThrow('avc1 without avcC or hvcC')
    expect(() => readInit(buffer(box('ftyp', [1, 2, 3, 4])))).toThrow('no moov in file')
    expect(() => readInit(new ArrayBuffer(0))).toThrow('no moov in file')
  })
})

describe('a fragment', () => {
  it('holds one picture, as the server sends it', () => {
    const [picture, ...others] = readFragment(fragment([{ data: [1, 2, 3], flags: KEY }], 180_000n), 90_000)
    expect(others).toEqual([])
    expect(picture).toEqual({ key: true, timestamp: 2_000_000, data: new Uint8Array([1, 2, 3]) })
  })

  it('holds several, shown in another order than they are decoded', () => {
    const samples = [
      { data: [1], flags: KEY, shownLater: 9_000 },
      { data: [2, 2], flags: MOVE, shownLater: 18_000 },
      { data: [3, 3, 3], flags: MOVE, shownLater: -9_000 },
    ]
    const read = readFragment(fragment(samples, 0n), 90_000)
    expect(read.map(({ key, timestamp, data }) => [key, timestamp, ...data])).toEqual([
      [true, 100_000, 1],
      [false, 300_000, 2, 2],
      [false, 100_000, 3, 3, 3],
    ])
  })

  it('may be long after the beginning', () => {
    expect(readFragment(fragment([{ data: [1], flags: MOVE }], 90_000n * 86_400n * 365n), 90_000)[0]!.timestamp).toBe(31_536_000_000_000)
  })

  it('is refused where it is cut off, at every byte', () => {
    const whole = new Uint8Array(fragment([{ data: [1, 2, 3], flags: KEY }, { data: [4], flags: MOVE }], 7n))
    for (let length = 0; length < whole.length; length++) {
      expect(() => readFragment(whole.slice(0, length).buffer, 90_000), `${length} of ${whole.length} bytes`).toThrow()
    }
  })

  it('never gives bytes of elsewhere, whatever is wrong in it', () => {
    const whole = new Uint8Array(fragment([{ data: [1, 2, 3], flags: KEY }, { data: [4], flags: MOVE }], 7n))
    for (let at = 0; at < whole.length; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const broken = whole.slice()
        broken[at] = value
        let samples: { data: Uint8Array }[] = []
        try {
          samples = readFragment(broken.buffer, 90_000)
        } catch {
          continue
        }
        for (const { data } of samples) expect(data.byteOffset + data.byteLength).toBeLessThanOrEqual(whole.length)
      }
    }
  })
})

const ffmpeg = spawnSync('ffmpeg', ['-version']).status === 0

// Another program's fragments, in which `tfhd` says what is usual.
it.skipIf(!ffmpeg)('reads the fragments of ffmpeg', () => {
  const made = spawnSync('ffmpeg', [
    ...['-hide_banner', '-loglevel', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=160x96:rate=10:duration=1', '-c:v', 'libx264', '-bf', '2', '-g', '5'],
    ...['-movflags', 'frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'],
  ])
  expect(made.status, String(made.stderr)).toBe(0)
  const file = new Uint8Array(made.stdout)
  const at = (type: string) => [...file.keys()].filter((i) => String.fromCharCode(...file.slice(i + 4, i + 8)) === type)
  const [first, second] = at('moof')
  const { description, timescale } = readInit(file.slice(0, first).buffer)
  expect(description[0]).toBe(1)
  const pictures = [...readFragment(file.slice(first, second).buffer, timescale), ...readFragment(file.slice(second).buffer, timescale)]
  expect(pictures.map(({ key }) => key)).toEqual([true, false, false, false, false, true, false, false, false, false])
  const shown = pictures.map(({ timestamp }) => timestamp).toSorted((a, b) => a - b)
  expect(shown.map((time) => time - shown[0]!)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n * 100_000))
  // Each is a whole number of NAL units, with their lengths before them.
  for (const { data } of pictures) {
    let length = 0
    for (const view = new DataView(data.buffer, data.byteOffset, data.byteLength); length < data.byteLength; ) length += 4 + view.getUint32(length)
    expect(length).toBe(data.byteLength)
  }
})
