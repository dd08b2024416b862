// A fork of a running chain in this process, by Chopsticks: same runtime, same state, no consensus.
import { BuildBlockMode, setStorage, setup } from '@acala-network/chopsticks-core';

/** Forks the chain that a node has now. */
export async function fork({ url, api }) {
  const chain = await setup({ endpoint: url, buildBlockMode: BuildBlockMode.Manual, mockSignatureHost: true });
  return {
    head: () => chain.head.number,
    /** Makes a block of these transactions. */
    newBlock: (transactions = []) => chain.newBlock({ transactions }),
    /** Plans a call for the next block with an origin, as the scheduler has what a referendum decided. */
    plan: (call, origin) =>
      setStorage(chain, { Scheduler: { Agenda: [[[chain.head.number + 1], [{ call, origin, maybeId: null, priority: 128, maybePeriodic: null }]]] } }),
    /** A storage item as it is in the fork. */
    async read(item, ...keys) {
      const meta = item.creator.meta;
      const type = meta.type.isPlain ? meta.type.asPlain : meta.type.asMap.value;
      const value = await chain.head.get(item.key(...keys));
      return api.createType(api.registry.createLookupType(type), value);
    },
    stop: () => chain.close(),
  };
}
