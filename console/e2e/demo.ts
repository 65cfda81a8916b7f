import { spawn, type ChildProcess } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/// A running demo: its address, the link that signs in once, and what really happens before its cameras.
export interface Demo {
  /// Its data folder.
  readonly data: string
  readonly url: string
  readonly signIn: string
  readonly truth: Truth
  /// What it has printed so far; empty where it was not started here.
  said(): string
  stop(): Promise<void>
}

/// As the simulator writes it: who is where in each picture of the loop, which began with the epoch.
export interface Truth {
  /// When the loops began, ISO 8601.
  readonly epoch: string
  readonly loop_s: number
  readonly rate: number
  readonly cameras: Readonly<Record<string, CameraTruth>>
}

export interface CameraTruth {
  readonly phase_s: number
  readonly pictures: readonly { readonly s: number; readonly actors: readonly Actor[] }[]
}

export interface Actor {
  readonly id: string
  readonly class: string
  readonly box: readonly [left: number, top: number, width: number, height: number]
}

export const vigie = fileURLToPath(new URL('../../vigie', import.meta.url))
const READY_WITHIN_MS = 240_000

/// Starts `./vigie demo` in a folder of its own, or joins the one whose folder VIGIE_E2E_DATA and whose unused
/// sign-in link VIGIE_E2E_LINK name.
///
/// @param verb `training` for an exercise, where the link is the trainer's
export async function openDemo(verb: 'demo' | 'training' = 'demo', ...words: string[]): Promise<Demo> {
  const given = verb === 'demo' ? process.env.VIGIE_E2E_DATA : undefined
  const data = given ?? (await mkdtemp(join(tmpdir(), 'vigie-e2e-')))
  return follow(data, given ? undefined : start(verb, '--data', data, '--port', '0', ...words), given !== undefined, verb === 'training' ? 1 : 0)
}

/// The same demo with a drone and a worn camera besides, which film what two of its cameras film, under an act of their own.
export async function openSources(): Promise<Demo> {
  const data = await mkdtemp(join(tmpdir(), 'vigie-e2e-'))
  const first = start('demo', '--data', data, '--port', '0')
  await follow(data, first, false, 0)
  await stop(first)
  await appendFile(join(data, 'vigie.yaml'), SOURCES)
  const acts = join(data, 'acts')
  const recording = await readFile(join(acts, 'recording.yaml'), 'utf8')
  await writeFile(join(acts, 'sources.yaml'), `${recording.replace(/number: .*/, 'number: demo-3-interventions')}sources: [drone, body]\nnorm: none\n`)
  await rm(join(data, 'run.json'), { force: true })
  return follow(data, start('serve', '--data', data), false, 0)
}

const SOURCES = `  - id: drone
    name: "Drone des pompiers"
    kind: drone
    open_at_most: 2 h
    main: "simulator:/gare-est/main"
  - id: pieton-3
    name: "Caméra-piéton, poste 3"
    kind: body
    main: "simulator:/depot/main"
`

/// Waits until a program has said its sign-in link; ends it where it does not.
///
/// @param given whether it was not started here
/// @param which of the links that it says
async function follow(data: string, program: ChildProcess | undefined, given: boolean, which: number): Promise<Demo> {
  let said = ''
  const hear = (chunk: Buffer) => {
    process.stdout.write(chunk)
    said += chunk.toString()
  }
  program?.stdout?.on('data', hear)
  program?.stderr?.on('data', hear)
  try {
    const run = await until(READY_WITHIN_MS, 'the demo to say its sign-in link', async () => {
      if (program && program.exitCode !== null) throw new Error(`./vigie ended with ${program.exitCode}`)
      const { url } = JSON.parse(await readFile(join(data, 'run.json'), 'utf8')) as { url?: string }
      // An exercise says the trainee's before the trainer's.
      const signIn = process.env.VIGIE_E2E_LINK ?? links(said)[which]
      return url && signIn ? { url, signIn } : undefined
    })
    const truth = JSON.parse(await readFile(join(data, 'truth.json'), 'utf8')) as Truth
    return { ...run, data, truth, said: () => said, stop: () => stop(program, given ? undefined : data) }
  } catch (e) {
    await stop(program, given ? undefined : data)
    throw e
  }
}

function links(said: string): string[] {
  return [...said.matchAll(/https?:\/\/\S+#token=\S+/g)].map(([link]) => link)
}

function start(...words: string[]): ChildProcess {
  const program = spawn(vigie, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  program.on('error', (e) => console.error(`./vigie ${words[0]}: ${e.message}`))
  return program
}

export async function stop(program: ChildProcess | undefined, folder?: string): Promise<void> {
  if (program && program.exitCode === null) {
    const ended = new Promise((resolve) => program.once('exit', resolve))
    program.kill('SIGTERM')
    await ended
  }
  if (folder) await rm(folder, { recursive: true, force: true })
}

/// Asks until there is an answer; a missing or half-written file is not one yet.
export async function until<T>(ms: number, what: string, ask: () => Promise<T | undefined>): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    try {
      const answer = await ask()
      if (answer !== undefined) return answer
    } catch (e) {
      if (!(e instanceof SyntaxError) && (e as NodeJS.ErrnoException).code !== 'ENOENT') throw e
    }
    if (Date.now() > end) throw new Error(`waited ${ms / 1000} s for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
