import { Popover } from '@mantine/core'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import { TOUR_SECONDS, type Tour } from './tour.ts'

/// Starts and stops the tour, and says how it goes.
///
/// @param places how many there are to turn through
export function TourControl({ tour, held, places, setTour }: { tour: Tour; held: boolean; places: number; setTour(tour: Tour): void }) {
  const { text } = useSpeech()
  const t = text.wall
  const waits = tour.on && (held || places < 2)
  return (
    <Popover position="bottom-end" width={420} trapFocus>
      <Popover.Target>
        <button type="button" className={`button small wallTour ${tour.on ? 'chosen' : ''}`} title={waits ? t.tourHeldWhy : undefined}>
          {waits ? t.tourHeld : t.tour} {tour.on && <span className="mono">{t.tourSeconds(tour.seconds)}</span>} <kbd>0</kbd>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className="tourMenu">
          <Segments label={t.tourEvery} values={TOUR_SECONDS} value={tour.seconds} choose={(seconds) => setTour({ ...tour, seconds })} say={t.tourSeconds} />
          <Segments
            label={t.tourOver}
            values={['pages', 'layouts'] as const}
            value={tour.over}
            choose={(over) => setTour({ ...tour, over })}
            say={(over) => (over === 'pages' ? t.tourPages : t.tourLayouts)}
          />
          <button type="button" className={`button ${tour.on ? '' : 'main'}`} onClick={() => setTour({ ...tour, on: !tour.on })}>
            {tour.on ? t.tourStop : t.tourStart}
          </button>
          <p className="second small">{places < 2 ? (tour.over === 'pages' ? t.tourNothing : t.tourNoLayouts) : t.tourHeldWhy}</p>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
