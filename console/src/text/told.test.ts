import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { AlarmKind } from '../api/types.ts'
import { CELL_OF } from '../health/cells.ts'
import { en, type Text } from './en.ts'
import { fr } from './fr.ts'

/// What receivers outside the machine read: the words of the server's module `tell`.
interface Told {
  readonly all_cameras: string
  readonly all_next: string
  readonly events: Record<string, string>
  readonly alarms: Record<string, Record<string, string>>
}

const told = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../../tell/src/main/resources/org/vigie/tell/words.${language}.json`, import.meta.url), 'utf8')) as Told

/// Three subjects: one that some kinds have words of their own for, one with days behind it, and any other.
const SUBJECTS = ['kept clips', 'A-1 30', 'x']

function title(words: Record<string, string>, subject: string): string {
  const own = words[subject]
  if (own !== undefined) return own
  const of = words['title'] ?? ''
  if (!of.includes('{1}')) return of.replace('{0}', subject)
  const space = subject.lastIndexOf(' ')
  return of.replace('{0}', space < 0 ? subject : subject.slice(0, space)).replace('{1}', subject.slice(space + 1))
}

describe.each<[string, Text]>([['en', en], ['fr', fr]])('what receivers are told in %s', (language, text) => {
  const words = told(language)

  it('is what the console says of every alarm', () => {
    const kinds = Object.keys(CELL_OF) as AlarmKind[]
    expect(Object.keys(words.alarms).toSorted()).toEqual(kinds.toSorted())
    for (const kind of kinds) {
      const says = text.alarms.kinds[kind]
      for (const subject of SUBJECTS) {
        if (kind === 'ACT_ENDS' && subject !== 'A-1 30') continue
        expect(title(words.alarms[kind] ?? {}, subject), kind).toBe(says.title(subject))
      }
      expect(words.alarms[kind]?.['next'], kind).toBe(says.next)
    }
    expect(words.all_cameras).toBe(text.alarms.allCameras)
    expect(words.all_next).toBe(text.alarms.allNext)
  })

  it('is what the console says of every event', () => {
    expect(words.events).toEqual(text.events)
  })
})
