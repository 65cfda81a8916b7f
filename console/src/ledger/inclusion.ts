import type { Entry, Proof } from '../api/types.ts'

/// Checks that the entry on the screen is what the ledger holds, and that the ledger holds it: the body
/// says what is shown, its salted hash is the leaf, and the leaf leads to the checkpoint's root.
export async function proves(proof: Proof, shown: Pick<Entry, 'index' | 'kind' | 'actor' | 'facts'>): Promise<boolean> {
  try {
    const body = JSON.parse(proof.body) as { kind?: unknown; actor?: unknown; facts: Record<string, unknown> }
    if (!(await saysTheSame(body.facts, proof.words, shown.facts))) return false
    if (proof.index !== shown.index || body.kind !== shown.kind || body.actor !== shown.actor) return false
    const leaf = await leafHash(proof.salt, proof.body)
    if (!equal(leaf, bytes(proof.leaf_hash))) return false
    return await includes({ index: proof.leaf, leaf: proof.leaf_hash, hashes: proof.hashes }, proof.checkpoint)
  } catch {
    return false
  }
}

/// Whether the facts on the screen are the body's: word for word, and where the body holds the hash of what somebody typed, the
/// text that it is the hash of, or the hash alone.
async function saysTheSame(facts: Record<string, unknown>, words: Proof['words'], shown: Entry['facts']): Promise<boolean> {
  if (Object.keys(facts).sort().join() !== Object.keys(shown).sort().join()) return false
  for (const [name, fact] of Object.entries(facts)) {
    const typed = words.find((one) => one.fact === name)
    if (JSON.stringify(shown[name]) === JSON.stringify(fact)) continue
    if (typed === undefined || typed.text !== shown[name]) return false
    const salt = Uint8Array.from(typed.salt.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
    const hash = await digest(salt, new TextEncoder().encode(typed.text))
    if ((fact as { sha256?: unknown }).sha256 !== [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')) return false
  }
  return true
}

/// SHA-256(0x00 || SHA-256(salt || body)).
async function leafHash(salt: string, body: string): Promise<Uint8Array<ArrayBuffer>> {
  const salted = Uint8Array.from([...atob(salt)].map((c) => c.charCodeAt(0)))
  const inner = await digest(salted, new TextEncoder().encode(body))
  return digest(Uint8Array.of(0), inner)
}

/// Checks that an entry is in the ledger that a checkpoint signs (RFC 9162, section 2.1.3.2).
///
/// Takes the answer's word for nothing but the leaf: from it and the audit path the root is computed
/// here, and must be the checkpoint's.
export async function includes(
  proof: { index: number; leaf: string; hashes: readonly string[] },
  head: { size: number; root: string },
): Promise<boolean> {
  if (!(Number.isSafeInteger(proof.index) && proof.index >= 0 && proof.index < head.size)) return false
  let fn = proof.index
  let sn = head.size - 1
  let hash: Uint8Array<ArrayBuffer>
  try {
    hash = bytes(proof.leaf)
    for (const text of proof.hashes) {
      const sibling = bytes(text)
      if (sn === 0) return false
      if (fn % 2 === 1 || fn === sn) {
        hash = await node(sibling, hash)
        while (fn % 2 === 0 && fn !== 0) {
          fn = Math.floor(fn / 2)
          sn = Math.floor(sn / 2)
        }
      } else {
        hash = await node(hash, sibling)
      }
      fn = Math.floor(fn / 2)
      sn = Math.floor(sn / 2)
    }
    return sn === 0 && equal(hash, bytes(head.root))
  } catch {
    return false
  }
}

/// Whether this page may compute hashes: browsers allow it on HTTPS and on loopback only.
export const canCheck = (): boolean => globalThis.crypto?.subtle !== undefined

const node = (left: Uint8Array<ArrayBuffer>, right: Uint8Array<ArrayBuffer>) => digest(Uint8Array.of(1), left, right)

async function digest(...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array<ArrayBuffer>> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined))
}

function bytes(base64: string): Uint8Array<ArrayBuffer> {
  const raw = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  if (raw.length !== 32) throw new Error('not a SHA-256 hash')
  return raw
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
