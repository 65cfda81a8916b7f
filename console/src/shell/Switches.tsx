import { useMantineColorScheme } from '@mantine/core'
import { Moon, Sun } from '../look/Icons.tsx'
import { NAMES, useSpeech, type Language } from '../text/index.tsx'

export function LanguageSwitch() {
  const { language, choose } = useSpeech()
  const other: Language = language === 'fr' ? 'en' : 'fr'
  return (
    <button type="button" className="button plain small" lang={other} title={NAMES[other]} onClick={() => choose(other)}>
      {other}
      <span className="hidden">{NAMES[other]}</span>
    </button>
  )
}

export function ThemeSwitch() {
  const { text } = useSpeech()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const dark = colorScheme !== 'light'
  const label = dark ? text.common.toLight : text.common.toDark
  return (
    <button
      type="button"
      className="button plain small square"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <Sun /> : <Moon />}
    </button>
  )
}
