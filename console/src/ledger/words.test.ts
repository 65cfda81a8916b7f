import { describe, expect, it } from 'vitest'
import { en } from '../text/en.ts'
import { formats } from '../text/format.ts'
import { fr } from '../text/fr.ts'
import { actorWords, factWords, kindWords, summary } from './words.ts'

const format = formats(en, 'Europe/Paris')

describe('the words of an entry', () => {
  it('say in one line what was done, where, why and over which time', () => {
    const facts = {
      right: 'PLAY_BACK',
      cameras: ['quai-nord'],
      reason: 'Technical check',
      from: '2026-11-22T02:44:09.5Z',
      to: '2026-11-22T02:44:39.5Z',
      permit: 'a1',
    }
    expect(summary(en, format, facts)).toBe('play back · quai-nord · Technical check · 03:44:09–03:44:39')
    expect(summary(fr, format, { camera: 'depot', reason: 'DRILL' })).toBe('depot · Exercice ou essai')
    expect(summary(en, format, { from: '2026-11-21T23:00:00Z', to: '2026-11-23T23:00:00Z' })).toBe(
      `${format.moment('2026-11-21T23:00:00Z')} – ${format.moment('2026-11-23T23:00:00Z')}`,
    )
    expect(summary(en, format, {})).toBe('')
    expect(summary(en, format, { camera: 'depot', reason: { sha256: 'ab' } })).toBe('depot')
  })

  it('show a kind that nobody has worded as it is written', () => {
    expect(kindWords(fr, 'alert.dismissed')).toBe('Alerte écartée')
    expect(kindWords(fr, 'new.kind')).toBe('new.kind')
  })

  it('name nobody', () => {
    const me = { person: 'p-1' }
    expect(actorWords(en, 'p-1', me)).toBe('you')
    expect(actorWords(en, 'p-2', me)).toBe('p-2')
    expect(actorWords(en, 'vigie', me)).toBe('Vigie')
  })

  it('read facts without braces and quotes', () => {
    expect(factWords([{ reel: 'r1', parts: 3 }, true, null])).toBe('reel r1, parts 3, true, ')
  })
})
