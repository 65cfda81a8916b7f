import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Component, Suspense, useEffect, useState, type ReactNode } from 'react'
import { AlertsProvider } from './api/alerts.tsx'
import { newQueryClient, useMe, useTown } from './api/queries.ts'
import type { Me } from './api/types.ts'
import { Desk } from './desk/Desk.tsx'
import { LinkPage } from './door/LinkPage.tsx'
import { ReturnPage } from './door/ReturnPage.tsx'
import { SetUp } from './door/SetUp.tsx'
import { SignIn } from './door/SignIn.tsx'
import { Unreachable } from './field/Unreachable.tsx'
import { LockScreen } from './lock/LockScreen.tsx'
import { useLock } from './lock/useLock.ts'
import { theme } from './look/theme.ts'
import {
  Access,
  Account,
  Acts,
  Around,
  Cameras,
  CasePage,
  Counts,
  Custody,
  Debrief,
  DrawingPage,
  fetchAhead,
  FieldPage,
  Health,
  IncidentPage,
  Ledger,
  MapPage,
  Notice,
  People,
  Review,
  Rules,
  ShiftLogPage,
  Viewing,
} from './pages.ts'
import { Shell } from './shell/Shell.tsx'
import { ProblemNotice, problemIn } from './shell/ProblemNotice.tsx'
import { SpeechProvider, useSpeech } from './text/index.tsx'
import { Watermark } from './training/Watermark.tsx'
import { Wall } from './wall/Wall.tsx'
import { Link, Route, Switch, useLocation } from 'wouter'

export function App() {
  const [queries] = useState(newQueryClient)
  return (
    <MantineProvider theme={theme} defaultColorScheme="dark" withCssVariables={false}>
      <SpeechProvider>
        <Caught>
          <QueryClientProvider client={queries}>
            <Watermark />
            <Door />
          </QueryClientProvider>
        </Caught>
      </SpeechProvider>
    </MantineProvider>
  )
}

/// Lets in whoever is signed in, or holds a one-time link.
function Door() {
  const [path] = useLocation()
  if (['/first-run', '/invitation', '/demo', '/visit'].includes(path)) return <LinkPage />
  if (path === '/sign-in/return') return <ReturnPage />
  return <Inside />
}

/// The wall's first pictures come first.
const AHEAD_AFTER_MS = 8_000

function Inside() {
  const me = useMe()
  const [path] = useLocation()
  const lock = useLock(me.data)
  const setsUp = me.data?.stage === 'SET_UP'
  const [settingUp, setSettingUp] = useState(false)
  useEffect(() => {
    if (setsUp) setSettingUp(true)
  }, [setsUp])
  const isIn = me.data !== undefined
  useEffect(() => {
    if (!isIn || path === '/field') return
    const waiting = setTimeout(() => void fetchAhead(), AHEAD_AFTER_MS)
    return () => clearTimeout(waiting)
    // Once: where one goes meanwhile changes nothing.
  }, [isIn])
  const problem = problemIn(me.error)
  const fieldOnly = me.data && me.data.rights.length > 0 && me.data.rights.every((right) => right === 'ATTEND')
  useEffect(() => {
    // Loaded anew: only that page may ask where the telephone is.
    if (fieldOnly && path !== '/field' && path !== '/me') location.replace('/field')
  }, [fieldOnly, path])
  const guest = me.data?.guest ?? false
  const [, go] = useLocation()
  useEffect(() => {
    // The server opens nothing else to them.
    if (guest && !/^\/(health|cameras)/.test(path)) go('/health', { replace: true })
  }, [guest, path, go])
  if (problem?.code === 'SIGN_IN_NEEDED') return <SignIn />
  if (me.data && (setsUp || settingUp)) {
    return (
      <SetUp
        done={() => {
          setSettingUp(false)
          void me.refetch()
        }}
      />
    )
  }
  const locked = me.data?.stage === 'LOCKED'
  if (me.data && locked && path === '/field') return <LockScreen me={me.data} />
  if (path === '/field') return <Field me={me.data} again={() => void me.refetch()} />
  if (me.error) {
    return (
      <div className="page">
        <ProblemNotice problem={problem} again={() => void me.refetch()} />
      </div>
    )
  }
  if (!me.data) return null
  return (
    <AlertsProvider person={me.data.person} asks={!locked && !guest}>
      <TownTime />
      {locked && <LockScreen me={me.data} />}
      <Shell me={me.data} locked={locked} lock={lock}>
        <Suspense>
          <Switch>
            <Route path="/" component={Wall} />
            <Route path="/wall" component={Wall} />
            <Route path="/map/:camera?">{({ camera }) => <MapPage chosen={camera} />}</Route>
            <Route path="/desk/:alert?">{({ alert }) => <Desk chosen={alert} me={me.data} />}</Route>
            <Route path="/log/:shift?">{({ shift }) => <ShiftLogPage shift={shift ?? 'present'} me={me.data} />}</Route>
            <Route path="/incidents/:number">{({ number }) => <IncidentPage key={number} number={number} me={me.data} />}</Route>
            <Route path="/around/:camera">{({ camera }) => <Around key={camera} camera={camera} />}</Route>
            <Route path="/review/:camera?">{({ camera }) => <Review camera={camera} />}</Route>
            <Route path="/cameras/:camera/drawing">{({ camera }) => <DrawingPage camera={camera} />}</Route>
            <Route path="/cameras/:camera?">{({ camera }) => <Cameras chosen={camera} />}</Route>
            <Route path="/rules/:camera?/:rule?">{({ camera, rule }) => <Rules camera={camera} rule={rule} me={me.data} />}</Route>
            <Route path="/counts/:camera?">{({ camera }) => <Counts camera={camera} />}</Route>
            <Route path="/custody">
              <Custody me={me.data} />
            </Route>
            <Route path="/access/:number?">{({ number }) => (number ? <CasePage key={number} number={number} /> : <Access me={me.data} />)}</Route>
            <Route path="/training">
              <Debrief />
            </Route>
            <Route path="/viewing">
              <Viewing />
            </Route>
            <Route path="/notice">
              <Notice me={me.data} />
            </Route>
            <Route path="/acts">
              <Acts me={me.data} />
            </Route>
            <Route path="/me">
              <Account me={me.data} />
            </Route>
            <Route path="/health">
              <Health />
            </Route>
            <Route path="/people">
              <People me={me.data} />
            </Route>
            <Route path="/registers">
              <Ledger me={me.data} />
            </Route>
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Suspense>
      </Shell>
    </AlertsProvider>
  )
}

/// The field page: also while the network is away, with what it was told before.
function Field({ me, again }: { me: Me | undefined; again(): void }) {
  return me ? (
    <Suspense>
      <FieldPage me={me} />
    </Suspense>
  ) : (
    <Unreachable again={again} />
  )
}

/// Times are the town's, whatever zone this computer is set to.
function TownTime() {
  const { inZone } = useSpeech()
  const zone = useTown().data?.zone
  useEffect(() => {
    if (zone) inZone(zone)
  }, [zone, inZone])
  return null
}

function NotFound() {
  const { text } = useSpeech()
  return (
    <div className="empty">
      <p>{text.common.notFound}</p>
      <p>
        <Link href="/wall">{text.nav.wall}</Link>
      </p>
    </div>
  )
}

/// The last resort: a page that fails says so and offers a way out.
class Caught extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Failed /> : this.props.children
  }
}

function Failed() {
  const { text } = useSpeech()
  return (
    <div className="empty" role="alert">
      <p>{text.common.unknownError}</p>
      <p>
        <button type="button" className="button" onClick={() => location.reload()}>
          {text.common.reload}
        </button>
      </p>
    </div>
  )
}
