import { describe, expect, it } from 'vitest'
import { compare, remember } from './pin.ts'

const head = (size: number, root: string, origin = 'town') => ({ origin, size, root, note: '' })

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>()
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) }
}

describe('the pinned checkpoint', () => {
  it('follows a ledger that grows', () => {
    const store = memory()
    expect(remember(head(10, 'r10'), store).kind).toBe('first')
    expect(remember(head(10, 'r10'), store).kind).toBe('same')
    expect(remember(head(12, 'r12'), store).kind).toBe('grown')
  })

  it('notices a ledger that went back, and keeps what it saw', () => {
    const store = memory()
    remember(head(12, 'r12'), store)
    expect(remember(head(11, 'r11'), store)).toMatchObject({ kind: 'went-back', seen: { size: 12 } })
    expect(remember(head(12, 'other'), store).kind).toBe('went-back')
    expect(remember(head(13, 'r13'), store).kind).toBe('grown')
  })

  it('begins anew for another ledger, and when nothing readable is kept', () => {
    expect(compare({ origin: 'town', size: 12, root: 'r' }, head(1, 'x', 'town/2027')).kind).toBe('first')
    const store = memory()
    store.setItem('vigie.checkpoint', '{nonsense')
    expect(remember(head(1, 'r1'), store).kind).toBe('first')
  })
})
