import { describe, expect, it } from 'vitest'
import type { Alarm, Camera, Machine, Town } from '../api/types.ts'
import { en } from '../text/en.ts'
import { formats } from '../text/format.ts'
import { fr } from '../text/fr.ts'
import { CELLS, daysHeld, daysLeft, stateOf, type Known } from './cells.ts'

const GB = 1e9
const machine: Machine = {
  version: '0.1.0',
  started: '2026-11-27T08:00:00Z',
  computer: { cores: 2, busy: 0.3, memory_bytes: 16 * GB, memory_left_bytes: 9 * GB, heap_bytes: GB, heap_most_bytes: 2 * GB, disk_bytes: 100 * GB, disk_left_bytes: 60 * GB },
  volumes: [{ name: 'a', present: true, detail: '', used_bytes: 300 * GB, left_bytes: 564 * GB, bytes_per_second: 1e6 }],
  writing: { parts: 100, typical_ms: 200, slowest_ms: 900, copies_behind_bytes: 0 },
  eyes: { wanted: 2, running: 2, restarts: 0, moves: 0, confined: true },
  certificate: { subject: 'CN=a', issuer: 'CN=b', from: '2026-01-01T00:00:00Z', until: '2027-02-01T00:00:00Z', self_signed: false },
}
const well: Known = {
  town: { recording: 4, cameras: 4, now: '2026-11-27T12:00:00Z', recording_act: {} } as Town,
  cameras: [{}, {}, {}, {}] as Camera[],
  machine,
  clock: { kept: 'YES', source: 'chrony', error_ms: 3, holds_deletion: false, unconfirmed: [] },
  witnesses: { witnesses: [{ name: 'dpo', key: 'aa', entries: 0, silent: false }], taken: 1, refused: {}, too_many: 0 },
  alarms: [],
}
const alarm = (kind: Alarm['kind']): Alarm => ({ kind, subject: 'x', since: '2026-11-27T11:00:00Z', detail: '' })
const bad = (known: Known) => CELLS.filter((cell) => stateOf(cell, known) === 'bad')

describe('health', () => {
  it('says that all is well only when everything is known and good', () => {
    expect(CELLS.map((cell) => stateOf(cell, well))).toEqual(CELLS.map(() => 'good'))
    expect(stateOf('disks', { ...well, machine: undefined })).toBeUndefined()
    expect(stateOf('disks', { ...well, alarms: undefined })).toBeUndefined()
  })

  it('is bad where the figures are, alarm or not', () => {
    const computer = { ...machine.computer, memory_left_bytes: 0.7 * GB }
    expect(bad({ ...well, town: { ...well.town!, recording: 3 } })).toEqual(['cameras'])
    expect(bad({ ...well, machine: { ...machine, volumes: [{ ...machine.volumes[0]!, present: false }] } })).toEqual(['disks'])
    expect(bad({ ...well, machine: { ...machine, eyes: { ...machine.eyes!, running: 1 } } })).toEqual(['eyes'])
    expect(bad({ ...well, machine: { ...machine, eyes: { ...machine.eyes!, confined: false } } })).toEqual(['eyes'])
    expect(bad({ ...well, machine: { ...machine, computer } })).toEqual(['computer'])
    expect(bad({ ...well, machine: { ...machine, certificate: { ...machine.certificate!, until: '2026-12-10T00:00:00Z' } } })).toEqual(['certificate'])
    expect(bad({ ...well, clock: { ...well.clock!, holds_deletion: true } })).toEqual(['clock'])
  })

  it('is bad where an alarm of its kind holds', () => {
    expect(bad({ ...well, alarms: [alarm('VIEW_MOVED'), alarm('BELOW_NORM')] })).toEqual(['cameras'])
    expect(bad({ ...well, alarms: [alarm('ACT_ENDS'), alarm('OVERLOAD')] })).toEqual(['disks', 'duties'])
  })

  it('tells nothing to watch from well', () => {
    const { eyes: _eyes, certificate: _certificate, ...bare } = machine
    const none: Known = { ...well, machine: bare, witnesses: { ...well.witnesses!, witnesses: [] } }
    expect(CELLS.filter((cell) => stateOf(cell, none) === 'off')).toEqual(['eyes', 'ledger', 'certificate'])
  })

  it('does not call a clock well that nobody speaks for', () => {
    expect(stateOf('clock', { ...well, clock: { ...well.clock!, kept: 'UNKNOWN' } })).toBe('off')
  })

  it('says how long disks last and certificates hold', () => {
    expect(daysHeld(machine)).toBeCloseTo(10)
    expect(daysHeld({ ...machine, volumes: [] })).toBeUndefined()
    expect(daysLeft('2026-11-28T11:59:59Z', '2026-11-27T12:00:00Z')).toBe(0)
    expect(daysLeft('2026-11-27T11:59:59Z', '2026-11-27T12:00:00Z')).toBe(-1)
  })

  it('says bytes as disks are sold', () => {
    const [english, french] = [formats(en), formats(fr)]
    expect(english.bytes(0)).toBe('0\u00a0B')
    expect(english.bytes(999)).toBe('999\u00a0B')
    expect(english.bytes(999_600)).toBe('1\u00a0MB')
    expect(french.bytes(1_840_000_000_000)).toBe('1,8\u00a0To')
    expect(french.bytes(640_400_000_000)).toBe('640\u00a0Go')
  })
})
