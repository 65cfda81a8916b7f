import type { Incident, LineKind, LogLine, Shift } from '../src/api/types.ts'

const MINUTE = 60_000
const iso = (ms: number) => new Date(ms).toISOString()

/// The make-believe town's shift log: one incident under way, one bookmark, the note of the shift before.
export class MockLog {
  private readonly began = Date.now() - 190 * MINUTE
  private readonly lines: LogLine[] = []
  private readonly incidents: Incident[] = []
  private entry = 400
  private past: Shift[] = [
    {
      number: 11,
      began: iso(this.began - 480 * MINUTE),
      ended: iso(this.began),
      present: false,
      alerts: { raised: 31, confirmed: 4, dismissed: 26 },
      handed_over: this.line('HANDED_OVER', { shift: 11, person: 'p-91c2', mine: false, words: 'Travaux quai Nord jusqu’à midi, la règle de la cour lève souvent. Patrouille 2 en secteur ouest.' }, this.began),
    },
  ]

  constructor() {
    const camera = { camera: 'quai-nord', camera_name: 'Quai Nord' }
    this.open({ kind: 'ACCIDENT', ...camera, words: 'deux vélos, chaussée mouillée' }, Date.now() - 14 * MINUTE)
    this.write(1, 'TEAM_SENT', { words: 'patrouille 2' }, Date.now() - 12 * MINUTE)
    this.write(1, 'ON_SITE', {}, Date.now() - 5 * MINUTE)
    this.lines.push(this.line('BOOKMARKED', { camera: 'gare-est', camera_name: 'Gare est', moment: iso(Date.now() - 40 * MINUTE), words: 'camion en double file' }, Date.now() - 39 * MINUTE))
  }

  answer(method: string, area: string, id: string | undefined, verb: string | undefined, body: Record<string, unknown>): unknown {
    const more = body as Partial<LogLine>
    if (area === 'incidents' && method === 'POST') {
      if (verb === 'lines') return this.write(Number(id), body.kind as LineKind, more, Date.now())
      return this.open({ camera_name: String(body.camera), ...body } as never, Date.now())
    }
    if (area === 'incidents') return id ? this.incidents.find((one) => one.number === Number(id)) : { incidents: this.incidents.filter((one) => one.status !== 'CLOSED') }
    if (area === 'bookmarks') {
      const line = this.line('BOOKMARKED', { camera_name: String(body.camera), ...more }, Date.now())
      this.lines.push(line)
      return line
    }
    if (!id) return { shifts: [this.present(), ...this.past] }
    const shift = id === 'present' ? this.present() : this.past.find((one) => one.number === Number(id))!
    if (verb === 'acknowledge') shift.acknowledged = this.line('ACKNOWLEDGED', { shift: shift.number }, Date.now())
    return method === 'POST' ? shift : { shift, incidents: shift.present ? this.incidents : [], lines: shift.present ? this.lines : [] }
  }

  private present(): Shift {
    return { number: 12, began: iso(this.began), present: true, alerts: { raised: 12, confirmed: 2, dismissed: 7 } }
  }

  private open(order: { kind: Incident['kind']; camera: string; camera_name: string; words?: string }, at: number): Incident {
    const number = this.incidents.length + 1
    const { camera, camera_name, words } = order
    const line = this.line('OPENED', { incident: number, camera, camera_name, moment: iso(at), ...(words ? { words } : {}) }, at)
    this.lines.push(line)
    this.incidents.push({
      ...{ number, kind: order.kind, status: 'OPEN', begun: iso(at), opened: iso(at), changed: iso(at) },
      ...{ cameras: [{ camera, name: camera_name, place: 'angle du quai et de la rue Basse' }], alerts: [], teams: [], timeline: [line] },
      ...(words ? { title: words } : {}),
    })
    return this.incidents.at(-1)!
  }

  private write(number: number, kind: LineKind, more: Partial<LogLine>, at: number): Incident {
    const incident = this.incidents[number - 1]!
    const line = this.line(kind, { incident: number, ...more }, at)
    this.lines.push(line)
    incident.timeline.push(line)
    if (kind === 'TEAM_SENT') incident.teams.push(more.words ?? '')
    incident.status = kind === 'CLOSED' ? 'CLOSED' : kind === 'ON_SITE' ? 'ON_SITE' : kind === 'REOPENED' ? 'OPEN' : incident.status
    return incident
  }

  private line(kind: LineKind, more: Partial<LogLine>, at: number): LogLine {
    this.entry++
    return { ...{ id: String(this.entry), at: iso(at), person: 'p-7f3a', mine: true, entry: this.entry }, ...more, kind }
  }
}
