// @vitest-environment jsdom
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { LivePlayer, type LiveState } from './LivePlayer.ts'
import { fragment, init, KEY, MOVE } from './testMp4.ts'

/// What the page says of a live picture, from a server's socket on; the browser's decoder is played here, as jsdom has none.

declare const jsdom: { reconfigure(settings: { url: string }): void }

class Frame {
  static open = 0
  readonly displayWidth = 640
  readonly displayHeight = 360
  constructor(readonly timestamp: number) {
    Frame.open++
  }
  close() {
    Frame.open--
  }
}

class Decoder {
  static all: Decoder[] = []
  static able = (_codec: string) => true
  static isConfigSupported = ({ codec }: { codec: string }) => Promise.resolve({ supported: Decoder.able(codec) })
  state = 'unconfigured'
  decodeQueueSize = 0
  readonly taken: { readonly type: string; readonly timestamp: number }[] = []
  constructor(private readonly to: { output(frame: Frame): void; error(): void }) {
    Decoder.all.push(this)
  }
  configure() {
    this.state = 'configured'
  }
  decode(chunk: { type: string; timestamp: number }) {
    if (this.state !== 'configured') throw new Error(`decode while ${this.state}`)
    this.taken.push(chunk)
  }
  close() {
    this.state = 'closed'
  }
  give(timestamp = 0) {
    this.to.output(new Frame(timestamp))
  }
  break() {
    this.state = 'closed'
    this.to.error()
  }
}

const own = ['VideoDecoder', 'EncodedVideoChunk', 'requestAnimationFrame', 'cancelAnimationFrame'] as const
const before = own.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))
let server: WebSocketServer
let sockets: WebSocket[]
let states: LiveState[]
let frames: (() => void)[]
let player: LivePlayer
let place: HTMLElement

beforeEach(async () => {
  Decoder.all = []
  Decoder.able = () => true
  Frame.open = 0
  frames = []
  Object.assign(globalThis, {
    VideoDecoder: Decoder,
    EncodedVideoChunk: class {
      constructor(of: object) {
        Object.assign(this, of)
      }
    },
    requestAnimationFrame: (draw: () => void) => frames.push(draw),
    cancelAnimationFrame: (number: number) => delete frames[number - 1],
  })
  HTMLCanvasElement.prototype.getContext = (() => ({ drawImage: () => undefined })) as never
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  sockets = []
  server.on('connection', (socket) => sockets.push(socket))
  await once(server, 'listening')
  jsdom.reconfigure({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  states = []
  place = document.createElement('div')
  player = new LivePlayer(place, 'gare', {}, (state) => states.push(state))
  await until(() => sockets.length === 1)
})

afterEach(async () => {
  player.close()
  for (const socket of sockets) socket.terminate()
  await new Promise((resolve) => server.close(resolve))
  own.forEach((name, i) => (before[i] ? Object.defineProperty(globalThis, name, before[i]) : Reflect.deleteProperty(globalThis, name)))
})

it('does not take a picture that was still being decoded for the end of an interruption', async () => {
  const decoder = await begin()
  send({ type: 'interrupted', reason: 'the camera is silent' })
  await until(() => now() === 'interrupted')
  decoder.give()
  draw()
  send({ type: 'dropped', count: 3 })
  picture(MOVE, 2)
  await until(() => decoder.taken.length === 2)
  expect(now()).toBe('interrupted')
  decoder.give()
  draw()
  expect(states.at(-1)).toMatchObject({ kind: 'playing', dropped: 3 })
})

it('leaves no picture on the page when the link is lost, and none that comes out of the decoder afterwards', async () => {
  const decoder = await begin()
  decoder.give()
  draw()
  expect(now()).toBe('playing')
  expect(place.querySelector('canvas')).not.toBeNull()
  decoder.give()
  sockets[0]!.terminate()
  await until(() => now() === 'lost')
  decoder.give()
  draw()
  expect(now()).toBe('lost')
  expect(place.childElementCount).toBe(0)
  expect(decoder.state).toBe('closed')
  expect(Frame.open).toBe(0)
})

it('goes on from the next key picture with another decoder, on the same link, after a damaged picture', async () => {
  const decoder = await begin()
  for (let i = 0; i < 10; i++) decoder.give()
  draw()
  decoder.break()
  picture(MOVE, 2)
  picture(KEY, 3)
  await until(() => Decoder.all[1]?.taken.length === 1)
  expect(Decoder.all[1]!.taken[0]).toMatchObject({ type: 'key', timestamp: 3_000_000 })
  expect(states.at(-1)).toMatchObject({ kind: 'playing', dropped: 2 })
  expect(sockets.length).toBe(1)
})

it('asks no more where nothing in this browser decodes the pictures', async () => {
  Decoder.able = (codec) => codec !== 'hvc1.1.6.L93.B0'
  send({ type: 'format', codec: 'hvc1.1.6.L93.B0', width: 640, height: 360, masked: false })
  await once(sockets[0]!, 'close')
  expect(now()).toBe('unsupported')
  expect(Decoder.all).toEqual([])
})

it('says so, too, where decoders promise to and then break at once', async () => {
  for (let attempt = 0; attempt < 2; attempt++) {
    await until(() => sockets.length === attempt + 1)
    const decoder = await begin(attempt)
    decoder.break()
    expect(now()).toBe('lost')
    expect(place.childElementCount).toBe(0)
  }
  await until(() => sockets.length === 3)
  format(2)
  await once(sockets[2]!, 'close')
  expect(now()).toBe('unsupported')
})

/// The decoder that has been given the first picture, a key picture.
async function begin(socket = 0): Promise<Decoder> {
  const earlier = Decoder.all.length
  format(socket)
  sockets[socket]!.send(init('avc1', 'avcC', 0))
  picture(KEY, 1, socket)
  await until(() => Decoder.all[earlier]?.taken.length === 1)
  return Decoder.all[earlier]!
}

function format(socket: number) {
  sockets[socket]!.send(JSON.stringify({ type: 'format', codec: 'avc1.42c01e', width: 640, height: 360, masked: true }))
}

function send(message: object) {
  sockets[0]!.send(JSON.stringify(message))
}

function picture(flags: number, second: number, socket = 0) {
  sockets[socket]!.send(fragment([{ data: [1, 2, 3], flags }], 90_000n * BigInt(second)))
}

function draw() {
  for (const frame of frames.splice(0)) frame?.()
}

const now = () => states.at(-1)?.kind

async function until(met: () => boolean) {
  const end = Date.now() + 4_000
  while (!met()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${met}, last said: ${JSON.stringify(states.at(-1))}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
