import { execFile, spawn } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { stop, until, vigie } from './demo.ts'

const run = promisify(execFile)
const PAGE_WITHIN_MS = 30_000

/// A custodian with a folder of their own, as on a machine of their own: key file, pins and passphrase.
export interface Custodian {
  readonly person: string
  readonly card: string
  readonly passphrase: string
  readonly keys: string
}

/// Runs `vigie custodian new`.
export async function newCustodian(parent: string, person: string): Promise<Custodian> {
  const folder = join(parent, person)
  await mkdir(folder)
  const passphrase = `quiet harbour lantern of ${person}`
  const file = join(folder, 'passphrase')
  await writeFile(file, `${passphrase}\n`, { mode: 0o600 })
  const keys = join(folder, 'keys')
  await run(vigie, ['custodian', 'new', '--person', person, '--keys', keys, '--passphrase-file', file])
  return { person, passphrase, keys, card: (await readFile(`${keys}.card`, 'utf8')).trim() }
}

/// A custodian's running page, on a loopback port of its own.
export interface CustodianPage {
  readonly link: string
  stop(): Promise<void>
}

/// Runs `vigie custodian page` until it is stopped.
export async function openPage(custodian: Custodian, server: string): Promise<CustodianPage> {
  const program = spawn(vigie, ['custodian', 'page', '--keys', custodian.keys, '--server', server], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  program.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  try {
    const link = await until(PAGE_WITHIN_MS, `the page of ${custodian.person}`, () => {
      if (program.exitCode !== null) throw new Error(`the page of ${custodian.person} ended with ${program.exitCode}`)
      return Promise.resolve(/http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\//.exec(said)?.[0])
    })
    return { link, stop: () => stop(program) }
  } catch (e) {
    await stop(program)
    throw e
  }
}
