import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Plugin } from 'vite'
import { WebSocketServer, type WebSocket } from 'ws'
import { readDay, windowOf } from '../src/time/day.ts'
import { MockLog } from './mockLog.ts'
import type { Alert, Camera, Commissioning, Drawing, Entry, Field, FieldAlert, FieldStep, GapReason, Lift, RelayList, OutsideSignal, LiftOrder, RuleTrial, Snooze, Stop, Timeline, TownMap, WallLayout, WallLayoutOrder, DrawnMasks, PresetList } from '../src/api/types.ts'
import { MockDrawings } from './mockDrawings.ts'

/// A make-believe town for `npm run dev`: answers the API from memory, films made by ffmpeg. It is no part of
/// the product. VIGIE_MOCK_FILMS may name video files, separated by commas, to show instead of test patterns,
/// VIGIE_MOCK_TILES a PMTiles file of vector tiles for the map.
export function mockTown(): Plugin {
  return {
    name: 'mock-town',
    apply: 'serve',
    configureServer(server) {
      const town = new Town()
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith('/api/')) return next()
        void town.answer(request, response)
      })
      const sockets = new WebSocketServer({ noServer: true })
      server.httpServer?.on('upgrade', (request, socket, head) => {
        const [, camera, clear] = /^\/api\/live\/([^/?]+)(\?lift=)?/.exec(request.url ?? '') ?? []
        if (camera) sockets.handleUpgrade(request, socket, head, (ws) => town.live(camera, clear === undefined, ws))
      })
    },
  }
}

const HOUR = 3_600_000
const films = (process.env.VIGIE_MOCK_FILMS ?? '').split(',').filter(Boolean)
/// The fourth does not answer, nor do those that VIGIE_MOCK_CAMERAS adds for larger walls.
const tileFile = process.env.VIGIE_MOCK_TILES ?? ''
const names = ['Place du Marché', 'Quai Nord', 'Gare est', 'Rue Basse']
for (let i = names.length + 1; i <= Number(process.env.VIGIE_MOCK_CAMERAS ?? 0); i++) names.push(`Rue ${i}`)
const began = Date.now()
const iso = (ms: number) => new Date(ms).toISOString()

/// Where the make-believe cameras stand; one is not placed.
const townMap = (): TownMap => ({
  cameras: [
    { id: cameraId(0), name: names[0]!, place: 'Mât de l’horloge', position: { latitude: 43.30062, longitude: 5.36918 }, field_of_view: { direction: 160, angle: 75, reach: 45 } },
    { id: cameraId(1), name: names[1]!, position: { latitude: 43.30231, longitude: 5.36842 }, field_of_view: { direction: 75, angle: 60, reach: 70 } },
    { id: cameraId(2), name: names[2]!, position: { latitude: 43.30148, longitude: 5.37391 }, field_of_view: { direction: 215, angle: 70, reach: 45 } },
    { id: cameraId(3), name: names[3]! },
  ],
  layers: [{ id: '1', name: 'Travaux' }],
  ...(tileFile ? { tiles: 'VECTOR' as const } : {}),
})

/// A range of the PMTiles file that VIGIE_MOCK_TILES names.
function tiles(request: IncomingMessage, response: ServerResponse): void {
  const all = readFileSync(tileFile)
  const [, first = '0', last = '0'] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
  const part = all.subarray(Number(first), Number(last) + 1)
  response.statusCode = 206
  response.setHeader('Content-Range', `bytes ${first}-${Number(first) + part.length - 1}/${all.length}`)
  response.setHeader('ETag', '"mock"')
  response.end(part)
}

const works = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { name: 'Quai Nord, chaussée refaite', note: 'une voie sur deux', until: '2026-12-18' },
      geometry: {
        type: 'Polygon',
        coordinates: [[[5.3686, 43.3025], [5.3712, 43.3028], [5.3713, 43.3025], [5.3687, 43.3022], [5.3686, 43.3025]]],
      },
    },
  ],
}

/// What the camera that turns remembers.
const TURNED: PresetList = {
  presets: [
    { token: '1', name: 'The bridge' },
    { token: '2', name: 'The square' },
  ],
  patrols: [],
  devices: [],
}

class Town {
  private signedIn = process.env.VIGIE_MOCK_DOOR !== '1'
  private stops: Stop[] = []
  private lifts: Lift[] = []
  private layouts: WallLayout[] = [layout('w-1', 'Centre-ville', 'ONE_AND_FIVE', [0, 2, 1]), layout('w-2', 'Nuit', 'FOUR', [1, 0])]
  private readonly steps: FieldAlert['steps'] = [{ step: 'SEEN', at: iso(began - 1_200_000), unit: 'Patrouille 2', mine: false }]
  private readonly alerts: Alert[] = [alert(1, 1, -42), alert(2, 0, -7), alert(5, 1, -30), alert(6, 3, -190), alert(3, 1, -1800), alert(4, 2, -4000)]
  private snoozes: Snooze[] = []
  private readonly log = new MockLog()
  private readonly drawings = new MockDrawings()
  private readonly masks = new Map<string, DrawnMasks>()
  private readonly ledger: Entry[] = []
  private readonly trials: RuleTrial[] = [trial(0, 'SHADOW', 2), trial(1, 'SHADOW', 4), trial(2, 'ARMED', 4), trial(3, 'BELOW_FLOOR', 0)]
  private readonly listeners = new Set<ServerResponse>()

  constructor() {
    this.judge(this.alerts[4]!, 'CONFIRMED', 'Constaté à l’image.')
    this.judge(this.alerts[5]!, 'DISMISSED', 'LIGHT_OR_SHADOW')
    this.append('acts.adopted', 'vigie', { number: 'DEMO-2026-1', authority: 'Démonstration' }, -3000)
    this.append('habilitation.granted', 'local-administrator', { person: 'p-7f3a', rights: ['VIEW_LIVE', 'JUDGE'] }, -2900)
    for (let i = 0; i < 30; i++) {
      this.append('permit.granted', i % 3 ? 'p-7f3a' : 'p-91c2', { right: 'VIEW_LIVE', cameras: ['quai-nord'] }, -2800 + i * 60)
      if (i % 4 === 0) this.append('footage.committed', 'vigie', { reels: 4, parts: 240 }, -2780 + i * 60)
    }
    if (process.env.VIGIE_MOCK_ALERTS === '1') {
      let id = 7
      setInterval(() => this.publish(this.add(alert(id++, id % 3, 0))), 30_000).unref()
    }
  }

  private field(): Field {
    const confirmed = this.alerts.filter((a) => a.state === 'CONFIRMED')
    const site = (camera: string) => townMap().cameras.find((c) => c.id === camera)
    return {
      incidents: [
        { number: 3, kind: 'ACCIDENT', status: 'ON_SITE', begun: new Date(Date.now() - 900_000).toISOString(), title: 'two bicycles', teams: ['Patrouille 1'], places: [{ camera: cameraId(0), camera_name: names[0]!, place: 'Mât de l’horloge' }] },
      ],
      alerts: confirmed.map((a, n) => ({
        ...{ id: a.id, camera: a.camera, camera_name: a.camera_name, event: a.event, at: a.at, confirmed_at: a.verdict!.at, still: true },
        ...{ steps: n === 0 ? this.steps : [], place: 'Pont Vieux', note: 'Deux personnes derrière la grille.' },
        ...(site(a.camera)?.position ? { position: site(a.camera)!.position! } : {}),
      })),
      units: ['Patrouille 1', 'Patrouille 2'],
      on_duty: [{ unit: 'Patrouille 2', position: { latitude: 43.3017, longitude: 5.3703 }, accuracy_m: 8, age_s: 7 }],
    }
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://mock')
    const body = request.method === 'POST' ? await json(request) : {}
    const [, , area, id, verb] = url.pathname.split('/').map(decodeURIComponent)
    const send = (value: unknown, status = 200) => {
      response.statusCode = status
      response.setHeader('Content-Type', status >= 400 ? 'application/problem+json' : 'application/json')
      response.setHeader('Set-Cookie', 'XSRF-TOKEN=mock; Path=/')
      response.end(value === undefined ? '' : JSON.stringify(value))
    }
    const refuse = (status: number, code: string, title = '') => send({ code, title, status, detail: '', params: {}, type: '' }, status)
    const me = {
      person: 'p-7f3a',
      name: 'poste 2',
      roles: [],
      rights: ['VIEW_LIVE', 'PLAY_BACK', 'JUDGE', 'STOP', 'CONFIGURE', 'INSPECT', 'ADMINISTER', 'SEE_CLEAR', 'ATTEND'],
      all_in_one: true,
      links_made: [],
      factor_resets: [],
      stage: 'OPEN',
      guest: false,
      has_password: true,
      way: 'LOCAL',
      all_cameras: true,
      cameras: [],
      until: iso(began + 200 * 24 * HOUR),
      session_ends: iso(began + 8 * HOUR),
    }
    if (area === 'welcome') return send({ town: 'Saint-Amand', demo: true, first_run: false, version: '0.1.0' })
    if (area === 'sign-in' || url.pathname === '/api/links/spend') {
      if (area === 'sign-in' && body.password !== 'correct horse battery') return refuse(401, 'WRONG_PASSWORD', 'x')
      this.signedIn = true
      return send(me)
    }
    if (area === 'links') {
      if (body.token === 'spent') return refuse(410, 'LINK_SPENT', 'x')
      return send({ kind: body.token === 'first' ? 'FIRST_RUN' : 'SIGN_IN', expires: iso(began + HOUR) })
    }
    if (!this.signedIn) return refuse(401, 'SIGN_IN_NEEDED', 'x')
    switch (area) {
      case 'me':
        return send(me)
      case 'sign-out':
        this.signedIn = false
        return send(undefined, 204)
      case 'town':
        return send(this.town())
      case 'alarms':
        return send(alarms())
      case 'acts':
        return send(acts())
      case 'commissioning':
        return send(this.commissioning())
      case 'custody':
        return send({ sealed: false, fewest: 3, most: 16, windows_survive_restart: true })
      case 'stops':
        if (request.method === 'POST') {
          const same = (s: Stop) => s.scope === body.scope && s.camera === body.camera && s.rule === body.rule
          this.stops = this.stops.filter((s) => !same(s))
          if (id !== 'resume') this.stops.push({ ...(body as unknown as Stop), person: 'p-7f3a', since: iso(Date.now()) })
          this.append(id === 'resume' ? 'stop.released' : 'stop.pressed', 'p-7f3a', body)
        }
        return send({ stops: this.stops })
      case 'wall':
        if (request.method === 'POST') {
          const order = body as unknown as WallLayoutOrder
          const saved = { ...layout(order.layout ?? `w-${Date.now()}`, order.name, order.shape, []), tiles: order.tiles }
          if (this.layouts.some((one) => one.name === saved.name && one.layout !== saved.layout)) return refuse(409, 'LAYOUT_NAME_TAKEN', 'x')
          this.layouts = [...this.layouts.filter((one) => one.layout !== saved.layout), saved]
          return send(saved, order.layout ? 200 : 201)
        }
        if (request.method === 'DELETE') this.layouts = this.layouts.filter((one) => one.layout !== verb)
        return send({ layouts: this.layouts, most: 100 })
      case 'map':
        if (id === 'layers') return send(works)
        if (id === 'tiles') return tiles(request, response)
        return send(townMap())
      case 'field':
        if (url.pathname.endsWith('/still')) {
          response.setHeader('X-Vigie-Until', iso(Date.now() + 5 * 60_000))
          return film(response, 1, Date.now() - 60_000, 12, 1)
        }
        if (url.pathname.endsWith('/steps')) {
          this.steps.push({ step: body.step as FieldStep, at: iso(Date.now() - Number(body.ago_ms ?? 0)), mine: true, ...(body.unit ? { unit: String(body.unit) } : {}) })
          return send(this.field().alerts.find((a) => a.id === verb))
        }
        if (request.method === 'POST') return send(undefined, 204)
        return send(this.field())
      case 'incidents':
      case 'bookmarks':
      case 'shifts':
        return send(this.log.answer(request.method!, area!, id, verb, body))
      case 'snoozes':
        return send({ snoozes: this.snoozes, longest_minutes: 30 })
      case 'lifts':
        return this.lift(request.method!, id, verb, body, send)
      case 'signals':
        return send({ signals: process.env.VIGIE_MOCK_RELAY === '1' ? [outside()] : [] })
      case 'relays':
        return send(relays(process.env.VIGIE_MOCK_RELAY === '1'))
      case 'cameras':
        if (verb === 'rules' && url.pathname.includes('/snooze')) return send(this.rest(id!, url.pathname.split('/')[5]!, url.pathname.endsWith('/end') ? 0 : Number(body.minutes)))
        if (verb === 'steering') return send(url.pathname.endsWith('/presets') ? TURNED : { may: true, may_remember: true, mine: false, returning: false, judging: true, preset: 'The bridge' })
        if (verb === 'masks') {
          if (request.method === 'POST') this.masks.set(id!, { configured: [], configured_presets: [], ...(body as unknown as Pick<DrawnMasks, 'drawn' | 'drawn_presets'>), version: String(Date.now()) })
          return send(this.masks.get(id!) ?? { configured: [], configured_presets: [], drawn: [], drawn_presets: [], version: '' })
        }
        if (verb === 'drawing') {
          const [, , , , , what, version] = url.pathname.split('/')
          const to = body.drawing as Drawing
          if (what === 'preview') return send(this.drawings.preview(id!, to))
          if (what === 'versions') return send(version ? this.drawings.version(id!, version) : this.drawings.list(id!))
          if (request.method === 'POST' && body.base !== this.drawings.state(id!).hash) return refuse(409, 'DRAWING_CHANGED', 'x')
          return send(request.method === 'POST' ? this.drawings.save(id!, to) : this.drawings.state(id!))
        }
        if (verb === 'rules') return send(this.order(id!, url.pathname.split('/')[6]!, body))
        if (verb === 'timeline') return send(timeline(id!, url))
        if (verb === 'counts') return send(counts(id!, url))
        if (verb === 'days') return send(day(id!, decodeURIComponent(url.pathname.split('/')[5]!)))
        if (verb === 'movement') {
          const [from, to] = ['from', 'to'].map((edge) => Date.parse(url.searchParams.get(edge)!)) as [number, number]
          const moments = [0.1, 0.35, 0.7].map((at) => ({ from: iso(from + at * (to - from)), to: iso(from + (at + 0.04) * (to - from)) }))
          return send({ camera: id, from: iso(from), to: iso(to), moments, unknown: [{ from: iso(from), to: iso(from + 0.05 * (to - from)) }], hidden: 0.07 })
        }
        if (verb === 'glimpses') {
          const [from, to] = ['from', 'to'].map((edge) => Date.parse(url.searchParams.get(edge)!)) as [number, number]
          const times = Array.from({ length: 60 }, (_, n) => Math.round(from + (n * (to - from)) / 60))
          response.setHeader('X-Vigie-Times', times.join())
          return film(response, cameraIndex(id!), from, 60)
        }
        if (verb === 'playback') {
          const clear = url.searchParams.has('lift')
          if (!clear) this.append('permit.granted', 'p-7f3a', { right: 'PLAY_BACK', cameras: [id], reason: url.searchParams.get('reason') })
          const from = Date.parse(url.searchParams.get('from')!)
          return film(response, cameraIndex(id!), from, Math.min(120, (Date.parse(url.searchParams.get('to')!) - from) / 1000), 0, !clear)
        }
        return send(id ? this.cameras().find((c) => c.id === id) : { cameras: this.cameras() })
      case 'search': {
        const found = this.alerts.map(({ camera, camera_name, at, event, kind, zone }, i) => ({ camera, camera_name, at, event, kind, zone, alert: this.alerts[i]! }))
        return send({ found, more: false })
      }
      case 'days': {
        const named = url.searchParams.get('cameras')?.split(',') ?? this.cameras().map((camera) => camera.id)
        return send({ zone: 'Europe/Paris', date: id, days: named.map((camera) => day(camera, id!)) })
      }
      case 'alerts': {
        if (id === 'reminder') return send(process.env.VIGIE_MOCK_REMINDER === '1' ? { reminder: { at: iso(began), confirms: 5, judged: 40, wrong: 14 } } : {})
        if (id === 'stream') return this.stream(response)
        if (!id) {
          const of = url.searchParams.get('camera')
          if (url.searchParams.get('shadow') === 'true') {
            return send({ alerts: [alert(90, cameraIndex(of!), -500), alert(91, cameraIndex(of!), -900)], waiting: this.waiting() })
          }
          return send({ alerts: this.alerts.filter((a) => !of || a.camera === of), waiting: this.waiting() })
        }
        const found = this.alerts.find((a) => a.id === id)
        if (!found) return refuse(404, 'NO_SUCH_ALERT', 'x')
        if (verb === 'clip') return film(response, cameraIndex(found.camera), Date.parse(found.at) - 6000, 12)
        if (verb === 'still') return film(response, cameraIndex(found.camera), Date.parse(found.at), 12, 1)
        if (verb === 'confirm' || verb === 'dismiss') {
          if (found.state !== 'WAITING') return refuse(409, 'ALREADY_JUDGED', 'x')
          this.judge(found, verb === 'confirm' ? 'CONFIRMED' : 'DISMISSED', String(body.reason), body.note as string | undefined)
          this.append(verb === 'confirm' ? 'alert.confirmed' : 'alert.dismissed', 'p-7f3a', { alert: found.id, camera: found.camera, reason: body.reason })
          this.publish(found)
        }
        return send(found)
      }
      case 'ledger':
        if (id === 'checkpoint') return send(this.checkpoint())
        if (verb === 'proof') return send(this.proof(Number(id)))
        return send(this.page(url))
    }
    return refuse(404, 'NOT_FOUND', 'x')
  }

  private rest(camera: string, rule: string, minutes: number): { snoozes: Snooze[]; longest_minutes: number } {
    this.snoozes = this.snoozes.filter((one) => one.camera !== camera || one.rule !== rule)
    if (minutes > 0) {
      this.snoozes.push({
        ...{ camera, camera_name: names[cameraIndex(camera)]!, rule, event: 'INTRUSION', person: 'p-7f3a', name: 'poste 2', mine: true, may_end: true },
        ...{ since: iso(Date.now()), until: iso(Date.now() + minutes * 60_000), left_ms: minutes * 60_000 },
      })
    }
    return { snoozes: this.snoozes, longest_minutes: 30 }
  }

  /// Another's lift runs from the beginning, so that the status bar has something to count.
  private lift(method: string, id: string | undefined, verb: string | undefined, body: Record<string, unknown>, send: (value: unknown, status?: number) => void): void {
    const now = Date.now()
    this.lifts = this.lifts.filter((one) => Date.parse(one.until) > now)
    const of = (more: Partial<Lift>, minutes: number): Lift => ({
      ...{ lift: String(now), camera: cameraId(0), camera_name: names[0]!, person: 'p-7f3a', name: 'poste 2', mine: true, may_end: true, ground: 'PERSON_IN_DANGER', live: true },
      ...{ since: iso(now), until: iso(now + minutes * 60_000), left_ms: minutes * 60_000 },
      ...more,
    })
    if (method === 'GET' && process.env.VIGIE_MOCK_LIFT === '1' && this.lifts.length === 0) {
      this.lifts.push(of({ lift: 'other', camera: cameraId(2), camera_name: names[2]!, person: 'p-91c2', name: 'poste 1', mine: false, ground: 'GUIDING_A_CREW' }, 5))
    }
    const found = this.lifts.find((one) => one.lift === id)
    if (method === 'POST' && id === undefined) {
      const order = body as unknown as LiftOrder
      const { camera, ground, from, to } = order
      const fresh = of({ camera, camera_name: names[cameraIndex(camera)]!, ground, live: from === undefined, ...(from ? { from } : {}), ...(to ? { to } : {}) }, 5)
      this.append('lift.granted', 'p-7f3a', { ...order, lift: fresh.lift })
      this.lifts.push(fresh)
      return send(fresh, 201)
    }
    if (found && verb === 'extend') {
      found.until = iso(now + 5 * 60_000)
      return send({ ...found, left_ms: 5 * 60_000 })
    }
    if (verb === 'end') this.lifts = this.lifts.filter((one) => one !== found)
    return send({
      lifts: this.lifts.map((one) => ({ ...one, left_ms: Date.parse(one.until) - now })),
      stopped: this.stops.some((stop) => stop.scope === 'CLEAR'),
      usual_minutes: 5,
      longest_minutes: 15,
    })
  }

  live(camera: string, masked: boolean, socket: WebSocket): void {
    const index = cameraIndex(camera)
    if (index >= 3) {
      socket.send(JSON.stringify({ type: 'interrupted', reason: 'The camera does not answer at 10.2.0.14:554.' }))
      return
    }
    const maker = spawn('ffmpeg', [...source(index, began), '-g', '10', ...encoding(masked), 'pipe:1'], { stdio: ['ignore', 'pipe', 'ignore'] })
    let left = Buffer.alloc(0)
    let head: Buffer[] = []
    let begun = false
    maker.stdout.on('data', (chunk: Buffer) => {
      left = Buffer.concat([left, chunk])
      while (left.length >= 8 && left.length >= left.readUInt32BE(0)) {
        const size = left.readUInt32BE(0)
        const box = left.subarray(0, size)
        const kind = box.toString('latin1', 4, 8)
        left = left.subarray(size)
        head.push(Buffer.from(box))
        if (kind === 'moov') {
          const avcc = box.indexOf('avcC') + 4
          const codec = 'avc1.' + box.subarray(avcc + 1, avcc + 4).toString('hex')
          socket.send(JSON.stringify({ type: 'format', codec, width: 640, height: 360, masked }))
          begun = true
        }
        if (kind === 'moov' || (begun && kind === 'mdat')) {
          socket.send(Buffer.concat(head))
          head = []
        }
      }
    })
    socket.on('close', () => maker.kill())
  }

  private town() {
    return {
      town: 'Saint-Amand',
      demo: true,
      profile: 'demo',
      seal: 'ENCRYPTED_NOT_SEALED',
      recording_act: act('DEMO-2026-1', 212),
      detection_act: act('DEMO-2026-2', 88),
      cameras: 4,
      recording: 3,
      waiting: this.waiting(),
      alarms: alarms().current.length,
      zone: 'Europe/Paris',
      stopped: this.stops.some((s) => s.scope === 'TOWN'),
      checkpoint: this.checkpoint(),
      version: '0.1.0',
      now: iso(Date.now()),
    }
  }

  private cameras(): Camera[] {
    return names.map((name, i) => ({
      id: cameraId(i),
      name,
      groups: i % 4 === 3 ? [] : [i % 2 ? 'Port' : 'Centre-ville'],
      ...(i === 3 ? {} : { act: act('DEMO-2026-1', 212) }),
      states: (['MAIN', 'SUB'] as const).map((stream) => ({
        stream,
        phase: i === 3 ? 'WAITING' : 'STREAMING',
        since: iso(began - (i + 1) * 1_234_567),
        reason: i === 3 ? 'The camera does not answer at 10.2.0.14:554.' : '',
        access_units: Math.round((Date.now() - began + 2e7) / 40),
        lost_packets: i === 2 ? 12 : 0,
      })),
      recording: i !== 3,
      watching: i === 3 ? 'NO' : i === 2 ? 'MASK' : 'WATCH',
      zones: [
        { id: 'cour', kind: 'AREA', points: [{ x: 0.3, y: 0.45 }, { x: 0.72, y: 0.42 }, { x: 0.85, y: 0.9 }, { x: 0.22, y: 0.92 }] },
        { id: 'seuil', kind: 'LINE', points: [{ x: 0.05, y: 0.8 }, { x: 0.95, y: 0.7 }] },
      ],
      rules: [
        {
          id: 'cour-fermee',
          event: 'INTRUSION',
          zone: 'cour',
          settings: { patience: '1 s', schedule: '22:00-06:00' },
          stopped: this.stops.some((s) => s.rule === 'cour-fermee' && s.camera === cameraId(i)),
          ...(i < 2 ? { precision: { confirmed: 23, dismissed: 2 } } : {}),
        },
        { id: 'passages', event: 'LINE_COUNT', zone: 'seuil', settings: {}, stopped: false },
      ],
      view: i === 2 ? { troubles: ['DEFOCUSED'] } : { troubles: [] },
      analysed: Math.round((Date.now() - began + 1e7) / 100),
      skipped: i * 7,
      ...(i === 3 ? {} : { stored: { width: i === 1 ? 640 : 1920, height: i === 1 ? 360 : 1080, pictures_per_second: 24.97, bits_per_second: 2_080_000 } }),
      norm: i === 1 ? { of: 'NARROW', width: 704, height: 576, pictures_per_second: 12 } : { of: 'OTHER', width: 352, height: 288, pictures_per_second: 6 },
      ...(i === 1
        ? {
            masks: {
              version: '3f8a01c7be52',
              zones: [[{ x: 0.06, y: 0.08 }, { x: 0.24, y: 0.06 }, { x: 0.25, y: 0.32 }, { x: 0.07, y: 0.33 }]],
              burners: 2,
              pictures: Math.round((Date.now() - began + 1e7) / 40),
              lost: 0,
              millis_per_picture: 17.3,
              core_percent: 46.2,
            },
          }
        : {}),
      steerable: i === 0,
      judging_there: i === 0,
      ...(i === 0 ? { stands_at: 'The bridge', away_since: iso(began) } : {}),
      neighbours: i === 0 ? [cameraId(1), cameraId(2)] : i === 1 ? [cameraId(0)] : [],
      stopped: this.stops.some((s) => s.scope === 'TOWN' || (s.scope === 'CAMERA' && s.camera === cameraId(i))),
      rights: ['VIEW_LIVE', 'PLAY_BACK', 'JUDGE', 'STOP', 'CONFIGURE', 'SEE_CLEAR', 'STEER'],
    }))
  }

  /// One rule in shadow half-way, one that is ready, one that is armed, one that fell short.
  private commissioning(): Commissioning {
    return { asked: true, shadow_days: 14, floor: 0.5, light: 'DAY', rules: this.trials }
  }

  private order(camera: string, verb: string, body: Record<string, unknown>): RuleTrial {
    const rule = this.trials.find((one) => one.camera === camera)!
    const trial = rule.trial!
    if (verb === 'scenes') {
      const until = Date.now() + Number(body.seconds) * 1000
      trial.scenes.push({ ...(body as unknown as { light: 'DAY'; expected: boolean; what: string }), from: iso(Date.now()), to: iso(until), raised: false })
    } else {
      rule.standing = verb === 'arm' ? 'ARMED' : 'SHADOW'
      rule.trial = { ...trial, since: iso(Date.now()), person: 'p-7f3a', why: String(body.reason), ...(verb === 'arm' ? { floor: Number(body.floor) } : {}) }
    }
    return rule
  }

  private waiting(): number {
    return this.alerts.filter((a) => a.state === 'WAITING').length
  }

  private add(fresh: Alert): Alert {
    this.alerts.unshift(fresh)
    return fresh
  }

  private judge(which: Alert, state: 'CONFIRMED' | 'DISMISSED', reason: string, note?: string): void {
    which.state = state
    which.verdict = { state, person: 'p-7f3a', at: iso(Date.now()), reason, ...(note ? { note } : {}) }
  }

  private stream(response: ServerResponse): void {
    response.setHeader('Content-Type', 'text/event-stream')
    response.write(`event: current\ndata: ${JSON.stringify({ alerts: this.alerts, waiting: this.waiting() })}\n\n`)
    this.listeners.add(response)
    response.on('close', () => this.listeners.delete(response))
  }

  private publish(which: Alert): void {
    for (const listener of this.listeners) listener.write(`event: alert\ndata: ${JSON.stringify(which)}\n\n`)
  }

  private append(kind: string, actor: string, facts: Record<string, unknown>, seconds = 0): void {
    this.ledger.push({ index: this.ledger.length, at: iso(Date.now() + seconds * 1000), kind, actor, mine: actor === 'p-7f3a', facts })
  }

  private page(url: URL) {
    const before = Number(url.searchParams.get('before') ?? this.ledger.length)
    const mine = url.searchParams.get('mine') === 'true'
    const kind = url.searchParams.get('kind')
    const all = this.ledger.filter((e) => e.index < before && (!mine || e.mine) && (!kind || e.kind === kind)).reverse()
    const entries = all.slice(0, 25)
    return {
      entries,
      size: this.ledger.length,
      kinds: [...new Set(this.ledger.map((e) => e.kind))],
      ...(all.length > 25 ? { before: entries.at(-1)!.index } : {}),
    }
  }

  private leaves(): Buffer[] {
    return this.ledger.map((e) => sha(Buffer.from([0]), sha(SALT, Buffer.from(JSON.stringify(e)))))
  }

  private checkpoint() {
    const root = merkle(this.leaves()).toString('base64')
    const note = `vigie.example/saint-amand\n${this.ledger.length}\n${root}\n\n— vigie.example/saint-amand 3q2+7w==\n`
    return { origin: 'vigie.example/saint-amand', size: this.ledger.length, root, note, at: iso(Date.now() - 4000) }
  }

  private proof(index: number) {
    const leaves = this.leaves()
    return {
      index,
      leaf: index,
      salt: SALT.toString('base64'),
      body: JSON.stringify(this.ledger[index]),
      leaf_hash: leaves[index]!.toString('base64'),
      hashes: path(index, leaves).map((h) => h.toString('base64')),
      checkpoint: this.checkpoint(),
    }
  }
}

/// Passages of a day or of some weeks, more of them around midday; nobody watched in the first two bins.
function counts(camera: string, url: URL) {
  const by = url.searchParams.get('by') ?? 'HOUR'
  const step = by === 'DAY' ? 24 * HOUR : HOUR
  const from = Date.parse(`${url.searchParams.get('from')}T00:00:00+01:00`)
  const bins = Array.from({ length: by === 'DAY' ? 28 : 24 }, (_, i) => ({ from: iso(from + i * step), to: iso(from + (i + 1) * step) }))
  const passages = (factor: number) => bins.map((_, i) => (i < 2 ? 0 : Math.round(factor * (1 + Math.sin((i - 6) / 4)) * (3 + (i % 3)))))
  const series = (kind: string, direction: string, factor: number) => {
    const numbers = passages(factor)
    return { kind, direction, total: numbers.reduce((a, b) => a + b, 0), passages: numbers }
  }
  const watched = bins.map((_, i) => (i < 2 ? 0 : 60))
  return {
    camera,
    zone: 'Europe/Paris',
    by,
    bins,
    lines: [
      {
        rule: 'passages',
        line: 'seuil',
        watched_minutes: watched,
        series: [series('PERSON', 'forward', 3), series('PERSON', 'back', 2), series('CAR', 'forward', 1)],
      },
    ],
    zones: [
      { rule: 'density-cour', zone: 'cour', watched_minutes: watched, people: passages(1).map((most, bin) => ({ bin, most, mean: most / 2 })).slice(2) },
    ],
  }
}

const cameraId = (i: number) => ['place-du-marche', 'quai-nord', 'gare-est', 'rue-basse'][i] ?? `rue-${i + 1}`
const layout = (id: string, name: string, shape: WallLayout['shape'], tiles: number[]): WallLayout => ({
  ...{ layout: id, name, shape, by: 'p-7f3a', changed: iso(began), changeable: true },
  tiles: tiles.map((i) => cameraId(i)),
})
const cameraIndex = (id: string) => Math.max(0, names.findIndex((_, i) => cameraId(i) === id))
const act = (number: string, days: number) => ({
  number,
  authority: 'Préfecture (démonstration)',
  from: iso(began - 153 * 24 * HOUR),
  to: iso(began + days * 24 * HOUR),
  days_left: days,
  signed: number.endsWith('114'),
})

function acts() {
  const key = 'SHA256:AbW1jz6JJmUgw3ICWVQCb3K3qGQxqcyZMkP5Vdgqd1E'
  const { signed: _, ...recording } = act('2026-114', 212)
  const { signed: __, ...detection } = act('2026-115', 20)
  return {
    profile: 'private-site',
    profile_version: 1,
    acts: [
      { ...recording, kind: 'RECORDING' as const, state: 'IN_FORCE' as const, signed_by: key },
      { ...detection, kind: 'DETECTION' as const, state: 'IN_FORCE' as const },
      {
        ...act('2026-98', 90),
        kind: 'DETECTION' as const,
        state: 'SUSPENDED' as const,
        since: iso(began - HOUR),
        name: 'Claire Martin',
        reason: 'délibération du conseil',
      },
    ],
  }
}

function alert(id: number, camera: number, seconds: number): Alert {
  return {
    id: String(id),
    camera: cameraId(camera),
    camera_name: names[camera]!,
    event: camera === 2 ? 'WRONG_WAY' : 'INTRUSION',
    rule: 'cour-fermee',
    zone: 'cour',
    kind: camera === 2 ? 'CAR' : 'PERSON',
    from: iso(Date.now() + (seconds - 1.4) * 1000),
    at: iso(Date.now() + seconds * 1000),
    confidence: 0.87,
    ...(camera < 2 ? { precision: { confirmed: 23, dismissed: 2 } } : {}),
    boxes: [{ left: 0.46, top: 0.4, width: 0.07, height: 0.26 }],
    signals: 1 + (id % 3),
    state: 'WAITING',
    seen: false,
    ...(seconds < -120 && id !== 90 && id !== 91 ? { escalated: iso(Date.now() + (seconds + 120) * 1000) } : {}),
    clip: seconds > -20 ? { state: 'OWED' } : id % 5 === 4 ? { state: 'NONE', why: 'NO_EYE' } : { state: 'KEPT', until: iso(Date.now() + (72 * 3600 + seconds) * 1000) },
  }
}

function trial(camera: number, standing: RuleTrial['standing'], done: number): RuleTrial {
  const steps = (['DAY', 'NIGHT'] as const).flatMap((light) => [true, false].map((expected) => ({ light, expected })))
  const staged = steps.slice(0, done)
  return {
    camera: cameraId(camera),
    camera_name: names[camera]!,
    rule: 'cour-fermee',
    event: camera === 2 ? 'WRONG_WAY' : 'INTRUSION',
    experimental: false,
    standing,
    measured: standing === 'BELOW_FLOOR' ? [] : [{ light: 'DAY', alerts: 31, confirmed: 23, dismissed: 4 }, { light: 'TWILIGHT', alerts: 2, confirmed: 1, dismissed: 1 }, { light: 'NIGHT', alerts: 12, confirmed: 6, dismissed: 5 }],
    trial: {
      since: iso(began - 5 * 24 * HOUR),
      person: standing === 'ARMED' ? 'p-7f3a' : 'vigie',
      ...(standing === 'ARMED' ? { floor: 0.7 } : {}),
      why: standing === 'ARMED' ? 'Reçue sur le rapport 12.' : standing === 'SHADOW' ? 'It has not been commissioned yet.' : 'Of 9 verdicts in 7 days 44 % were confirmed; 70 % were declared.',
      watched_days: 5,
      last_week: { confirmed: standing === 'ARMED' ? 8 : 0, dismissed: standing === 'ARMED' ? 1 : 0 },
      route: steps.map((step, i) => ({ ...step, staged: i < done ? 3 : 0, passed: i < done ? 3 : 0, done: i < done })),
      scenes: staged.map((step, i) => ({ ...step, what: 'Quelqu’un entre par la grille.', from: iso(began - (50 - i) * HOUR), to: iso(began - (50 - i) * HOUR + 120_000), raised: step.expected })),
      missing: done === 4 ? [] : [{ kind: 'TRIAL', have: 5, need: 14, sentence: '' }, { kind: 'VERDICTS', have: 40, need: 41, sentence: '' }],
    },
  }
}

function alarms() {
  const lost = { kind: 'NOT_RECORDING', subject: 'rue-basse', camera_name: 'Rue Basse', since: iso(began - 400_000), detail: 'Rue Basse has not been recorded for 400 s. No answer from 10.2.0.14:554.' }
  return { current: [lost], ended: [{ ...lost, kind: 'CLOCK', subject: 'clock', detail: '', ended: iso(began - 300_000), why: '' }] }
}

function day(camera: string, date: string) {
  const { from, to } = windowOf(readDay(date)!, 'Europe/Paris')
  const url = new URL(`http://mock/?from=${iso(from)}&to=${iso(to)}`)
  const { recorded, gaps } = timeline(camera, url)
  const length = (all: { from: string; to: string }[]) => all.reduce((sum, s) => sum + Date.parse(s.to) - Date.parse(s.from), 0)
  const reasons = [...new Set(gaps.map((gap) => gap.reason))]
  const lost = reasons.map((reason) => {
    const some = gaps.filter((gap) => gap.reason === reason)
    return { reason, ms: length(some), gaps: some.length }
  })
  const sum = {
    ...{ date, from: iso(from), to: iso(to), length_ms: to - from, recorded_ms: length(recorded), lost },
    ...{ deleted_ms: 0, before_ms: 0, unsettled_ms: 0, ahead_ms: to - from - length(recorded) - length(gaps) },
  }
  return { camera, zone: 'Europe/Paris', sum, recorded, gaps, deleted: [], sealed: [], held: [] }
}

function timeline(camera: string, url: URL): Timeline {
  const from = Date.parse(url.searchParams.get('from')!)
  const to = Math.min(Date.parse(url.searchParams.get('to')!), Date.now())
  const recorded: Timeline['recorded'] = []
  const gaps: Timeline['gaps'] = []
  const reasons: [GapReason, string][] = [
    ['CAMERA_LOST', 'No answer from 10.2.0.14:554 for 41 s.'],
    ['RESTART', 'Vigie was updated.'],
    ['NO_ACT', ''],
  ]
  let at = from
  for (let i = 0; at < to; i++) {
    const end = Math.min(to, at + (1.7 + ((i * 7) % 5)) * HOUR)
    recorded.push({ from: iso(at), to: iso(end) })
    const gapEnd = Math.min(to, end + (i % 3 === 2 ? 0.6 : 0.12) * HOUR)
    const [reason, detail] = reasons[i % 3]!
    if (gapEnd > end) gaps.push({ from: iso(end), to: iso(gapEnd), reason, detail })
    at = gapEnd
  }
  return { camera, from: iso(from), to: url.searchParams.get('to')!, recorded, gaps, deleted: [], sealed: [] }
}

function source(index: number, from: number): string[] {
  const file = films[index % films.length]
  const skip = String(((Date.now() - from) / 1000 + index * 5) % 12)
  return file ? ['-re', '-stream_loop', '-1', '-ss', skip, '-i', file] : ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=10']
}

function encoding(masked: boolean): string[] {
  return [
    ...['-an', '-vf', masked ? 'fps=10,scale=40:-2:flags=area,scale=640:360:flags=neighbor' : 'fps=10', '-c:v', 'libx264', '-preset', 'ultrafast'],
    ...['-tune', 'zerolatency', '-pix_fmt', 'yuv420p', '-f', 'mp4'],
    ...['-movflags', 'frag_every_frame+empty_moov+default_base_moof'],
  ]
}

/// @param pictures at most so many of it
function film(response: ServerResponse, index: number, from: number, seconds: number, pictures = 0, masked = true): void {
  const args = source(index, from).filter((a) => a !== '-re')
  const maker = spawn('ffmpeg', [...args, '-t', String(seconds), ...(pictures ? ['-frames:v', String(pictures)] : []), ...encoding(masked), 'pipe:1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  response.setHeader('Content-Type', 'video/mp4')
  response.setHeader('X-Vigie-Start', iso(from))
  response.setHeader('X-Vigie-End', iso(from + seconds * 1000))
  maker.stdout.pipe(response)
  response.on('close', () => maker.kill())
}

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text ? (JSON.parse(text) as Record<string, unknown>) : {}
}

const SALT = Buffer.from('0123456789abcdef')
const sha = (...parts: Buffer[]) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const half = (n: number) => 2 ** Math.floor(Math.log2(n - 1))

function merkle(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha()
  if (leaves.length === 1) return leaves[0]!
  const k = half(leaves.length)
  return sha(Buffer.from([1]), merkle(leaves.slice(0, k)), merkle(leaves.slice(k)))
}

function path(index: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length <= 1) return []
  const k = half(leaves.length)
  return index < k
    ? [...path(index, leaves.slice(0, k)), merkle(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), merkle(leaves.slice(0, k))]
}

/// Two agreements; with `busy`, a camera that is open to one partner and two streams that another takes.
function relays(busy: boolean): RelayList {
  const until = new Date(Date.now() + 200 * 86_400_000).toISOString()
  const police = { relay: 'police', partner: 'Police nationale', agreement: 'Convention 2026-31' }
  const wall = { relay: 'metropole', partner: 'Métropole, CSU', agreement: 'Convention 2026-12' }
  const since = new Date(Date.now() - 90_000).toISOString()
  const taken = (n: number) => ({ ...wall, session: `s-${n}`, camera: cameraId(n), camera_name: names[n]!, clear: false, since, connections: 1, pictures: 900, dropped: n === 1 ? 25 : 0 })
  return {
    relays: [
      { ...police, until, over: false, clear: true, longest_minutes: 60, cameras: [cameraId(0), cameraId(1)], may_open: [cameraId(0), cameraId(1)], refused: 0 },
      { ...wall, until, over: false, clear: false, longest_minutes: 0, cameras: [cameraId(1), cameraId(2)], may_open: [], refused: 4, last_refusal: 'The user or the password of the relay is wrong.' },
    ],
    sessions: busy ? [taken(1), taken(2)] : [],
    openings: busy ? [{ ...police, opening: 'o-1', camera: cameraId(0), camera_name: names[0]!, name: 'poste 1', since, until: new Date(Date.now() + 700_000).toISOString(), left_ms: 700_000, may_end: true }] : [],
    strangers: busy ? 3 : 0,
  }
}

/// Something that another system says.
function outside(): OutsideSignal {
  return { signal: '71', source: 'hall', source_name: 'Alarme de la halle', camera: cameraId(0), camera_name: names[0]!, kind: 'door-forced', text: 'Porte nord de la halle ouverte hors horaires', at: new Date(Date.now() - 40_000).toISOString(), dropped: 0 }
}
