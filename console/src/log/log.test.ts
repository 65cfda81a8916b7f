import { describe, expect, it } from 'vitest'
import type { Incident, LogLine } from '../api/types.ts'
import { actsFor, closedAt, kindOf, picturesOf } from './log.ts'

const line = (more: Partial<LogLine>): LogLine => ({ id: '1', at: '2026-11-22T10:00:00Z', kind: 'NOTED', person: 'p-1', mine: false, entry: 7, ...more })

describe('the shift log', () => {
  it('has a digit for each kind of incident, 0 for the last', () => {
    expect(kindOf('1')).toBe('PERSON_IN_DIFFICULTY')
    expect(kindOf('9')).toBe('ABANDONED_OBJECT')
    expect(kindOf('0')).toBe('OTHER')
    expect(kindOf('x')).toBeUndefined()
  })

  it('offers under a closed incident a note and its opening again', () => {
    expect(actsFor('CLOSED')).toEqual(['NOTED', 'REOPENED'])
    expect(actsFor('OPEN')).toContain('CLOSED')
  })

  it('says when an incident was closed the last time', () => {
    const incident = {
      status: 'CLOSED',
      changed: '2026-11-22T12:00:00Z',
      timeline: [line({ kind: 'CLOSED', at: '2026-11-22T10:30:00Z' }), line({ kind: 'REOPENED' }), line({ kind: 'CLOSED', at: '2026-11-22T11:00:00Z' }), line({})],
    } as Incident
    expect(closedAt(incident)).toBe(Date.parse('2026-11-22T11:00:00Z'))
    expect(closedAt({ ...incident, status: 'OPEN' })).toBeUndefined()
  })

  it('leads from a line to its pictures', () => {
    expect(picturesOf(line({ alert: '12', camera: 'quay', moment: '2026-11-22T10:00:00Z' }))).toBe('/desk/12')
    expect(picturesOf(line({ camera: 'quay', moment: '2026-11-22T10:00:00Z' }))).toBe('/review/quay?at=2026-11-22T10:00:00Z')
    expect(picturesOf(line({ camera: 'quay' }))).toBeUndefined()
  })
})
