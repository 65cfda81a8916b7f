import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { includes, proves } from './inclusion.ts'

const sha = (...parts: Buffer[]) => parts.reduce((h, p) => h.update(p), createHash('sha256')).digest()
const leafOf = (i: number) => sha(Buffer.from([0]), Buffer.from(`entry ${i}`))
const half = (n: number) => 2 ** Math.floor(Math.log2(n - 1))

function root(leaves: Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0]!
  const k = half(leaves.length)
  return sha(Buffer.from([1]), root(leaves.slice(0, k)), root(leaves.slice(k)))
}

function path(index: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length === 1) return []
  const k = half(leaves.length)
  return index < k
    ? [...path(index, leaves.slice(0, k)), root(leaves.slice(k))]
    : [...path(index - k, leaves.slice(k)), root(leaves.slice(0, k))]
}

function proven(index: number, size: number) {
  const leaves = Array.from({ length: size }, (_, i) => leafOf(i))
  return {
    proof: { index, leaf: leaves[index]!.toString('base64'), hashes: path(index, leaves).map((h) => h.toString('base64')) },
    head: { size, root: root(leaves).toString('base64') },
  }
}

describe('an inclusion proof', () => {
  it('holds for every entry of every small ledger', async () => {
    for (let size = 1; size <= 33; size++) {
      for (let index = 0; index < size; index++) {
        const { proof, head } = proven(index, size)
        expect(await includes(proof, head), `${index} of ${size}`).toBe(true)
      }
    }
  })

  it('fails for another entry, place, size, root or path', async () => {
    const { proof, head } = proven(5, 13)
    const other = leafOf(99).toString('base64')
    expect(await includes({ ...proof, leaf: other }, head)).toBe(false)
    expect(await includes({ ...proof, index: 6 }, head)).toBe(false)
    expect(await includes(proof, { ...head, root: other })).toBe(false)
    expect(await includes({ ...proof, hashes: proof.hashes.slice(1) }, head)).toBe(false)
    expect(await includes({ ...proof, hashes: [...proof.hashes, other] }, head)).toBe(false)
    expect(await includes({ ...proof, index: 13 }, head)).toBe(false)
  })

  it('fails on what is not a hash', async () => {
    const { proof, head } = proven(0, 2)
    expect(await includes({ ...proof, leaf: '!!' }, head)).toBe(false)
    expect(await includes({ ...proof, hashes: ['AAAA'] }, head)).toBe(false)
  })
})

describe('the proof of an entry', () => {
  const typed = { fact: 'note', salt: '0a'.repeat(32), text: 'Fête du quartier' }
  const hashed = sha(Buffer.from(typed.salt, 'hex'), Buffer.from(typed.text)).toString('hex')
  const body = `{"actor":"p-7f3a","facts":{"alert":"a1","note":{"sha256":"${hashed}"}},"kind":"alert.dismissed"}`
  const salt = Buffer.from('0123456789abcdef')
  const leaf = sha(Buffer.from([0]), sha(salt, Buffer.from(body)))
  const leaves = [leafOf(0), leaf, leafOf(2)]
  const checkpoint = { origin: 'o', size: 3, root: root(leaves).toString('base64'), note: '' }
  const proof = {
    index: 41,
    leaf: 1,
    salt: salt.toString('base64'),
    body,
    words: [typed],
    leaf_hash: leaf.toString('base64'),
    hashes: path(1, leaves).map((h) => h.toString('base64')),
    checkpoint,
  }
  const shown = { index: 41, kind: 'alert.dismissed', actor: 'p-7f3a', facts: { alert: 'a1', note: typed.text } as Record<string, unknown> }

  it('holds for the entry that is shown', async () => {
    expect(await proves(proof, shown)).toBe(true)
  })

  it('fails where the page shows something else than the ledger holds', async () => {
    expect(await proves(proof, { ...shown, kind: 'alert.confirmed' })).toBe(false)
    expect(await proves(proof, { ...shown, actor: 'p-91c2' })).toBe(false)
    expect(await proves(proof, { ...shown, index: 42 })).toBe(false)
    expect(await proves({ ...proof, body: body.replace('dismissed', 'confirmed') }, { ...shown, kind: 'alert.confirmed' })).toBe(false)
    expect(await proves({ ...proof, salt: Buffer.from('other').toString('base64') }, shown)).toBe(false)
  })

  it('holds for the entry whose words were erased, and fails for words that nobody typed', async () => {
    const erased = { ...shown, facts: { alert: 'a1', note: { sha256: hashed } } }
    expect(await proves({ ...proof, words: [] }, erased)).toBe(true)
    expect(await proves({ ...proof, words: [] }, shown)).toBe(false)
    const other = { ...typed, text: 'Fête' }
    expect(await proves({ ...proof, words: [other] }, { ...shown, facts: { alert: 'a1', note: other.text } })).toBe(false)
    expect(await proves(proof, { ...shown, facts: { ...shown.facts, alert: 'a2' } })).toBe(false)
    expect(await proves(proof, { ...shown, facts: { ...shown.facts, more: '1' } })).toBe(false)
  })
})
