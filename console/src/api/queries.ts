import { QueryCache, QueryClient, useQuery } from '@tanstack/react-query'
import { Failure, get, orThrow } from './client.ts'

/// What is asked again and again, and how often: the town and its cameras every few seconds, the rest when needed.
export const keys = {
  welcome: ['welcome'],
  me: ['me'],
  town: ['town'],
  cameras: ['cameras'],
  map: ['map'],
  field: ['field'],
  drawing: ['drawing'],
  stops: ['stops'],
  alerts: ['alerts'],
  alarms: ['alarms'],
  commissioning: ['commissioning'],
  custody: ['custody'],
  openings: ['openings'],
  holds: ['holds'],
  witnesses: ['witnesses'],
  access: ['access'],
  acts: ['acts'],
  lifts: ['lifts'],
  relays: ['relays'],
  sources: ['sources'],
  outside: ['outside'],
  outsideSources: ['outside', 'sources'],
  steering: ['steering'],
  layouts: ['layouts'],
  snoozes: ['snoozes'],
  reminder: ['reminder'],
  incidents: ['incidents'],
  shifts: ['shifts'],
  masks: ['masks'],
  training: ['training'],
  viewing: ['viewing'],
  notice: ['notice'],
  people: ['people'],
  programs: ['programs'],
  visits: ['visits'],
  ownSessions: ['own-sessions'],
  sessions: ['sessions'],
  machine: ['machine'],
  clock: ['clock'],
  factors: ['factors'],
  lock: ['lock'],
} as const

const OF_THE_SESSION: ReadonlySet<string> = new Set(['SIGN_IN_NEEDED', 'SECOND_FACTOR_NEEDED', 'LOCKED'])

export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    // Whatever is refused because of the session itself says that it stands otherwise than thought.
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryKey[0] !== 'me' && error instanceof Failure && OF_THE_SESSION.has(error.code)) {
          void client.invalidateQueries({ queryKey: keys.me })
        }
      },
    }),
    defaultOptions: {
      queries: {
        // A refusal is an answer: only silence is worth asking again.
        retry: (times, error) => times < 2 && error instanceof Failure && !error.problem,
        refetchOnWindowFocus: true,
        staleTime: 2_000,
      },
    },
  })
  return client
}

export function useWelcome() {
  return useQuery({ queryKey: keys.welcome, queryFn: ({ signal }) => orThrow(get('/api/welcome', { signal })), staleTime: 60_000 })
}

export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: ({ signal }) => orThrow(get('/api/me', { signal })), staleTime: 60_000 })
}

export function useTown() {
  return useQuery({ queryKey: keys.town, queryFn: ({ signal }) => orThrow(get('/api/town', { signal })), refetchInterval: 5_000 })
}

export function useCameras() {
  return useQuery({
    queryKey: keys.cameras,
    queryFn: ({ signal }) => orThrow(get('/api/cameras', { signal })),
    refetchInterval: 5_000,
    select: (list) => list.cameras,
  })
}

/// Where cameras stand: as configured, so it changes only when Vigie starts again.
export function useMap() {
  return useQuery({ queryKey: keys.map, queryFn: ({ signal }) => orThrow(get('/api/map', { signal })), staleTime: 5 * 60_000 })
}

/// Confirmed alerts, what teams said of them, and where units on duty are.
export function useField(enabled: boolean) {
  return useQuery({ enabled, queryKey: keys.field, queryFn: ({ signal }) => orThrow(get('/api/field', { signal })), refetchInterval: 10_000, retry: false })
}

/// The places that a camera remembers which people steer; it is asked.
export const usePresets = (camera: string, steerable: boolean) =>
  useQuery({
    queryKey: [...keys.steering, camera, 'presets'],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/steering/presets', { path: { camera }, signal })),
    select: (list) => list.presets,
    enabled: steerable,
    staleTime: 60_000,
    retry: false,
  })

/// What is drawn on a camera. Asked for once: whoever draws has another one in hand, and a change of somebody else's is met when it is
/// What is painted over of a camera.
export function useMasks(camera: string) {
  return useQuery({
    queryKey: [...keys.masks, camera],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/masks', { path: { camera }, signal })),
    refetchOnWindowFocus: false,
  })
}

/// saved.
export function useDrawing(camera: string) {
  return useQuery({
    queryKey: [...keys.drawing, camera],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/drawing', { path: { camera }, signal })),
    staleTime: 5_000,
    refetchOnWindowFocus: false,
  })
}

/// What was drawn on a camera before.
export function useDrawingVersions(camera: string) {
  return useQuery({
    queryKey: [...keys.drawing, camera, 'versions'],
    queryFn: ({ signal }) => orThrow(get('/api/cameras/{camera}/drawing/versions', { path: { camera }, signal })),
    select: (list) => list.versions,
  })
}

/// The alarms themselves are asked for only while somebody looks at them: the town says how many there are.
export function useAlarms() {
  return useQuery({ queryKey: keys.alarms, queryFn: ({ signal }) => orThrow(get('/api/alarms', { signal })), refetchInterval: 5_000 })
}

/// How every rule stands; asked for only while somebody looks.
export function useCommissioning() {
  return useQuery({
    queryKey: keys.commissioning,
    queryFn: ({ signal }) => orThrow(get('/api/commissioning', { signal })),
    refetchInterval: 5_000,
  })
}

export function useCustody() {
  return useQuery({ queryKey: keys.custody, queryFn: ({ signal }) => orThrow(get('/api/custody', { signal })), staleTime: 30_000 })
}

/// What is asked of custodians; asked for only while somebody looks.
export function useOpenings(enabled = true) {
  return useQuery({
    enabled,
    queryKey: keys.openings,
    queryFn: ({ signal }) => orThrow(get('/api/openings', { signal })),
    refetchInterval: 3_000,
    select: (list) => list.openings,
  })
}

/// Asked for only while somebody looks.
export function useWitnesses() {
  return useQuery({ queryKey: keys.witnesses, queryFn: ({ signal }) => orThrow(get('/api/ledger/witnesses', { signal })), refetchInterval: 15_000 })
}

/// The machine and what runs on it; asked for only while somebody looks.
export function useMachine() {
  return useQuery({ queryKey: keys.machine, queryFn: ({ signal }) => orThrow(get('/api/machine', { signal })), refetchInterval: 5_000 })
}

export function useClock() {
  return useQuery({ queryKey: keys.clock, queryFn: ({ signal }) => orThrow(get('/api/clock', { signal })), refetchInterval: 15_000 })
}

export function useHolds() {
  return useQuery({
    queryKey: keys.holds,
    queryFn: ({ signal }) => orThrow(get('/api/holds', { signal })),
    refetchInterval: 30_000,
    select: (list) => list.holds,
  })
}

/// The requests of people who were filmed.
export function useAccessCases() {
  return useQuery({ queryKey: keys.access, queryFn: ({ signal }) => orThrow(get('/api/access-cases', { signal })), refetchInterval: 30_000 })
}

/// One of them, with the requester and what was drawn.
export function useAccessCase(number: string) {
  return useQuery({
    queryKey: [...keys.access, number],
    queryFn: ({ signal }) => orThrow(get('/api/access-cases/{case}', { path: { case: number }, signal })),
    refetchInterval: 30_000,
  })
}

/// What the person is reminded of about their own confirmations; asked again after each verdict.
export function useReminder() {
  return useQuery({
    queryKey: keys.reminder,
    queryFn: ({ signal }) => orThrow(get('/api/alerts/reminder', { signal })),
    staleTime: 60_000,
    select: (answer) => answer.reminder,
  })
}

/// The incidents that are not closed.
export function useOpenIncidents(enabled = true) {
  return useQuery({
    enabled,
    queryKey: [...keys.incidents, 'open'],
    queryFn: ({ signal }) => orThrow(get('/api/incidents', { signal })),
    refetchInterval: 5_000,
    select: (list) => list.incidents,
  })
}

/// One incident with its timeline.
export function useIncident(number: string) {
  return useQuery({
    queryKey: [...keys.incidents, number],
    queryFn: ({ signal }) => orThrow(get('/api/incidents/{incident}', { path: { incident: number }, signal })),
    refetchInterval: 3_000,
  })
}

/// The shifts, newest first.
export function useShifts() {
  return useQuery({
    queryKey: keys.shifts,
    queryFn: ({ signal }) => orThrow(get('/api/shifts', { signal })),
    refetchInterval: 15_000,
    select: (list) => list.shifts,
  })
}

/// The log of one shift.
///
/// @param shift its number, or `present`
export function useShiftLog(shift: string) {
  return useQuery({
    queryKey: [...keys.shifts, shift],
    queryFn: ({ signal }) => orThrow(get('/api/shifts/{shift}', { path: { shift }, signal })),
    refetchInterval: shift === 'present' ? 3_000 : 30_000,
  })
}

/// Every act with where it stands; asked for only while somebody looks.
export function useActs() {
  return useQuery({ queryKey: keys.acts, queryFn: ({ signal }) => orThrow(get('/api/acts', { signal })), refetchInterval: 10_000 })
}

/// What was noticed of how people look at footage; only for whoever oversees it. Nothing in it is urgent.
export function useViewing(enabled: boolean) {
  return useQuery({ enabled, queryKey: keys.viewing, queryFn: ({ signal }) => orThrow(get('/api/viewing', { signal })), refetchInterval: 60_000 })
}

/// What has come of an exercise by now; only for its trainer.
export function useDebrief() {
  return useQuery({ queryKey: keys.training, queryFn: ({ signal }) => orThrow(get('/api/training', { signal })), refetchInterval: 5_000 })
}

/// How the town's public page stands; asked for only while somebody looks.
export function useNotice() {
  return useQuery({ queryKey: keys.notice, queryFn: ({ signal }) => orThrow(get('/api/notice', { signal })), refetchInterval: 10_000 })
}

export function useStops() {
  return useQuery({
    queryKey: keys.stops,
    queryFn: ({ signal }) => orThrow(get('/api/stops', { signal })),
    refetchInterval: 10_000,
    select: (list) => list.stops,
  })
}

/// Everybody with an account. Each look is an entry in the ledger: asked for once, and after a change.
/// Keys of programs; to look is an entry.
export function usePrograms(asks: boolean) {
  return useQuery({
    queryKey: keys.programs,
    queryFn: ({ signal }) => orThrow(get('/api/program-keys', { signal })),
    enabled: asks,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    select: (list) => list.keys,
  })
}

export function usePeople() {
  return useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => orThrow(get('/api/people', { signal })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnMount: 'always',
    select: (list) => list.people,
  })
}

/// Where one is signed in oneself; asked for only while somebody looks.
export function useOwnSessions() {
  return useQuery({
    queryKey: keys.ownSessions,
    queryFn: ({ signal }) => orThrow(get('/api/me/sessions', { signal })),
    refetchInterval: 30_000,
    select: (list) => list.sessions,
  })
}

/// Who is signed in. Each look is an entry in the ledger: asked for once, and after a change.
export function useSessions(enabled: boolean) {
  return useQuery({
    enabled,
    queryKey: keys.sessions,
    queryFn: ({ signal }) => orThrow(get('/api/sessions', { signal })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnMount: 'always',
    select: (list) => list.sessions,
  })
}

/// One's own second factors.
export function useFactors() {
  return useQuery({ queryKey: keys.factors, queryFn: ({ signal }) => orThrow(get('/api/me/factors', { signal })) })
}
