import type { Checkpoint } from '../api/types.ts'

/// What comparing a checkpoint with the last one seen says.
export type Pinned = { readonly kind: 'first' | 'same' | 'grown' } | { readonly kind: 'went-back'; readonly seen: Seen }

export interface Seen {
  readonly origin: string
  readonly size: number
  readonly root: string
}

const KEPT = 'vigie.checkpoint'

/// A ledger only grows: one that is shorter than before, or as long with another root, has lost entries.
export function compare(seen: Seen | undefined, head: Pick<Checkpoint, 'origin' | 'size' | 'root'>): Pinned {
  if (!seen || seen.origin !== head.origin) return { kind: 'first' }
  if (head.size < seen.size || (head.size === seen.size && head.root !== seen.root)) return { kind: 'went-back', seen }
  return { kind: head.size === seen.size ? 'same' : 'grown' }
}

/// Compares with what this browser saw last, and keeps the newer unless the ledger went back.
export function remember(head: Checkpoint, store: Pick<Storage, 'getItem' | 'setItem'> = localStorage): Pinned {
  const said = compare(read(store.getItem(KEPT)), head)
  if (said.kind === 'first' || said.kind === 'grown') {
    store.setItem(KEPT, JSON.stringify({ origin: head.origin, size: head.size, root: head.root } satisfies Seen))
  }
  return said
}

function read(text: string | null): Seen | undefined {
  try {
    const seen = JSON.parse(text ?? 'null') as Partial<Seen> | null
    return seen && typeof seen.size === 'number' && typeof seen.root === 'string' && typeof seen.origin === 'string'
      ? (seen as Seen)
      : undefined
  } catch {
    return undefined
  }
}
