// What Maven runs: installs the locked dependencies when the lock has changed, then builds dist/.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('..', import.meta.url))
const lock = home + 'package-lock.json'
const installed = home + 'target/installed-lock.json'
const npm = (...args) => execFileSync('npm', args, { cwd: home, stdio: 'inherit', shell: process.platform === 'win32' })

const upToDate =
  existsSync(home + 'node_modules') &&
  existsSync(installed) &&
  readFileSync(installed, 'utf8') === readFileSync(lock, 'utf8')
if (!upToDate) {
  npm('ci', '--loglevel=error')
  mkdirSync(home + 'target', { recursive: true })
  copyFileSync(lock, installed)
}
npm('run', '--silent', 'build')
