import { useEffect } from 'react'
import { useWelcome } from '../api/queries.ts'
import './watermark.css'

/// Over every page of an exercise, on screen and on paper: nobody can take it for the town. In both languages, whatever is chosen.
/// Nothing of it can be pressed, closed or scrolled away.
export function Watermark() {
  const training = useWelcome().data?.training ?? false
  useEffect(() => {
    document.documentElement.toggleAttribute('data-exercise', training)
  }, [training])
  if (!training) return null
  return (
    <>
      <svg className="exerciseWords" aria-hidden="true">
        <defs>
          <pattern id="exercise" width="420" height="230" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
            <text x="0" y="70">
              EXERCICE
            </text>
            <text x="190" y="185">
              TRAINING
            </text>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#exercise)" />
      </svg>
      <div className="exerciseFrame" aria-hidden="true" />
    </>
  )
}
