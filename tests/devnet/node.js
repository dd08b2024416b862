// A real node on free ports and a folder of its own: nothing here knows any client library.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longest time a node may take to answer: an unoptimised one compiles its runtime first. */
const BOOT_SECONDS = 180;

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Path of one of the built programs. */
export function program(name) {
  const folder = process.env.OPENLEDGER_PROGRAMS;
  if (!folder) throw new Error('OPENLEDGER_PROGRAMS must name the folder with openledger-node; `cargo xtask test` sets it');
  return join(folder, name);
}

/** A JSON-RPC call over HTTP. */
async function call(port, method, params = []) {
  const answer = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  const { result, error } = await answer.json();
  if (error) throw new Error(`${method}: ${error.message}`);
  return result;
}

/**
 * Starts `openledger-node --dev` and waits until it answers.
 *
 * `worker`: whether a worker runs beside it. `args`: more arguments. `p2p`: how peers reach it, after the address.
 */
export async function startNode({ worker = false, args = [], p2p = '' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'openledger-node-'));
  const ports = { rpc: await freePort(), p2p: await freePort(), worker: await freePort(), metrics: await freePort() };
  const path = join(folder, 'node.log');
  const log = openSync(path, 'a');
  const node = spawn(
    program('openledger-node'),
    [
      ...['--dev', '--base-path', join(folder, 'node'), '--no-telemetry'],
      ...['--rpc-port', `${ports.rpc}`, '--prometheus-port', `${ports.metrics}`],
      ...['--listen-addr', `/ip4/127.0.0.1/tcp/${ports.p2p}${p2p}`],
      ...(worker ? ['--worker-listen', `127.0.0.1:${ports.worker}`] : ['--no-worker']),
      ...args,
    ],
    { stdio: ['ignore', log, log] },
  );
  const ended = new Promise((resolve) => node.once('exit', resolve));
  const stop = async () => {
    node.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const running = {
    ports,
    folder,
    stop,
    url: `ws://127.0.0.1:${ports.rpc}`,
    worker: `http://127.0.0.1:${ports.worker}`,
    call: (method, params) => call(ports.rpc, method, params),
  };
  for (const end = Date.now() + BOOT_SECONDS * 1000; ; await sleep(250)) {
    if (await running.call('system_health').catch(() => undefined)) return running;
    if (node.exitCode !== null || Date.now() > end) {
      const tail = readFileSync(path, 'utf8').slice(-4000);
      await stop();
      throw new Error(`the node did not answer:\n${tail}`);
    }
  }
}
