import '@fontsource/ibm-plex-sans/latin-400.css'
import '@fontsource/ibm-plex-sans/latin-500.css'
import '@fontsource/ibm-plex-sans/latin-600.css'
import '@fontsource/ibm-plex-mono/latin-400.css'
import '@fontsource/ibm-plex-mono/latin-500.css'
import './look/mantine.css'
import './look/look.css'
import './look/overrides.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { bringFirst } from './text/index.tsx'

await bringFirst()
createRoot(document.getElementById('root')!).render(<App />)
