// The program for browser tests: started on a free port with a folder of its own, stopped with the tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, openSync, readFileSync, readdirSync, accessSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const PASSWORD = 'shanzhi-demo'

// What makes the program's clock run so many seconds ahead; timers keep their own.
function ahead(seconds) {
  const library = readdirSync('/usr/lib').map((d) => join('/usr/lib', d, 'faketime/libfaketime.so.1')).find((f) => existsSync(f))
  if (!library) throw new Error('libfaketime is missing: install the Debian package faketime')
  return { LD_PRELOAD: library, FAKETIME: `+${seconds}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}

/** Starts the demonstration. `goTo(date)` starts it again on a later day: schedules look at the day when they begin. */
export async function startCity() {
  const binary = process.env.SHANZHI || join(root, 'target/debug/shanzhi')
  try { accessSync(binary) } catch { throw new Error(`${binary} is missing: build it with cargo build --tests --bins, or name it in SHANZHI`) }
  const dir = mkdtempSync(join(tmpdir(), 'shanzhi-browser.'))
  const env = {
    ...process.env,
    SHANZHI__SERVER__BIND: '127.0.0.1:0',
    SHANZHI__DATA__DIR: join(dir, 'data'),
    SHANZHI__ACCOUNT__TRIES_PER_MINUTE: '100000',
    SHANZHI__LOG__FILTER: 'warn',
  }
  const log = openSync(join(dir, 'log.txt'), 'a')
  let child
  const start = (more = {}) => new Promise((good, bad) => {
    child = spawn(binary, ['demo'], { env: { ...env, ...more }, cwd: dir, stdio: ['ignore', 'pipe', log] })
    let seen = ''
    child.stdout.on('data', (bytes) => {
      seen += bytes
      const found = seen.match(/listening on (http:\/\/\S+)/)
      if (found) good(found[1])
    })
    child.on('exit', (code) => bad(new Error(`demo ended with ${code}: ${readFileSync(join(dir, 'log.txt'), 'utf8').slice(-2000)}`)))
  })
  const end = () => new Promise((done) => {
    const hard = setTimeout(() => child.kill('SIGKILL'), 10000)
    child.removeAllListeners('exit')
    child.on('exit', () => { clearTimeout(hard); done() })
    child.kill('SIGTERM')
  })
  const url = await start()
  const goTo = async (date) => {
    await end()
    // The address stays, for browsers that are open.
    env.SHANZHI__SERVER__BIND = new URL(url).host
    await start(ahead(Math.round((date - Date.now()) / 1000)))
  }
  const stop = async () => {
    await end()
    rmSync(dir, { recursive: true, force: true })
  }
  return { url, dir, stop, goTo, log: () => readFileSync(join(dir, 'log.txt'), 'utf8') }
}
