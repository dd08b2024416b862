// Compiled, never run: that the generated types know this chain's calls, storage, views and errors, and refuse others.
import type { TypedApi } from 'polkadot-api';
import { MultiAddress, type openledger } from './.papi/descriptors/dist/index.js';

declare const api: TypedApi<typeof openledger>;

api.tx.Balances.transfer_keep_alive({ dest: MultiAddress.Id('an address'), value: 1n });
api.tx.Models.deploy({ version: 1 });
const improvement: Promise<number> = api.query.Models.Standard.getValue().then((standard) => standard.minimum_improvement);
const voters: Promise<bigint | undefined> = api.query.ConvictionVoting.ClassLocksFor.getValue('an address').then((locks) => locks[0]?.[1]);
const improved: Promise<bigint | undefined> = api.view.Models.improvement(1);

// @ts-expect-error there is no such call
api.tx.Models.promote({ version: 1 });
// @ts-expect-error a version is a number
api.tx.Models.deploy({ version: 'one' });
// @ts-expect-error there is no such number in the standard
api.query.Models.Standard.getValue().then((standard) => standard.maximum_improvement);

export { improved, improvement, voters };
