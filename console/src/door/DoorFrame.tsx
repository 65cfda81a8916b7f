import type { ReactNode } from 'react'
import { Mark } from '../look/Icons.tsx'
import { LanguageSwitch, ThemeSwitch } from '../shell/Switches.tsx'
import { useSpeech } from '../text/index.tsx'
import './door.css'

/// The quiet page around sign-in and one-time links.
export function DoorFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const { text } = useSpeech()
  return (
    <div className="door">
      <header className="doorHead">
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className="doorBody">
        <p className="doorMark">
          <Mark /> Vigie
        </p>
        <div>
          <h1>{title}</h1>
          <p className="second">{lead}</p>
        </div>
        {children}
      </main>
      <footer className="doorFoot second small">
        {text.door.promise}{' '}
        <a href="/manual/" target="_blank" rel="noreferrer">
          {text.common.manual}
        </a>
      </footer>
    </div>
  )
}
