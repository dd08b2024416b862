// A real node with its worker, on free ports and a folder of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiPromise, WsProvider } from '@polkadot/api';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** Starts `openledger-node --dev` and connects polkadot.js to it with nothing but its stock types. */
export async function startDevnet() {
  const programs = process.env.OPENLEDGER_PROGRAMS;
  if (!programs) throw new Error('OPENLEDGER_PROGRAMS must name the folder with openledger-node; `cargo xtask test` sets it');
  const folder = mkdtempSync(join(tmpdir(), 'openledger-polkadot-js-'));
  const [rpc, p2p, worker] = [await freePort(), await freePort(), await freePort()];
  const log = openSync(join(folder, 'node.log'), 'a');
  const node = spawn(
    join(programs, 'openledger-node'),
    ['--dev', '--base-path', join(folder, 'node'), '--rpc-port', `${rpc}`, '--port', `${p2p}`, '--no-prometheus', '--no-telemetry', '--worker-listen', `127.0.0.1:${worker}`],
    { stdio: ['ignore', log, log] },
  );
  const ended = new Promise((resolve) => node.once('exit', resolve));
  const provider = new WsProvider(`ws://127.0.0.1:${rpc}`, 500);
  const timeout = new Promise((_, reject) =>
    setTimeout(() => reject(new Error(`the node did not answer:\n${readFileSync(join(folder, 'node.log'), 'utf8').slice(-4000)}`)), 120_000).unref(),
  );
  const api = await Promise.race([ApiPromise.create({ provider, noInitWarn: true }), timeout]);
  return {
    api,
    worker: `http://127.0.0.1:${worker}`,
    programs,
    rpc,
    folder,
    async stop() {
      await api.disconnect();
      node.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Signs, submits and waits for finality; resolves to the block's hash and the call's events. */
export function finalize(call, signer) {
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    call
      .signAndSend(signer, ({ status, events, dispatchError, txHash }) => {
        if (dispatchError) {
          const text = dispatchError.isModule ? call.registry.findMetaError(dispatchError.asModule).name : dispatchError.toString();
          unsubscribe();
          reject(new Error(text));
        } else if (status.isFinalized) {
          unsubscribe();
          resolve({ block: status.asFinalized, events: events.map(({ event }) => event), hash: txHash });
        }
      })
      .then((stop) => (unsubscribe = stop), reject);
  });
}
