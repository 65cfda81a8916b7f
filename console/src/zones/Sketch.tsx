import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import type { Drawing, DrawnZone, Point } from '../api/types.ts'
import { useSpeech } from '../text/index.tsx'
import { addPoint, crossesItself, deletePoint, inPicture, middleOf, middles, movePoint, moveZone, snap, turnLane } from './edit.ts'
import { gridOf, isGround, type Ground, type GroundFault } from './ground.ts'

/// How tall the picture is in its own units; as wide as its shape makes it.
const TALL = 1000
const STEP = 0.002
const LARGE_STEP = 0.02
const HANDLE_PX = 7
const REACH_PX = 9
const PERSON_M = 1.7

/// Something new that is being drawn, point by point.
export interface Pending {
  readonly kind: DrawnZone['kind']
  readonly points: readonly Point[]
}

export interface SketchProps {
  drawing: Drawing
  /// Another state of it, faint beneath.
  ghost?: Drawing | undefined
  /// What is painted over in every picture: polygons.
  masks?: readonly (readonly Point[])[]
  aspect: number
  chosen: string | undefined
  /// Which of the two layers is worked on.
  layer: 'zones' | 'ground'
  ground: Ground | GroundFault | undefined
  pending: Pending | undefined
  choose: (id: string | undefined) => void
  /// @param going names a change that goes on, such as a drag
  change: (drawing: Drawing, going?: string) => void
  settle: () => void
  draw: (points: readonly Point[]) => void
  finish: () => void
  children: ReactNode
}

/// A camera's picture with what is drawn on it, to be changed with a pointer, a finger or the keys.
///
/// Every point is a button: arrows move it, with Shift by ten times as much; Delete takes it away, + adds one behind it.
export function Sketch(props: SketchProps) {
  const { drawing, aspect, chosen, layer, ground, pending, children } = props
  const { text } = useSpeech()
  const t = text.zones
  const frame = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const [tall, setTall] = useState(540)
  const [mouse, setMouse] = useState<Point>()
  const [wanted, setWanted] = useState<string>()
  const wide = TALL * aspect
  /// Units for a pixel of the screen.
  const unit = TALL / tall

  useLayoutEffect(() => {
    const box = frame.current
    if (!box) return
    const seen = new ResizeObserver(() => setTall(Math.max(80, box.clientHeight)))
    seen.observe(box)
    return () => seen.disconnect()
  }, [])

  // Where a point was taken away or added, the keys go on at the next one.
  useEffect(() => {
    if (wanted === undefined) return
    svg.current?.querySelector<SVGElement>(`[data-handle="${CSS.escape(wanted)}"]`)?.focus()
    setWanted(undefined)
  }, [wanted])

  const at = (event: { clientX: number; clientY: number }): Point => {
    const box = svg.current!.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  const reach = { x: (REACH_PX * unit) / wide, y: (REACH_PX * unit) / TALL }

  const onClick = (event: React.MouseEvent) => {
    if (!pending) {
      if (event.target === svg.current) props.choose(undefined)
      return
    }
    const first = pending.points[0]
    const here = at(event)
    const least = pending.kind === 'line' ? 2 : 3
    const closes = first && pending.points.length >= least && Math.abs(first.x - here.x) < reach.x && Math.abs(first.y - here.y) < reach.y
    if (closes && pending.kind !== 'line') props.finish()
    else {
      const others = drawing.zones.flatMap((zone) => zone.points)
      props.draw([...pending.points, event.altKey ? inPicture(here) : snap(here, others, pending.points, reach)])
    }
  }

  return (
    <div
      ref={frame}
      className="sketch"
      style={{ aspectRatio: String(aspect), maxWidth: `calc(var(--sketch-tall) * ${aspect})` }}
      data-drawing={pending?.kind}
    >
      {children}
      <svg
        ref={svg}
        viewBox={`0 0 ${wide} ${TALL}`}
        role="group"
        aria-label={t.picture}
        onClick={onClick}
        onPointerMove={(event) => setMouse(at(event))}
        onPointerLeave={() => setMouse(undefined)}
      >
        {props.masks?.map((mask, i) => (
          <polygon key={`mask ${i}`} className="sketchMask" points={line(mask, wide)} />
        ))}
        {props.ghost?.zones.map((zone) => <Outline key={zone.id} zone={zone} wide={wide} className="sketchGhost" />)}
        {layer === 'ground' && isGround(ground) && <Grid ground={ground} drawing={drawing} wide={wide} />}
        {drawing.zones.map((zone) => (
          <g key={zone.id} className={`sketchZone ${zone.id === chosen && layer === 'zones' ? 'chosen' : ''}`}>
            <Outline zone={zone} wide={wide} className="sketchUnder" />
            <Body {...props} zone={zone} wide={wide} active={layer === 'zones' && !pending} at={at} />
            <Marks zone={zone} wide={wide} unit={unit} />
          </g>
        ))}
        {layer === 'zones' && !pending && drawing.zones.filter((zone) => zone.id === chosen).map((zone) => (
          <Handles key={zone.id} {...props} zone={zone} wide={wide} unit={unit} reach={reach} at={at} focus={setWanted} />
        ))}
        {layer === 'ground' &&
          drawing.ground.map((place, i) => (
            <Handle
              key={i}
              name={`ground:${i}`}
              className="sketchMeasured"
              label={t.measuredPoint(i + 1, percent(place.point.x), percent(place.point.y))}
              point={place.point}
              wide={wide}
              radius={HANDLE_PX * unit}
              at={at}
              move={(to) =>
                props.change(
                  { ...drawing, ground: drawing.ground.map((one, n) => (n === i ? { ...one, point: inPicture(to) } : one)) },
                  `ground:${i}`,
                )
              }
              settle={props.settle}
            >
              <text x={place.point.x * wide + 11 * unit} y={place.point.y * TALL - 8 * unit} fontSize={13 * unit}>
                {i + 1}
              </text>
            </Handle>
          ))}
        {layer === 'ground' && isGround(ground) && mouse && <Person ground={ground} foot={mouse} wide={wide} unit={unit} />}
        {pending && (
          <g className="sketchPending">
            <polyline points={line([...pending.points, ...(mouse ? [mouse] : [])], wide)} />
            {pending.points.map((p, i) => (
              <circle key={i} cx={p.x * wide} cy={p.y * TALL} r={(i === 0 ? 6 : 4) * unit} />
            ))}
          </g>
        )}
      </svg>
    </div>
  )
}

const percent = (n: number) => Math.round(n * 100)
const line = (points: readonly Point[], wide: number) => points.map((p) => `${p.x * wide},${p.y * TALL}`).join(' ')

function Outline({ zone, wide, className }: { zone: DrawnZone; wide: number; className: string }) {
  return zone.kind === 'line' ? (
    <polyline className={className} points={line(zone.points, wide)} />
  ) : (
    <polygon className={className} points={line(zone.points, wide)} />
  )
}

type At = (event: { clientX: number; clientY: number }) => Point

/// The shape itself: a click chooses it, the arrows move it whole.
function Body({ drawing, zone, wide, active, choose, change, settle }: SketchProps & { zone: DrawnZone; wide: number; active: boolean; at: At }) {
  const { text } = useSpeech()
  const bad = zone.kind !== 'line' && crossesItself(zone.points)
  const shape = `sketchShape ${zone.kind} ${bad ? 'bad' : ''}`
  const buttons = active
    ? {
        role: 'button',
        tabIndex: 0,
        'aria-label': text.zones.shape(zone.id, text.zones.kinds[zone.kind]),
        onClick: (event: React.MouseEvent) => {
          event.stopPropagation()
          choose(zone.id)
        },
        onFocus: () => choose(zone.id),
        onKeyDown: (event: KeyboardEvent) => {
          const by = arrow(event)
          if (!by) return
          event.preventDefault()
          change(moveZone(drawing, zone.id, by), `zone:${zone.id}`)
        },
        onKeyUp: settle,
      }
    : {}
  return zone.kind === 'line' ? (
    <g {...buttons} className={shape}>
      {/* Wide enough to be met. */}
      <polyline className="sketchGrip" points={line(zone.points, wide)} />
      <polyline points={line(zone.points, wide)} />
    </g>
  ) : (
    <polygon {...buttons} className={shape} points={line(zone.points, wide)} />
  )
}

/// Its name, and the way that matters.
function Marks({ zone, wide, unit }: { zone: DrawnZone; wide: number; unit: number }) {
  const top = zone.points.reduce((best, p) => (p.y < best.y ? p : best))
  const ways = zone.kind === 'line' ? [forward(zone, wide)] : zone.kind === 'lane' && zone.direction ? [laneArrow(zone, wide)] : []
  return (
    <>
      {ways.map(({ from, to }, i) => (
        <Arrow key={i} from={from} to={to} unit={unit} />
      ))}
      <text className="sketchName" x={top.x * wide} y={Math.max(16 * unit, top.y * TALL - 8 * unit)} fontSize={13 * unit} textAnchor={top.x > 0.8 ? 'end' : 'start'}>
        {zone.id}
      </text>
    </>
  )
}

const LANE_ARROW = 130

function laneArrow(zone: DrawnZone, wide: number) {
  const middle = middleOf(zone)
  const way = zone.direction ?? { x: 0, y: 1 }
  const length = Math.hypot(way.x, way.y) || 1
  const from = { x: middle.x * wide, y: middle.y * TALL }
  return { from, to: { x: from.x + (way.x / length) * LANE_ARROW, y: from.y + (way.y / length) * LANE_ARROW } }
}

/// From the left of the line to its right, as seen from its first point towards its last.
function forward(zone: DrawnZone, wide: number) {
  const i = Math.floor((zone.points.length - 1) / 2)
  const a = { x: zone.points[i]!.x * wide, y: zone.points[i]!.y * TALL }
  const b = { x: zone.points[i + 1]!.x * wide, y: zone.points[i + 1]!.y * TALL }
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1
  const from = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  return { from, to: { x: from.x - ((b.y - a.y) / length) * 70, y: from.y + ((b.x - a.x) / length) * 70 } }
}

function Arrow({ from, to, unit }: { from: Point; to: Point; unit: number }) {
  const angle = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI
  const size = 7 * unit
  return (
    <g className="sketchArrow">
      <line x1={from.x} y1={from.y} x2={to.x} y2={to.y} />
      <polygon points={`0,0 ${-size * 1.6},${-size * 0.8} ${-size * 1.6},${size * 0.8}`} transform={`translate(${to.x} ${to.y}) rotate(${angle})`} />
    </g>
  )
}

function Handles(props: SketchProps & { zone: DrawnZone; wide: number; unit: number; reach: Point; at: At; focus: (name: string) => void }) {
  const { drawing, zone, wide, unit, reach, change, settle, at, focus } = props
  const { text } = useSpeech()
  const t = text.zones
  const others = drawing.zones.filter((one) => one.id !== zone.id).flatMap((one) => one.points)
  const name = (i: number) => `${zone.id}:${i}`
  const add = (after: number, point: Point) => {
    change(addPoint(drawing, zone.id, after, point))
    focus(name(after + 1))
  }
  const tip = zone.kind === 'lane' ? laneArrow(zone, wide) : undefined
  return (
    <g>
      {middles(zone).map(({ after, at: middle }) => (
        <circle
          key={`middle ${after}`}
          className="sketchMiddle"
          cx={middle.x * wide}
          cy={middle.y * TALL}
          r={5 * unit}
          onPointerDown={(event) => {
            event.stopPropagation()
            add(after, middle)
          }}
          onClick={(event) => event.stopPropagation()}
        >
          <title>{t.addHere}</title>
        </circle>
      ))}
      {zone.points.map((point, i) => (
        <Handle
          key={i}
          name={name(i)}
          className="sketchHandle"
          label={t.point(i + 1, zone.points.length, zone.id, percent(point.x), percent(point.y))}
          point={point}
          wide={wide}
          radius={HANDLE_PX * unit}
          at={at}
          move={(to, snaps) => {
            const beside = [zone.points[(i + 1) % zone.points.length]!, zone.points[(i + zone.points.length - 1) % zone.points.length]!]
            change(movePoint(drawing, zone.id, i, snaps ? snap(to, others, beside, reach) : to), name(i))
          }}
          settle={settle}
          remove={() => {
            change(deletePoint(drawing, zone.id, i))
            focus(name(Math.max(0, i - 1)))
          }}
          add={() => {
            const next = middles(zone).find(({ after }) => after === i) ?? middles(zone).at(-1)!
            add(next.after, next.at)
          }}
        />
      ))}
      {tip && (
        <Handle
          name={`${zone.id}:direction`}
          className="sketchHandle tip"
          label={t.laneTip(zone.id)}
          point={{ x: tip.to.x / wide, y: tip.to.y / TALL }}
          wide={wide}
          radius={HANDLE_PX * unit}
          at={at}
          move={(to) => change(turnLane(drawing, zone.id, { x: to.x * wide - tip.from.x, y: to.y * TALL - tip.from.y }), `${zone.id}:direction`)}
          settle={settle}
        />
      )}
    </g>
  )
}

/// What an arrow key asks for, in fractions of the picture.
function arrow(event: KeyboardEvent): Point | undefined {
  if (event.ctrlKey || event.metaKey) return undefined
  const step = event.shiftKey ? LARGE_STEP : STEP
  switch (event.key) {
    case 'ArrowLeft':
      return { x: -step, y: 0 }
    case 'ArrowRight':
      return { x: step, y: 0 }
    case 'ArrowUp':
      return { x: 0, y: -step }
    case 'ArrowDown':
      return { x: 0, y: step }
    default:
      return undefined
  }
}

interface HandleProps {
  name: string
  className: string
  label: string
  point: Point
  wide: number
  radius: number
  at: At
  /// @param snaps whether it may be drawn onto what is near
  move: (to: Point, snaps: boolean) => void
  settle: () => void
  remove?: () => void
  add?: () => void
  children?: ReactNode
}

/// One point: dragged, or moved with the arrows.
function Handle({ name, className, label, point, wide, radius, at, move, settle, remove, add, children }: HandleProps) {
  const held = useRef(false)
  const onPointerDown = (event: PointerEvent<SVGGElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.setPointerCapture(event.pointerId)
    held.current = true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const by = arrow(event)
    if (by) move({ x: point.x + by.x, y: point.y + by.y }, false)
    else if ((event.key === 'Delete' || event.key === 'Backspace') && remove) remove()
    else if ((event.key === '+' || event.key === 'Insert') && add) add()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const end = () => {
    held.current = false
    settle()
  }
  return (
    <g
      className={className}
      role="button"
      tabIndex={0}
      aria-label={label}
      data-handle={name}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => held.current && move(at(event), !event.altKey)}
      onPointerUp={end}
      onPointerCancel={end}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={onKeyDown}
      onKeyUp={settle}
    >
      {/* As large as a fingertip asks for. */}
      <circle className="sketchFinger" cx={point.x * wide} cy={point.y * TALL} r={radius * 2} />
      <circle cx={point.x * wide} cy={point.y * TALL} r={radius} />
      {children}
    </g>
  )
}

function Grid({ ground, drawing, wide }: { ground: Ground; drawing: Drawing; wide: number }) {
  const { lines } = gridOf(ground, drawing.ground)
  return (
    <g className="sketchGrid">
      {lines.map(([a, b], i) => (
        <line key={i} x1={a.x * wide} y1={a.y * TALL} x2={b.x * wide} y2={b.y * TALL} />
      ))}
    </g>
  )
}

/// A bar as high as a person at the mouse: whether heights are right is seen at once beside somebody who stands there.
function Person({ ground, foot, wide, unit }: { ground: Ground; foot: Point; wide: number; unit: number }) {
  const high = ground.upright(foot, PERSON_M)
  if (!high) return null
  const x = foot.x * wide
  return (
    <g className="sketchPerson">
      <line x1={x} y1={foot.y * TALL} x2={x} y2={(foot.y - high) * TALL} />
      <line x1={x - 5 * unit} y1={foot.y * TALL} x2={x + 5 * unit} y2={foot.y * TALL} />
      <line x1={x - 5 * unit} y1={(foot.y - high) * TALL} x2={x + 5 * unit} y2={(foot.y - high) * TALL} />
      <text x={x + 8 * unit} y={(foot.y - high) * TALL + 4 * unit} fontSize={12 * unit}>
        {PERSON_M} m
      </text>
    </g>
  )
}
