import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { speak } from '../api/client.ts'
import type { Text } from './en.ts'
import { formats, type Formats } from './format.ts'

export type Language = 'fr' | 'en'

/// What each language calls itself.
export const NAMES: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' }

const LOADS: Readonly<Record<Language, () => Promise<Text>>> = {
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  en: () => import('./en.ts').then(({ en }) => en),
}
const brought: Partial<Record<Language, Text>> = {}

/// Fetches a language's words, which are as large as half the console; nobody reads two at a time.
export async function bring(language: Language): Promise<void> {
  brought[language] ??= await LOADS[language]()
}

/// The language that is spoken first on this computer, with its words.
export async function bringFirst(): Promise<void> {
  await bring(firstOfAll())
}

const firstOfAll = () => firstLanguage(localStorage.getItem(KEPT), navigator.languages)

interface Speech {
  readonly language: Language
  readonly text: Text
  readonly format: Formats
  choose(language: Language): void
  /// From now on times are said in the town's zone, wherever this computer is.
  inZone(zone: string): void
}

const SpeechContext = createContext<Speech | undefined>(undefined)

const KEPT = 'vigie.language'

/// The language chosen before on this computer, else the browser's, else French.
export function firstLanguage(kept: string | null, browser: readonly string[]): Language {
  if (kept === 'fr' || kept === 'en') return kept
  const known = browser.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'fr' || tag === 'en')
  return (known as Language | undefined) ?? 'fr'
}

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstOfAll)
  const [zone, setZone] = useState<string>()
  const speech = useMemo<Speech>(() => {
    const text = brought[language]
    if (!text) throw new Error(`the words of ${language} were not brought`)
    speak(language)
    return {
      language,
      text,
      format: formats(text, zone),
      inZone: setZone,
      choose: (next) => {
        void bring(next).then(
          () => {
            localStorage.setItem(KEPT, next)
            setLanguage(next)
          },
          // The server cannot be reached: the page says so by itself, in the language that it has.
          () => undefined,
        )
      },
    }
  }, [language, zone])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

export function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (!speech) throw new Error('useSpeech outside SpeechProvider')
  return speech
}
