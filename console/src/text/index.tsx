import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { speak } from '../api/client.ts'
import { en, type Text } from './en.ts'
import { formats, type Formats } from './format.ts'
import { fr } from './fr.ts'

export type Language = 'fr' | 'en'
export const languages: Record<Language, Text> = { fr, en }

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
  const [language, setLanguage] = useState(() => firstLanguage(localStorage.getItem(KEPT), navigator.languages))
  const [zone, setZone] = useState<string>()
  const speech = useMemo<Speech>(() => {
    const text = languages[language]
    speak(language)
    return {
      language,
      text,
      format: formats(text, zone),
      inZone: setZone,
      choose: (next) => {
        localStorage.setItem(KEPT, next)
        setLanguage(next)
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
