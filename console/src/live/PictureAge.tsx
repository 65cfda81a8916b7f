import { useSpeech } from '../text/index.tsx'
import { whole, type Age } from './age.ts'

/// How old the picture is, and where the time went.
export function PictureAge({ age }: { age: Age | undefined }) {
  const { text } = useSpeech()
  if (!age) return null
  const ms = (part: number) => Math.round(part / 10) * 10
  return (
    <span className="tileAge mono">
      <b>{text.wall.ageMs(ms(whole(age)))}</b>{' '}
      <span className="tileAgeParts">{text.wall.ageParts(ms(age.made), ms(age.queued), ms(age.network), ms(age.player))}</span>
    </span>
  )
}
