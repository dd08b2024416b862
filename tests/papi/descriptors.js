// Descriptors: what PAPI's own program generates from the metadata of a running node. They are never checked in.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** This package's folder: PAPI's program reads and writes `.papi` in the folder it is started in. */
export const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** Runs `papi add` against a node, and loads what it made. */
export async function generateDescriptors(url) {
  const generated = join(FOLDER, '.papi');
  rmSync(generated, { recursive: true, force: true });
  mkdirSync(generated);
  // Otherwise it would enter the descriptors in package.json and install them.
  const config = { version: 0, descriptorPath: '.papi/descriptors', entries: {}, options: { noDescriptorsPackage: true } };
  writeFileSync(join(generated, 'polkadot-api.json'), JSON.stringify(config));

  const papi = fileURLToPath(import.meta.resolve('polkadot-api')).replace(/dist\/.*$/, 'bin/cli.js');
  // Node.js 20 has a WebSocket of its own only when asked; later ones have it anyhow.
  const args = ['--experimental-websocket', papi, 'add', 'openledger', '--wsUrl', url];
  await run(process.execPath, args, { cwd: FOLDER });
  return import('./.papi/descriptors/dist/index.js');
}
