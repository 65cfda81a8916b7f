import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { includes } from './inclusion.ts'

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
