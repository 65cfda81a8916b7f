import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DrawnZone, EventType } from '../api/types.ts'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Editing } from './DrawingPage.tsx'
import { addRule, changeKind, crossesItself, deleteZone, isName, renameZone } from './edit.ts'
import { eventsFor, FINEST, kindOf, neededPixels } from './forms.ts'
import { isGround, type Ground, type GroundFault } from './ground.ts'

interface Props extends Editing {
  ground: Ground | GroundFault | undefined
  /// Of the picture, in pixels, where it is known.
  width: number | undefined
  begin: (kind: DrawnZone['kind']) => void
  openRule: (index: number) => void
}

/// What is drawn, one of it in detail, and what is looked for there.
export function ZonesPane(props: Props) {
  const { drawing, chosen, choose, begin } = props
  const { text } = useSpeech()
  const t = text.zones
  const zone = drawing.zones.find((one) => one.id === chosen)
  return (
    <>
      <section>
        <p className="label">{t.add}</p>
        <p className="drawChoice">
          {(['zone', 'line', 'lane'] as const).map((kind) => (
            <button key={kind} type="button" className="button small" onClick={() => begin(kind)}>
              {t.newKinds[kind]}
            </button>
          ))}
        </p>
      </section>
      {drawing.zones.length === 0 && <p className="second">{t.none}</p>}
      <ul className="drawList">
        {drawing.zones.map((one) => (
          <li key={one.id}>
            <button type="button" className="drawRow" aria-current={one === zone} onClick={() => choose(one.id)}>
              <span>{one.id}</span>
              <Facts {...props} zone={one} />
            </button>
          </li>
        ))}
      </ul>
      {zone && <Details key={zone.id} {...props} zone={zone} />}
    </>
  )
}

/// How finely it is shown and how large it is, where the ground is measured.
function Facts({ zone, ground, width }: Props & { zone: DrawnZone }) {
  const { text, format } = useSpeech()
  const t = text.zones
  const shown = shownOf(zone, ground, width)
  const square = isGround(ground) && zone.kind !== 'line' ? ground.squareMetres(zone.points) : undefined
  const facts = [
    t.kinds[zone.kind],
    ...(square ? [t.squareMetres(format.count(Math.round(square)))] : []),
    ...(shown ? [shown.least > 0 ? t.pixels(format.count(Math.round(shown.least)), format.count(Math.round(shown.most))) : t.horizon] : []),
  ]
  return <span className="second small">{facts.join(' · ')}</span>
}

/// Pixels for a metre at the farthest corner, 0 on the horizon, and at the nearest.
export function shownOf(zone: DrawnZone, ground: Ground | GroundFault | undefined, width: number | undefined): { least: number; most: number } | undefined {
  if (!isGround(ground) || !width) return undefined
  const all = zone.points.map((point) => ground.pixelsPerMetre(point, width) ?? 0)
  return { least: Math.min(...all), most: Math.max(...all) }
}

function Details(props: Props & { zone: DrawnZone }) {
  const { drawing, zone, change, choose, openRule, ground, width } = props
  const { text, format } = useSpeech()
  const t = text.zones
  const kind = kindOf(zone)
  const shown = shownOf(zone, ground, width)
  const rules = drawing.rules.flatMap((rule, index) => (rule.zone === zone.id ? [{ rule, index }] : []))
  const events = eventsFor(kind)
  return (
    <section className="drawForm">
      <NameField {...props} />
      {zone.kind !== 'line' && (
        <Segments label={t.kind} values={['zone', 'lane'] as const} value={zone.kind === 'lane' ? 'lane' : 'zone'} choose={(next) => change(changeKind(drawing, zone.id, next))} say={(one) => t.kinds[one]} />
      )}
      {zone.kind !== 'line' && crossesItself(zone.points) && <p className="drawFault">{t.crosses}</p>}
      {shown && shown.most > FINEST && <p className="drawFault">{t.tooFine}</p>}
      {shown &&
        width &&
        rules
          .filter(({ rule }) => shown.least < neededPixels(rule, kind, width))
          .map(({ rule, index }) => (
            <p key={index} className="drawFault">
              {t.tooCoarse(rule.id ?? rule.event, format.count(Math.round(shown.least)), format.count(Math.round(neededPixels(rule, kind, width))))}
            </p>
          ))}
      <div>
        <p className="label">{t.rulesHere}</p>
        {rules.length === 0 && <p className="second">{t.noRulesHere}</p>}
        <ul className="drawList">
          {rules.map(({ rule, index }) => (
            <li key={index}>
              <button type="button" className="drawRow" onClick={() => openRule(index)}>
                <span>{text.events[rule.event as EventType] ?? rule.event}</span>
                <span className="second small mono">{rule.id}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <p className="drawChoice">
        <button
          type="button"
          className="button small"
          disabled={events.length === 0}
          onClick={() => {
            const added = addRule(drawing, zone.id, events[0]!)
            change(added.drawing)
            openRule(added.index)
          }}
        >
          {t.addRule}
        </button>
        <button
          type="button"
          className="button small"
          onClick={() => {
            change(deleteZone(drawing, zone.id))
            choose(undefined)
          }}
        >
          {t.deleteZone}
        </button>
      </p>
    </section>
  )
}

/// A name counts once it is whole: half of one would be another zone.
function NameField({ drawing, zones, zone, change, choose }: Props & { zone: DrawnZone }) {
  const { text } = useSpeech()
  const t = text.zones
  const [name, setName] = useState(zone.id)
  useEffect(() => setName(zone.id), [zone.id])
  const taken = name === zone.id ? undefined : zones.find((one) => one.id === name)
  const error = taken ? (taken.preset === zone.preset ? t.nameTaken : t.nameTakenFrom(taken.preset ?? t.presetHome)) : isName(name) ? undefined : t.nameWrong
  const commit = () => {
    if (error) setName(zone.id)
    else if (name !== zone.id) {
      change(renameZone(drawing, zone.id, name))
      choose(name)
    }
  }
  return (
    <TextInput
      label={t.name}
      description={t.nameHint}
      error={error}
      value={name}
      maxLength={64}
      onChange={(e) => setName(e.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(e) => e.key === 'Enter' && commit()}
    />
  )
}
