import { Link } from 'wouter'
import { useDrawing } from '../api/queries.ts'
import type { Camera } from '../api/types.ts'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useSpeech } from '../text/index.tsx'
import { FINEST } from './forms.ts'
import { groundOf } from './ground.ts'
import { faultWords } from './GroundPane.tsx'
import './zones.css'

/// Opens the editor, for whoever may change what is drawn.
export function DrawLink({ camera, pane }: { camera: Camera; pane: 'zones' | 'rules' | 'ground' }) {
  const { text } = useSpeech()
  if (!camera.rights.includes('CONFIGURE')) return null
  return (
    <Link className="button small" href={`/cameras/${camera.id}/drawing?pane=${pane}`}>
      {text.zones.draw}
    </Link>
  )
}

/// What is drawn on a camera, each with how finely it is shown.
export function DrawnZones({ camera }: { camera: Camera }) {
  const { text, format } = useSpeech()
  const t = text.zones
  const state = useDrawing(camera.id)
  const zones = state.data?.drawing.zones ?? []
  return (
    <section>
      <div className="rulesHead">
        <h2>{t.panes.zones}</h2>
        <span className="spacer" />
        <DrawLink camera={camera} pane="zones" />
      </div>
      {state.error && <ProblemNotice problem={problemIn(state.error)} again={() => void state.refetch()} />}
      {state.data && !state.data.in_force && (
        <div className="notice bad">
          <p>{t.handChanged}</p>
        </div>
      )}
      {state.data && zones.length === 0 && <p className="second">{t.none}</p>}
      <ul className="rules">
        {zones.map((zone) => {
          const shown = state.data?.preview.zones.find((one) => one.id === zone.id)
          const rules = camera.rules.filter((rule) => rule.zone === zone.id)
          const facts = [
            t.kinds[zone.kind],
            ...(zone.preset === undefined ? [] : [t.atPreset(zone.preset)]),
            ...(shown?.square_metres === undefined ? [] : [t.squareMetres(format.count(Math.round(shown.square_metres)))]),
            ...(shown?.least === undefined
              ? []
              : [shown.least > 0 ? t.pixels(format.count(Math.round(shown.least)), format.count(Math.round(shown.most ?? 0))) : t.horizon]),
          ]
          return (
            <li key={zone.id} className="rule">
              <span className="ruleWords">
                <span>{zone.id}</span>
                <span className="second small">{facts.join(' · ')}</span>
                {(shown?.most ?? 0) > FINEST && <span className="small drawFault">{t.tooFine}</span>}
              </span>
              <span className="second small">{rules.map((rule) => text.events[rule.event]).join(', ') || t.noRulesHere}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/// How the ground of a camera was measured.
export function Calibration({ camera }: { camera: Camera }) {
  const { text, format } = useSpeech()
  const t = text.zones
  const state = useDrawing(camera.id)
  const drawing = state.data?.drawing
  const size = drawing?.size ?? camera.stored
  const aspect = size ? size.width / size.height : 16 / 9
  // One for each view from which it was measured.
  const faults = [...new Set(drawing?.ground.map((place) => place.preset))].flatMap((preset) => {
    const ground = groundOf(aspect, (drawing?.ground ?? []).filter((place) => place.preset === preset))
    return 'kind' in ground ? [{ preset, ground }] : []
  })
  return (
    <section>
      <div className="rulesHead">
        <h2>{t.tabs.calibration}</h2>
        <span className="spacer" />
        <DrawLink camera={camera} pane="ground" />
      </div>
      {state.error && <ProblemNotice problem={problemIn(state.error)} again={() => void state.refetch()} />}
      {drawing?.ground.length === 0 && <p className="second">{t.notMeasured}</p>}
      {faults.map(({ preset, ground }) => (
        <p key={preset ?? ''} className="drawFault">
          {preset !== undefined && `${preset}: `}
          {faultWords(t, ground, format.count)}
        </p>
      ))}
      {drawing && drawing.ground.length > 0 && (
        <>
          {drawing.size && <p className="second">{t.pictureSize(drawing.size.width, drawing.size.height)}</p>}
          {state.data?.preview.error_m !== undefined && drawing.ground.length > 4 && (
            <p className="second">{t.error(format.count(Math.round(state.data.preview.error_m * 100) / 100))}</p>
          )}
          <table className="rulesTable">
            <thead>
              <tr>
                <th scope="col">{t.panes.ground}</th>
                <th scope="col">{t.metresX}</th>
                <th scope="col">{t.metresY}</th>
              </tr>
            </thead>
            <tbody>
              {drawing.ground.map((place, i) => (
                <tr key={i}>
                  <th scope="row">
                    {t.place(i + 1)} {place.preset !== undefined && <span className="second small">{t.atPreset(place.preset)}</span>}
                  </th>
                  <td>{format.count(place.metres.x)}</td>
                  <td>{format.count(place.metres.y)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
