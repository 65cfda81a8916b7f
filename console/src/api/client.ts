import type { operations, paths } from '#schema'
import type { Opening, Problem, ProblemCode } from './types.ts'

/// What an answer is: the thing asked for, the server's refusal in its own words, or no answer at all.
export type Result<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }

/// A request that did not succeed, for code that prefers exceptions (queries do).
export class Failure extends Error {
  /// Absent when the server did not answer.
  readonly problem: Problem | undefined

  constructor(problem: Problem | undefined) {
    super(problem ? `${problem.title} ${problem.detail}` : 'no answer')
    this.problem = problem
  }

  get code(): ProblemCode | 'UNREACHABLE' {
    return this.problem?.code ?? 'UNREACHABLE'
  }
}

type Method = 'get' | 'post'
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, infer O> ? (O extends undefined ? never : P) : never
}[keyof paths]
type Operation<P extends keyof paths, M extends Method> = paths[P] extends Record<M, infer O> ? O : never
type Json<T> = T extends { content: { 'application/json': infer B } } ? B : undefined
type Answer<O> = O extends { responses: infer R }
  ? R extends { 200: infer A; 202: infer B }
    ? Json<A> | Json<B>
    : R extends { 200: infer A }
    ? Json<A>
    : R extends { 201: infer A }
      ? Json<A>
      : undefined
  : never
type PathParams<O> = O extends { parameters: { path: infer P } } ? P : Record<never, never>
type QueryParams<O> = O extends { parameters: { query?: infer Q } } ? NonNullable<Q> : Record<never, never>
/// What an operation takes, also where it may be left out.
type Body<O> = O extends { requestBody?: infer R }
  ? [NonNullable<R>] extends [never]
    ? undefined
    : NonNullable<R> extends { content: { 'application/json': infer B } }
      ? B
      : undefined
  : undefined

interface Asked {
  readonly path?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly text?: string
  readonly signal?: AbortSignal | undefined
}

let spoken = 'fr'

/// The language in which the server words its problems.
export function speak(language: string): void {
  spoken = language
}

export function get<P extends PathsWith<'get'>>(
  path: P,
  asked: { path?: PathParams<Operation<P, 'get'>>; query?: QueryParams<Operation<P, 'get'>>; signal?: AbortSignal } = {},
): Promise<Result<Answer<Operation<P, 'get'>>>> {
  return send('GET', path, asked)
}

export function post<P extends PathsWith<'post'>>(
  path: P,
  asked: { path?: PathParams<Operation<P, 'post'>>; body?: Body<Operation<P, 'post'>> } = {},
): Promise<Result<Answer<Operation<P, 'post'>>>> {
  return send('POST', path, asked)
}

/// The value, or a [Failure].
export async function orThrow<T>(result: Promise<Result<T>>): Promise<T> {
  const answer = await result
  switch (answer.kind) {
    case 'done':
      return answer.value
    case 'refused':
      throw new Failure(answer.problem)
    case 'unreachable':
      throw new Failure(undefined)
  }
}

/// A masked film as the server sent it.
export interface Film {
  readonly blob: Blob
  /// When its first picture was taken, in ms.
  readonly start: number
  /// Where it ends, in ms, where the server says so.
  readonly end: number | undefined
  /// Of single pictures: when each was taken, in ms.
  readonly times?: readonly number[]
}

/// Fetches a film (clip, still or playback). Films are files, not JSON, so they have their own way.
export async function film<O extends 'getClip' | 'getStill' | 'playback' | 'glimpses' | 'viewAccessFilm' | 'lookAtAccessCopy'>(
  path: O extends 'getClip'
    ? '/api/alerts/{alert}/clip'
    : O extends 'getStill'
      ? '/api/alerts/{alert}/still'
      : O extends 'playback'
        ? '/api/cameras/{camera}/playback'
        : O extends 'glimpses'
          ? '/api/cameras/{camera}/glimpses'
        : O extends 'viewAccessFilm'
          ? '/api/access-cases/{case}/films/{film}/view'
          : '/api/access-cases/{case}/films/{film}/look',
  asked: {
    path: operations[O]['parameters']['path']
    query?: operations[O]['parameters']['query']
    signal?: AbortSignal
  },
): Promise<Result<Film>> {
  const response = await request('GET', path, asked)
  if (!response) return { kind: 'unreachable' }
  if (!response.ok) return { kind: 'refused', problem: await problemOf(response) }
  const start = response.headers.get('X-Vigie-Start')
  const end = response.headers.get('X-Vigie-End')
  const times = response.headers.get('X-Vigie-Times')
  try {
    const blob = await response.blob()
    return {
      kind: 'done',
      value: { blob, start: start ? Date.parse(start) : NaN, end: end ? Date.parse(end) : undefined, ...(times ? { times: times.split(',').map(Number) } : {}) },
    }
  } catch {
    return { kind: 'unreachable' }
  }
}

/// One masked picture of a confirmed alert, for who is outside.
///
/// @return the picture, and for how many ms it may be shown
export async function fieldStill(alert: string): Promise<Result<{ blob: Blob; lasts: number }>> {
  const response = await request('GET', '/api/field/alerts/{alert}/still', { path: { alert } })
  if (!response) return { kind: 'unreachable' }
  if (!response.ok) return { kind: 'refused', problem: await problemOf(response) }
  // By the server's clock on both sides: this telephone's may be wrong.
  const now = Date.parse(response.headers.get('Date') ?? '')
  const lasts = Date.parse(response.headers.get('X-Vigie-Until') ?? '') - now
  try {
    return { kind: 'done', value: { blob: await response.blob(), lasts: Number.isNaN(lasts) ? 0 : Math.max(0, lasts) } }
  } catch {
    return { kind: 'unreachable' }
  }
}

/// Brings an approval that a custodian's program wrote: a text, not JSON.
export function bringApproval(text: string): Promise<Result<Opening>> {
  return send('POST', '/api/openings/approvals', { text })
}

/// Deletes what waits at an address of [Case], [Inspection] or an export.
export function giveUp(url: string): Promise<Result<undefined>> {
  return send('DELETE', url, {})
}

async function send<T>(method: string, path: string, asked: Asked): Promise<Result<T>> {
  let response = await request(method, path, asked)
  if (!response) return { kind: 'unreachable' }
  let problem = response.ok ? undefined : await problemOf(response)
  if (problem?.code === 'CSRF' && method !== 'GET') {
    // The page has outlived its token, or was opened without a network and never had one. Nothing was done; any answer brings a
    // fresh one.
    await request('GET', '/api/welcome', {})
    response = await request(method, path, asked)
    if (!response) return { kind: 'unreachable' }
    problem = response.ok ? undefined : await problemOf(response)
  }
  if (problem) return { kind: 'refused', problem }
  try {
    const text = await response.text()
    return { kind: 'done', value: (text ? JSON.parse(text) : undefined) as T }
  } catch {
    return { kind: 'unreachable' }
  }
}

async function request(method: string, path: string, asked: Asked): Promise<Response | undefined> {
  const headers: Record<string, string> = { 'Accept-Language': spoken }
  if (asked.body !== undefined) headers['Content-Type'] = 'application/json'
  if (asked.text !== undefined) headers['Content-Type'] = 'text/plain; charset=utf-8'
  if (method !== 'GET') {
    const token = csrfToken()
    if (token) headers['X-XSRF-TOKEN'] = token
  }
  try {
    return await fetch(address(path, asked), {
      method,
      headers,
      credentials: 'same-origin',
      body: asked.body === undefined ? (asked.text ?? null) : JSON.stringify(asked.body),
      signal: asked.signal ?? null,
    })
  } catch (e) {
    if (asked.signal?.aborted) throw e
    return undefined
  }
}

/// The address with its parameters filled in.
export function address(path: string, asked: Pick<Asked, 'path' | 'query'>): string {
  const filled = Object.entries(asked.path ?? {}).reduce(
    (soFar, [name, value]) => soFar.replace(`{${name}}`, encodeURIComponent(String(value))),
    path,
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  return query.size > 0 ? `${filled}?${query}` : filled
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const said = (await response.json()) as Partial<Problem>
    if (said.code && said.title) return { detail: '', params: {}, type: '', status: response.status, ...said } as Problem
  } catch {
    // A proxy's page, or nothing: the status must do.
  }
  return {
    type: 'urn:vigie:unavailable',
    title: '',
    status: response.status,
    detail: '',
    code: response.status === 401 ? 'SIGN_IN_NEEDED' : response.status === 404 ? 'NOT_FOUND' : 'UNAVAILABLE',
    params: {},
  }
}

function csrfToken(): string | undefined {
  const pair = document.cookie.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='))
  return pair && decodeURIComponent(pair.slice('XSRF-TOKEN='.length))
}
