import { describe, expect, it } from 'vitest'
import { pageOf } from './AlarmsItem.tsx'

describe('an alarm of the system', () => {
  it('leads to its rule, to its camera, or nowhere', () => {
    expect(pageOf({ kind: 'RULE_BELOW_FLOOR', subject: 'yard keep-out' })).toBe('/rules/yard/keep-out')
    expect(pageOf({ kind: 'NOT_RECORDING', subject: 'yard', camera_name: 'The yard' })).toBe('/cameras/yard')
    expect(pageOf({ kind: 'CLOCK', subject: 'clock' })).toBeUndefined()
  })
})
