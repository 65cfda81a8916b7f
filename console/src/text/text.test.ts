import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { formats } from './format.ts'
import { fr } from './fr.ts'
import { firstLanguage, NAMES, type Language } from './index.tsx'
import { settingWords } from './settings.ts'

/// Every text of a dictionary with its path; functions are called with plausible values.
function texts(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    return [0, 1, 2, 25].flatMap((n) => texts((value as (...args: unknown[]) => unknown)(n, n), path))
  }
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([name, part]) => texts(part, `${path}.${name}`))
  }
  return []
}

/// Left to the server's own words, which know more.
const LEFT_TO_SERVER = /^\.problems\.(REFUSED|ACCESS_NOT_SO|DESK_NOT_SO|OPENING_REFUSED|COSIGNATURE_REFUSED|NO_CUSTODIAN|MAP_LAYER_UNREADABLE|BAD_REQUEST|DRAWING_INVALID|RULES_UNREADABLE|RULES_NOT_WRITTEN|UNAVAILABLE)\.|^\.problems\.(SPAN_TOO_LONG|PROVIDER_UNREACHABLE|PROVIDER_NOT_BELIEVED)\.next$|^\.cameras\.whatYouCan\.STREAMING$/
/// The same in both languages.
const SAME = /^\.(code|locale|name)$|^\.keys\.(space|enter|escape)$/

describe('the words', () => {
  it('are there in both languages', () => {
    for (const dictionary of [en, fr]) {
      for (const [path, text] of texts(dictionary)) {
        if (!LEFT_TO_SERVER.test(path)) expect(text.trim(), `${dictionary.code}${path}`).not.toBe('')
      }
    }
    const longEnglish = new Map(texts(en).filter(([path, text]) => text.length > 24 && !SAME.test(path)))
    for (const [path, text] of texts(fr)) expect(text, `not written in French: ${path}`).not.toBe(longEnglish.get(path))
  })

  it('are called as the switch calls them', () => {
    for (const dictionary of [en, fr]) expect(NAMES[dictionary.code as Language]).toBe(dictionary.name)
  })

  it('never judge people', () => {
    const never = /sus[p]ect|sus[p]icious|ab[n]ormal|anor[m]al|risk.?s[c]ore/i
    for (const dictionary of [en, fr]) {
      for (const [path, text] of texts(dictionary)) {
        expect(text, path).not.toMatch(never)
      }
    }
  })

  it('are set as French wants: typographic apostrophes and no-break spaces', () => {
    for (const [path, text] of texts(fr)) {
      expect(text, path).not.toMatch(/'/)
      expect(text, path).not.toMatch(/ [;:?!»]|« /)
    }
    expect(fr.desk.confirmTitle).toBe('Confirmer\u00a0: le fait est réel')
  })
})

describe('dates and figures', () => {
  const at = Date.parse('2026-11-22T13:03:27Z')

  it('are written as each language writes them', () => {
    const french = formats(fr, 'Europe/Paris')
    const english = formats(en, 'Europe/Paris')
    expect(french.date(at)).toBe('22 nov. 2026')
    expect(english.date(at)).toBe('22 Nov 2026')
    expect(french.time(at)).toBe('14:03:27')
    expect(english.time(at)).toBe('14:03:27')
    expect(french.percent(0.92).replace(/\s/g, ' ')).toBe('92 %')
    expect(english.percent(0.92)).toBe('92%')
    expect(french.count(12480).replace(/\s/g, ' ')).toBe('12 480')
    expect(french.seconds(1432).replace(/\s/g, ' ')).toBe('1,4 s')
  })

  it('show midnight as 00, not 24', () => {
    expect(formats(en, 'Europe/Paris').time('2026-11-21T23:00:00Z')).toBe('00:00:00')
  })

  it('say how long something lasts as coarsely as one would', () => {
    const english = formats(en)
    const minute = 60_000
    expect(english.lasting(4_200)).toBe('4 s')
    expect(english.lasting(12 * minute)).toBe('12 min')
    expect(english.lasting(185 * minute)).toBe('3 h 5 min')
    expect(english.lasting(3 * 24 * 60 * minute)).toBe('3 days')
    expect(english.lasting(-5)).toBe('0 s')
  })

  it('say lengths to the millisecond where they must add up', () => {
    expect(formats(en).exact(25 * 3_600_000)).toBe('25:00:00.000')
    expect(formats(fr).exact(86_399_999)).toBe('23:59:59,999')
    expect(formats(en).exact(61_001)).toBe('00:01:01.001')
    expect(formats(fr).bitRate(2_050_000)).toBe('2,1\u00a0Mb/s')
  })

  it('say nothing of what is no date', () => {
    expect(formats(en).time('')).toBe('')
  })
})

describe('the first language', () => {
  it('is the one chosen before, else the browser’s, else French', () => {
    expect(firstLanguage('en', ['fr-FR'])).toBe('en')
    expect(firstLanguage(null, ['de-DE', 'en-US', 'fr'])).toBe('en')
    expect(firstLanguage(null, ['de-DE'])).toBe('fr')
  })
})

describe('the settings of a rule', () => {
  it('are said in the language of the page', () => {
    expect(settingWords(fr, 'patience', '1.5 s')).toBe('patience 1,5\u00a0s')
    expect(settingWords(fr, 'distance', '15 % of the height')).toMatch(/^après 15.% de la hauteur$/)
    expect(settingWords(fr, 'forbidden', '[FORWARD, BACK]')).toBe('sens interdit aller, retour')
    expect(settingWords(en, 'class', 'person')).toBe('class person')
  })

  it('are shown as they are where they are not known', () => {
    expect(settingWords(fr, 'band', '3')).toBe('band 3')
  })
})
