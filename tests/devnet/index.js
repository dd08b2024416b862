// A development network that polkadot.js is connected to, with nothing but its stock types.
import { ApiPromise, Keyring, WsProvider } from '@polkadot/api';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { startNode } from './node.js';

/** One OPEN in planck. */
export const OPEN = 10n ** 18n;

/** Keys can be used once this has resolved. */
export const keysReady = cryptoWaitReady;

/** Starts a node and connects to it. Options are those of `startNode`. */
export async function startDevnet(options) {
  await keysReady();
  const node = await startNode(options);
  try {
    const api = await ApiPromise.create({ provider: new WsProvider(node.url), noInitWarn: true, throwOnConnect: true });
    const stop = async () => {
      await api.disconnect();
      await node.stop();
    };
    return { ...node, api, stop };
  } catch (error) {
    await node.stop();
    throw error;
  }
}

let keyring;

/** The key pair of a development secret such as `//Alice`. */
export function key(uri) {
  keyring ??= new Keyring({ type: 'sr25519' });
  return keyring.addFromUri(uri);
}
