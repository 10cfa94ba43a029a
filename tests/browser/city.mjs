// The program for browser tests: started on a free port with a folder of its own, stopped with the tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, openSync, readFileSync, accessSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const PASSWORD = 'shanzhi-demo'

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
  return { url, dir, stop, log: () => readFileSync(join(dir, 'log.txt'), 'utf8') }
}
