// The program for browser tests: started on a free port with a folder of its own, stopped with the tests.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, openSync, readFileSync, readdirSync, renameSync, writeFileSync, accessSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const PASSWORD = 'shanzhi-demo'

// What makes libfaketime read the clock from a file at every look; timers keep their own.
function faked(clock) {
  const library = readdirSync('/usr/lib').map((d) => join('/usr/lib', d, 'faketime/libfaketime.so.1')).find((f) => existsSync(f))
  if (!library) throw new Error('libfaketime is missing: install the Debian package faketime')
  return { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }
}

/** Starts the demonstration; with `clock` its days can be set by `goTo(date)`, forward only. */
export async function startCity({ clock = false } = {}) {
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
  const goTo = (date) => {
    const ahead = Math.round((date - Date.now()) / 1000)
    writeFileSync(join(dir, 'clock.new'), `${ahead < 0 ? '' : '+'}${ahead}\n`)
    renameSync(join(dir, 'clock.new'), join(dir, 'clock'))
  }
  if (clock) {
    // The city is made by the machine's own clock: the other one is read from a file at every look.
    const made = spawnSync(binary, ['demo', '--only-make'], { env, cwd: dir, stdio: ['ignore', 'ignore', log] })
    if (made.status !== 0) throw new Error(`the city was not made: ${readFileSync(join(dir, 'log.txt'), 'utf8').slice(-2000)}`)
    goTo(new Date())
    Object.assign(env, faked(join(dir, 'clock')))
  }
  const child = spawn(binary, ['demo'], { env, cwd: dir, stdio: ['ignore', 'pipe', log] })
  const url = await new Promise((good, bad) => {
    let seen = ''
    child.stdout.on('data', (bytes) => {
      seen += bytes
      const found = seen.match(/listening on (http:\/\/\S+)/)
      if (found) good(found[1])
    })
    child.on('exit', (code) => bad(new Error(`demo ended with ${code}: ${readFileSync(join(dir, 'log.txt'), 'utf8').slice(-2000)}`)))
  })
  const stop = () => new Promise((done) => {
    child.removeAllListeners('exit')
    child.on('exit', () => { rmSync(dir, { recursive: true, force: true }); done() })
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), 10000).unref()
  })
  return { url, dir, stop, goTo, log: () => readFileSync(join(dir, 'log.txt'), 'utf8') }
}
