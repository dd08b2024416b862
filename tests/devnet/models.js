// Versions of models, really trained and measured: small ones, in about a minute.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { key, OPEN } from './index.js';
import { program } from './node.js';
import { eventually, found, submit } from './transactions.js';
import { registerWorker } from './worker.js';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Number of Apache-2.0 in the table of licences of a development chain. */
const APACHE = 1;
/** Optimiser steps of the base: more than none, so that it knows its bytes; few, as nobody reads what it writes. */
const BASE_STEPS = 30;
/** A recipe small enough for a test. */
const RECIPE = {
  ...{ rank: 4, alpha: 8, targets: 127, learningRateMicro: 2_000, warmupSteps: 5, epochs: 1, batch: 16, microBatch: 16 },
  ...{ sequenceLength: 64, seed: 1, heldOutPpm: 200_000, numericClass: 'CpuExact', checkpointSteps: 5 },
  attribution: { dimensions: 32, dampingMilli: 300_000, gradientWeight: 1, lexicalWeight: 1 },
};

/** Files reach the worker through the command line, which polkadot.js has no part in; the rest is said by polkadot.js. */
async function cli(net, account, args) {
  const common = ['--json', '--node', net.url, '--worker', net.worker, '--as', account, '--keystore', join(net.folder, 'keys')];
  const { stdout } = await run(program('openledger'), [...common, ...args]);
  return JSON.parse(stdout);
}

/** A worker, a datanet with curated data in it, and a deployed base: what a builder needs before training. */
export async function prepareTraining(net) {
  const { api } = net;
  await registerWorker(net);

  const rules = {
    ...{ quorum: 1, threshold: 1, votingPeriod: 10, revealPeriod: 10, quorumStake: 25n * OPEN, depositPerKib: OPEN / 1000n },
    ...{ depositBase: OPEN / 10n, openPerAccount: 8, openPerDatanet: 64 },
  };
  const create = api.tx.datanets.createDatanet('models', 'Data to train on', 'Code', [APACHE], rules);
  const created = await submit(create, key('//Alice'));
  const datanet = found(api, created.events, 'datanets', 'DatanetCreated').data[0].toNumber();

  const data = join(ROOT, 'pallets/models/src/tests');
  const common = ['--licence', 'Apache-2.0', '--source', 'openledger', '--wait'];
  const { contributions } = await cli(net, '//Bob', ['contribute', `${datanet}`, data, ...common]);
  for (const { id } of contributions) {
    await eventually(`contribution ${id} to be accepted`, async () => {
      const { state } = (await api.query.datanets.contributions(id)).unwrap();
      assert.ok(!state.isRejected, `contribution ${id} was rejected`);
      return state.isAccepted;
    });
  }

  const base = join(net.folder, 'base');
  const text = join(ROOT, 'primitives/src');
  const pretrain = ['pretrain', '--json', '--extension', 'rs', '--steps', `${BASE_STEPS}`, '--text', text, '--out', base];
  await run(program('openledger-worker'), pretrain);
  const registered = await cli(net, '//Alice', ['base', 'register', 'tiny', base, '--licence', 'Apache-2.0']);
  return { datanet, base: registered.version };
}

/** Lets a builder have a version trained and measured; resolves to its number when it could be deployed. */
export async function trainVersion(net, { datanet, base }, slug, builder = '//Builder') {
  const { api } = net;
  const request = api.tx.models.requestTraining(slug, base, [datanet], RECIPE, APACHE, OPEN, OPEN, 0, OPEN);
  const { events } = await submit(request, key(builder), { until: 'included' });
  const version = found(api, events, 'models', 'TrainingRequested').data[0].toNumber();
  await eventually(
    `version ${version} to be trained and measured`,
    async () => {
      const { state, metrics } = (await api.query.models.versions(version)).unwrap();
      assert.ok(!state.isFailed, `version ${version} failed`);
      return state.isProposed && metrics.isSome;
    },
    400,
  );
  return version;
}

/** By how many parts per million of the base's loss a version improves on it, rounded down. */
export async function improvement(api, version) {
  const { baseMicronats, tunedMicronats } = (await api.query.models.versions(version)).unwrap().metrics.unwrap();
  const [base, tuned] = [baseMicronats.toNumber(), tunedMicronats.toNumber()];
  return Math.floor(((base - tuned) * 1_000_000) / base);
}
