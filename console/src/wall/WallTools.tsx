import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Camera, WallLayout, WallShape } from '../api/types.ts'
import { Left, RightArrow } from '../look/Icons.tsx'
import { useSpeech } from '../text/index.tsx'
import { LayoutMenu } from './LayoutMenu.tsx'
import { SCREENS } from './screens.ts'
import { SHAPE_NAMES, SHAPES } from './shapes.ts'
import type { Choice, Source } from './source.ts'
import type { Tour } from './tour.ts'
import { TourControl } from './TourControl.tsx'

interface Props {
  screen: number
  cameras: readonly Camera[]
  layouts: readonly WallLayout[]
  choice: Choice
  shape: WallShape
  page: number
  pages: number
  tour: Tour
  tourHeld: boolean
  /// How many pages or layouts the tour goes through.
  places: number
  /// Whether something else than the wall's own layout is shown because of an alert or the desk.
  led: boolean
  large: boolean
  arranging: boolean
  /// What goes from the chosen picture into the shift log.
  log: ReactNode
  show(source: Source): void
  reshape(shape: WallShape): void
  turnTo(page: number): void
  follow(follows: boolean): void
  setTour(tour: Tour): void
  reduce(): void
  arrange(on: boolean): void
}

/// What stands over the tiles: what is shown, in which shape, and what the wall does by itself.
export function WallTools(props: Props) {
  const { text } = useSpeech()
  const { screen, cameras, layouts, choice, shape, page, pages, tour, tourHeld, places, led, large, arranging } = props
  const atDesk = screen === 1
  return (
    <div className="wallTools">
      {!atDesk && <span className="wallScreen">{text.wall.screen(screen)}</span>}
      <LayoutMenu cameras={cameras} layouts={layouts} choice={choice} show={props.show} />
      <div className="segments wallShapes" role="group" aria-label={text.wall.shape}>
        {SHAPE_NAMES.map((name) => (
          <button
            key={name}
            type="button"
            className="segment"
            aria-pressed={!large && shape === name}
            title={text.wall.shapes[name]}
            onClick={() => props.reshape(name)}
          >
            <ShapeMark of={name} />
            <span className="hidden">{text.wall.shapes[name]}</span>
          </button>
        ))}
      </div>
      {pages > 1 && !large && (
        <div className="wallPages">
          <button type="button" className="button plain small square" aria-label={text.desk.previous} disabled={page <= 0} onClick={() => props.turnTo(page - 1)}>
            <Left />
          </button>
          <span className="mono small" aria-label={text.wall.page(page + 1, pages)}>
            {page + 1}/{pages}
          </span>
          <button type="button" className="button plain small square" aria-label={text.desk.next} disabled={page >= pages - 1} onClick={() => props.turnTo(page + 1)}>
            <RightArrow />
          </button>
        </div>
      )}
      {large && (
        <button type="button" className="button small" onClick={props.reduce}>
          {text.wall.reduce} <kbd>{text.keys.escape}</kbd>
        </button>
      )}
      <span className="spacer" />
      {props.log}
      <button
        type="button"
        className={`button small ${choice.follows ? 'chosen' : ''}`}
        aria-pressed={choice.follows}
        title={atDesk ? text.wall.followHint : text.wall.followDeskHint}
        onClick={() => props.follow(!choice.follows)}
      >
        {atDesk ? (led ? text.wall.led : text.wall.follow) : text.wall.followDesk} <kbd>F</kbd>
      </button>
      <TourControl tour={tour} held={tourHeld} places={places} setTour={props.setTour} />
      <button type="button" className={`button small wallArrange ${arranging ? 'chosen' : ''}`} aria-pressed={arranging} onClick={() => props.arrange(!arranging)}>
        {arranging ? text.wall.arrangeDone : text.wall.arrange}
      </button>
      {atDesk && <Screens />}
    </div>
  )
}

/// Opens further windows of the wall; a window that is open already comes to the front.
function Screens() {
  const { text } = useSpeech()
  return (
    <Popover position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <button type="button" className="button small wallScreens">
          {text.wall.screens}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="screens">
          {SCREENS.map((screen) => (
            <button key={screen} type="button" className="button small" onClick={() => window.open(`/wall?screen=${screen}`, `vigie-screen-${screen}`, 'popup')?.focus()}>
              {text.wall.screen(screen)}
            </button>
          ))}
        </div>
        <p className="second small">{text.wall.screensHow}</p>
      </Popover.Dropdown>
    </Popover>
  )
}

function ShapeMark({ of }: { of: WallShape }) {
  const { columns, rows, cells } = SHAPES[of]
  const gap = columns > 5 ? 0.7 : 1.2
  const width = (16 - gap * (columns - 1)) / columns
  const height = (14 - gap * (rows - 1)) / rows
  return (
    <svg width="18" height="16" viewBox="0 0 16 14" fill="currentColor" aria-hidden="true">
      {cells.map(({ column, row, span }) => (
        <rect
          key={`${column} ${row}`}
          x={(column - 1) * (width + gap)}
          y={(row - 1) * (height + gap)}
          width={span * width + (span - 1) * gap}
          height={span * height + (span - 1) * gap}
        />
      ))}
    </svg>
  )
}
