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

async function node(left: Uint8Array<ArrayBuffer>, right: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const joined = new Uint8Array(1 + left.length + right.length)
  joined[0] = 1
  joined.set(left, 1)
  joined.set(right, 1 + left.length)
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
