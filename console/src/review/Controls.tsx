import { useState } from 'react'
import { useMe } from '../api/queries.ts'
import type { Camera } from '../api/types.ts'
import { HoldDialog } from '../custody/Holds.tsx'
import { Pause, Play } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import { CaseDialog } from './CaseDialog.tsx'
import { nextSpeed, SPEEDS, type Transport } from './transport.ts'

interface Props {
  transport: Transport
  camera: Camera | undefined
  play(): void
  seekBy(ms: number): void
  /// Whether only what moved is shown.
  motion: boolean
  toggleMotion(): void
}

/// What moves the playhead, with the keys that do the same, and what may be done with the moment under it.
export function Controls({ transport, camera, play, seekBy, motion, toggleMotion }: Props) {
  const { text, format } = useSpeech()
  const { head, playing, rate, back } = transport
  return (
    <div className="reviewControls">
      <button type="button" className="button main" onClick={play} aria-label={playing ? text.desk.pause : text.desk.play}>
        {playing ? <Pause /> : <Play />} {playing ? text.desk.pause : text.desk.play} <kbd>{text.keys.space}</kbd>
      </button>
      <span className="mono reviewTime">{head === undefined ? '' : format.time(head)}</span>
      <button type="button" className="button small" onClick={() => seekBy(-10_000)} aria-label={text.review.back}>
        −10 s <kbd>←</kbd>
      </button>
      <button type="button" className="button small" onClick={() => seekBy(10_000)} aria-label={text.review.forward}>
        +10 s <kbd>→</kbd>
      </button>
      <span className="reviewPair" role="group" aria-label={text.review.picture}>
        <button type="button" className="button small" disabled={head === undefined} onClick={() => transport.step(-1)} aria-label={text.review.pictureBack} title={text.review.pictureBack}>
          <kbd>,</kbd>
        </button>
        <button type="button" className="button small" disabled={head === undefined} onClick={() => transport.step(1)} aria-label={text.review.pictureOn} title={text.review.pictureOn}>
          <kbd>.</kbd>
        </button>
      </span>
      <span className="reviewPair" role="group" aria-label={text.review.speed}>
        <button type="button" className="button small" disabled={rate === SPEEDS[0]} onClick={() => transport.setRate(nextSpeed(rate, -1))} aria-label={text.review.slower} title={`${text.review.slower} (−)`}>
          −
        </button>
        <button type="button" className="button small mono reviewSpeed" onClick={() => transport.setRate(1)} title={text.review.normalSpeed} aria-label={`${text.review.speed} ${sayRate(rate)}`}>
          {sayRate(rate)}
        </button>
        <button type="button" className="button small" disabled={rate === SPEEDS.at(-1)} onClick={() => transport.setRate(nextSpeed(rate, 1))} aria-label={text.review.faster} title={`${text.review.faster} (+)`}>
          +
        </button>
      </span>
      <button type="button" className="button small" aria-pressed={back} onClick={() => transport.setBack(!back)}>
        {text.review.backwards} <kbd>Z</kbd>
      </button>
      <button type="button" className="button small" aria-pressed={motion} onClick={toggleMotion}>
        {text.review.motion.only} <kbd>I</kbd>
      </button>
      {transport.jumped && (
        <span className="second small" role="status">
          {text.review.passedOver(format.lasting(transport.jumped.to - transport.jumped.from))}
        </span>
      )}
      <span className="spacer" />
      {camera && head !== undefined && <MomentOrders camera={camera} at={head} />}
    </div>
  )
}

/// A speed as people write it: 1/4×, 8×.
export function sayRate(rate: number): string {
  return rate < 1 ? `1/${Math.round(1 / rate)}×` : `${rate}×`
}

/// What whoever hands footage over may do with a moment.
function MomentOrders({ camera, at }: { camera: Camera; at: number }) {
  const { text } = useSpeech()
  const [open, setOpen] = useState<{ what: 'hold' | 'hand over'; at: number }>()
  const may = useMe().data?.rights.includes('EXPORT') ?? false
  if (!may) return null
  const close = () => setOpen(undefined)
  return (
    <>
      <button type="button" className="button small plain" onClick={() => setOpen({ what: 'hold', at })}>
        {text.holds.place}
      </button>
      <button type="button" className="button small plain" onClick={() => setOpen({ what: 'hand over', at })}>
        {text.handover.title}
      </button>
      {open?.what === 'hold' && <HoldDialog camera={camera} at={open.at} close={close} />}
      {open?.what === 'hand over' && <CaseDialog camera={camera} at={open.at} close={close} />}
    </>
  )
}
