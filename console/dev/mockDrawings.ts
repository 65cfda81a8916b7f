import { createHash } from 'node:crypto'
import type { Drawing, DrawingPreview, DrawingState, DrawingVersion } from '../src/api/types.ts'
import { differences } from '../src/zones/edit.ts'
import { groundOf, isGround } from '../src/zones/ground.ts'

/// What is drawn on the cameras of the make-believe town.
export class MockDrawings {
  private readonly drawings = new Map<string, Drawing>()
  private readonly versions = new Map<string, { version: DrawingVersion; drawing: Drawing }[]>()

  state(camera: string): DrawingState {
    const drawing = this.drawings.get(camera) ?? FIRST
    return { camera, file: 'rules.yaml', hash: hash(drawing), in_force: true, drawing, preview: preview(drawing, drawing) }
  }

  preview(camera: string, to: Drawing): DrawingPreview {
    return preview(this.state(camera).drawing, to)
  }

  save(camera: string, to: Drawing): DrawingState {
    const before = this.state(camera)
    this.drawings.set(camera, to)
    const known = this.versions.get(camera) ?? [{ version: version(before.hash, '', 'vigie', 17), drawing: before.drawing }]
    this.versions.set(camera, [{ version: version(hash(to), before.hash, 'p-7f3a', 40 + known.length), drawing: to }, ...known])
    return this.state(camera)
  }

  list(camera: string): { versions: DrawingVersion[] } {
    return { versions: (this.versions.get(camera) ?? []).map((one) => one.version) }
  }

  version(camera: string, hashed: string): Drawing | undefined {
    return this.versions.get(camera)?.find((one) => one.version.hash === hashed)?.drawing
  }
}

const FIRST: Drawing = {
  size: { width: 1920, height: 1080 },
  ground: [
    { point: { x: 0.246, y: 0.75 }, metres: { x: -3, y: 6 } },
    { point: { x: 0.754, y: 0.75 }, metres: { x: 3, y: 6 } },
    { point: { x: 0.688, y: 0.338 }, metres: { x: 5, y: 16 } },
    { point: { x: 0.312, y: 0.338 }, metres: { x: -5, y: 16 } },
  ],
  zones: [
    { id: 'cour', kind: 'zone', points: [{ x: 0.3, y: 0.45 }, { x: 0.72, y: 0.42 }, { x: 0.85, y: 0.9 }, { x: 0.22, y: 0.92 }] },
    { id: 'seuil', kind: 'line', points: [{ x: 0.05, y: 0.8 }, { x: 0.95, y: 0.7 }] },
    { id: 'sortie', kind: 'lane', points: [{ x: 0.74, y: 0.3 }, { x: 0.86, y: 0.3 }, { x: 0.97, y: 0.6 }, { x: 0.8, y: 0.62 }], direction: { x: 0.3, y: 1 } },
  ],
  rules: [
    { id: 'cour-fermee', event: 'INTRUSION', zone: 'cour', class: 'person', schedule: [{ days: 'mon-fri', from: '22:00', to: '06:00' }], settings: { patience_s: '3' } },
    { id: 'passages', event: 'LINE_COUNT', zone: 'seuil', schedule: [], settings: {} },
  ],
  time_zone: 'Europe/Paris',
}

const hash = (drawing: Drawing) => createHash('sha256').update(JSON.stringify(drawing)).digest('hex')

const version = (hashed: string, before: string, person: string, entry: number): DrawingVersion => ({
  hash: hashed,
  before,
  at: new Date().toISOString(),
  person,
  entry: String(entry),
})

function preview(from: Drawing, to: Drawing): DrawingPreview {
  const changed = differences(from, to)
  const how = (what: string, id: string) => changed.find((one) => one.what === what && one.id === id)?.how ?? 'SAME'
  const size = to.size ?? { width: 1920, height: 1080 }
  const ground = to.ground.length > 0 ? groundOf(size.width / size.height, to.ground) : undefined
  return {
    rules: to.rules.map((rule) => {
      const id = rule.id ?? ''
      const change = how('rule', id) === 'SAME' ? how('zone', rule.zone ?? '') : how('rule', id)
      const event = rule.event as DrawingPreview['rules'][number]['event']
      return {
        ...{ id, event, zone: rule.zone ?? '', change, left_out: '' },
        ...(change === 'NEW' ? {} : { now: 'ARMED' as const }),
        ...(event === 'LINE_COUNT' ? {} : { then: change === 'SAME' ? ('ARMED' as const) : ('SHADOW' as const) }),
        ...(event === 'FIRE' ? {} : { act: 'DEMO-2026-2' }),
      }
    }),
    zones: to.zones.map((zone) => {
      const shown = isGround(ground) ? zone.points.map((point) => ground.pixelsPerMetre(point, size.width) ?? 0) : []
      const square = isGround(ground) && zone.kind !== 'line' ? ground.squareMetres(zone.points) : undefined
      return {
        ...{ id: zone.id, change: how('zone', zone.id) },
        ...(shown.length > 0 ? { least: Math.min(...shown), most: Math.max(...shown) } : {}),
        ...(square === undefined ? {} : { square_metres: square }),
      }
    }),
    ...(isGround(ground) ? { error_m: ground.error } : {}),
    text_kept: true,
  }
}
