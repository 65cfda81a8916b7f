import { useEffect, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { useCameras } from '../api/queries.ts'
import type { Alert } from '../api/types.ts'
import { DeskColumn } from '../desk/DeskColumn.tsx'
import { useLifts } from '../lift/useLifts.ts'
import { LogKeys } from '../log/LogKeys.tsx'
import { ProblemNotice, problemIn } from '../shell/ProblemNotice.tsx'
import { useKeys } from '../shell/useKeys.ts'
import { useSpeech } from '../text/index.tsx'
import { ArrangeBar } from './ArrangeBar.tsx'
import { boardOf, clear, led, nextEmpty, put, reshape, same, swap, type Board } from './board.ts'
import { Palette } from './Palette.tsx'
import { RecentBar } from './RecentBar.tsx'
import { screenOf, useHeardScreens, useTellScreens } from './screens.ts'
import { beside, isSmall, tilesOf } from './shapes.ts'
import { boardsOf, FIRST_CHOICE, readChoice, sameSource, type Choice, type Source } from './source.ts'
import { Tiles } from './Tiles.tsx'
import { next, readTour } from './tour.ts'
import { useKept } from './useKept.ts'
import { useLayouts } from './useLayouts.ts'
import { useTour } from './useTour.ts'
import { WallTools } from './WallTools.tsx'
import { useSources } from '../sources/useSources.ts'
import './wall.css'

/// The live pictures; on the desk's own screen also the time behind them, and beside them the alerts that wait.
export function Wall() {
  const screen = screenOf(useSearch())
  return <Screen key={screen} screen={screen} />
}

function Screen({ screen }: { screen: number }) {
  const { text } = useSpeech()
  const { waiting, judged } = useAlerts()
  const cameras = useCameras()
  const layouts = useLayouts()
  const lifts = useLifts()
  const sources = useSources()
  const [, go] = useLocation()
  const atDesk = screen === 1
  const [choice, keep] = useKept(`vigie.wall.${screen}`, (kept) => (kept === null ? { ...FIRST_CHOICE, follows: !atDesk } : readChoice(kept)))
  const [tour, keepTour] = useKept(`vigie.wall.tour.${screen}`, readTour)
  const [tile, setTile] = useState(0)
  const [largeId, setLargeId] = useState<string>()
  const [asking, setAsking] = useState(false)
  const [timing, setTiming] = useState(false)
  const [arranging, setArranging] = useState(false)
  const [inHand, setInHand] = useState<Alert>()
  const [told, setTold] = useState<string>()
  const heard = useHeardScreens(!atDesk && choice.follows)
  useTellScreens(atDesk ? told : undefined)

  // What flies or is worn is there while it films.
  const all = (cameras.data ?? []).filter((camera) => !sources.isShut(camera.id))
  const boards = boardsOf(choice, all, layouts.all)
  const page = Math.min(Math.max(choice.page, 0), boards.length - 1)
  const own = boards[page]!
  const leaders = !choice.follows || arranging ? [] : atDesk ? [inHand?.camera, ...waiting.map((alert) => alert.camera)] : [heard]
  const known = leaders.filter((id): id is string => all.some((camera) => camera.id === id))
  const large = all.find((camera) => camera.id === largeId)
  const board = large ? boardOf('ONE', [large.id]) : led(own, known)
  const isOwn = board === own
  const chosen = Math.min(tile, board.tiles.length - 1)
  const chosenCamera = all.find((camera) => camera.id === board.tiles[chosen])

  useEffect(() => {
    if (inHand) setTold(inHand.camera)
  }, [inHand?.id])
  useEffect(() => {
    if (!largeId) setAsking(false)
  }, [largeId])
  // Whoever leads is what the keys are about.
  useEffect(() => setTile(0), [known[0]])

  const choose = (at: number) => {
    setTile(at)
    const camera = board.tiles[at]
    if (camera) setTold(camera)
  }
  const show = (source: Source) => {
    setLargeId(undefined)
    const { draft, shape, ...rest } = choice
    keep({ ...rest, source, page: 0 })
  }
  const turnTo = (to: number) => keep({ ...choice, page: to })
  const edit = (change: (board: Board) => Board): boolean => {
    if (!isOwn) return false
    const changed = change(own)
    if (same(changed, own)) return false
    const layout = choice.draft ? choice.draft.layout : choice.source.kind === 'layout' ? choice.source.layout : undefined
    keep({ ...choice, page: 0, draft: { board: changed, ...(layout ? { layout } : {}) } })
    return true
  }
  const putInto = (camera: string, at: number) => edit((before) => put(before, camera, at))
  const saved: Choice = { source: choice.source, page: 0, follows: choice.follows }

  const others = layouts.all.map(({ layout }): Source => ({ kind: 'layout', layout }))
  const places = tour.over === 'layouts' ? others.length : boards.length
  const held = waiting.length > 0 || lifts.all.some(({ lift }) => lift.mine) || arranging || large !== undefined || choice.draft !== undefined
  useTour(tour, held || places < 2, () => {
    if (tour.over === 'layouts') show(others[next(others.findIndex((one) => sameSource(one, choice.source)), others.length)]!)
    else turnTo(next(page, boards.length))
  })

  const arrow = (by: Parameters<typeof beside>[2]) => (event: KeyboardEvent) => {
    const to = beside(board.shape, chosen, by)
    if (event.shiftKey && to !== chosen && !edit((before) => swap(before, chosen, to))) return false
    choose(to)
    return true
  }
  useKeys({
    Escape: () => {
      if (large) setLargeId(undefined)
      else if (arranging) setArranging(false)
      else return false
    },
    ArrowLeft: arrow('left'),
    ArrowRight: arrow('right'),
    ArrowUp: arrow('up'),
    ArrowDown: arrow('down'),
    n: () => (boards.length > 1 ? turnTo(next(page, boards.length)) : false),
    p: () => (boards.length > 1 ? turnTo((page + boards.length - 1) % boards.length) : false),
    o: () => setLargeId(large ? undefined : chosenCamera?.id),
    l: () => {
      if (large || !chosenCamera || !isSmall(board.shape, chosen)) return false
      setLargeId(chosenCamera.id)
      setAsking(true)
      return true
    },
    f: () => keep({ ...choice, follows: !choice.follows }),
    t: () => keepTour({ ...tour, on: !tour.on }),
    u: () => setTiming(!timing),
    Delete: () => (arranging ? edit((before) => clear(before, chosen)) : false),
  })

  if (cameras.error && !cameras.data) {
    return (
      <div className="page">
        <ProblemNotice problem={problemIn(cameras.error)} again={() => void cameras.refetch()} />
      </div>
    )
  }
  return (
    <div className={`wall ${atDesk ? '' : 'alone'} ${arranging ? 'arranging' : ''}`}>
      {arranging && (
        <Palette
          cameras={all}
          board={own}
          put={(camera) => {
            if (putInto(camera, chosen)) setTile(nextEmpty(put(own, camera, chosen), chosen) ?? chosen)
          }}
        />
      )}
      <div className="wallMain">
        <h1 className="hidden">{atDesk ? text.wall.title : text.wall.screen(screen)}</h1>
        <WallTools
          screen={screen}
          cameras={all}
          layouts={layouts.all}
          choice={choice}
          shape={own.shape}
          page={page}
          pages={boards.length}
          tour={tour}
          tourHeld={held}
          places={places}
          led={known.length > 0 && !large}
          large={large !== undefined}
          arranging={arranging}
          log={atDesk && <LogKeys occasion={chosenCamera && { camera: chosenCamera.id, cameraName: chosenCamera.name }} may={chosenCamera?.rights.includes('JUDGE') ?? false} />}
          show={show}
          reshape={(shape) => {
            setLargeId(undefined)
            if (choice.draft || choice.source.kind === 'layout') edit((before) => reshape(before, shape))
            else keep({ ...choice, shape, page: Math.floor((page * tilesOf(own.shape)) / tilesOf(shape)) })
          }}
          turnTo={turnTo}
          follow={(follows) => keep({ ...choice, follows })}
          setTour={keepTour}
          reduce={() => setLargeId(undefined)}
          arrange={setArranging}
        />
        {(arranging || choice.draft) && (
          <ArrangeBar
            key={choice.draft?.layout ?? ''}
            board={own}
            draft={choice.draft}
            shown={layouts.all.find(({ layout }) => layout === (choice.draft?.layout ?? (choice.source.kind === 'layout' ? choice.source.layout : '')))}
            layouts={layouts}
            saved={(layout) => {
              setArranging(false)
              keep({ ...saved, source: { kind: 'layout', layout } })
            }}
            takeBack={() => keep(saved)}
            removed={() => keep({ ...saved, source: { kind: 'all' } })}
          />
        )}
        {cameras.data && all.length === 0 ? (
          <div className="empty">
            <p>{text.wall.noCameras}</p>
            <p className="second">{text.wall.noCamerasNext}</p>
          </div>
        ) : (
          <Tiles
            board={board}
            cameras={all}
            waiting={waiting}
            chosen={chosen}
            arranging={arranging && isOwn}
            trims={!choice.draft && !arranging && choice.source.kind !== 'layout' && isOwn}
            choose={choose}
            enlarge={all.length > 1 ? (camera) => setLargeId(camera === large?.id ? undefined : camera) : undefined}
            enlarged={large?.id}
            timing={timing}
            asking={asking}
            put={isOwn ? putInto : undefined}
            takeOut={(at) => edit((before) => clear(before, at))}
          />
        )}
        {atDesk && chosenCamera && (
          <RecentBar
            camera={chosenCamera.id}
            name={chosenCamera.name}
            alerts={[...waiting, ...judged].filter((alert) => alert.camera === chosenCamera.id)}
            open={(at) => go(`/review/${chosenCamera.id}?at=${new Date(at).toISOString()}`)}
          />
        )}
      </div>
      {atDesk && <DeskColumn onInHand={setInHand} />}
    </div>
  )
}
