// Token holders raise what a model must show, and the chain holds builders to it: all of it real, from the trained
// versions to the vote.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { key, startDevnet } from 'openledger-devnet';
import { improvement, prepareTraining, trainVersion } from 'openledger-devnet/models';
import { decide } from 'openledger-devnet/referenda';
import { found, submit } from 'openledger-devnet/transactions';

let net;

before(async () => {
  net = await startDevnet({ worker: true });
});

after(() => net?.stop());

test('a referendum raises the least improvement, and a deployment that passed before is refused as not good enough', async () => {
  const { api } = net;
  const ground = await prepareTraining(net);
  const first = await trainVersion(net, ground, 'first');
  const second = await trainVersion(net, ground, 'second');
  const shown = await improvement(api, first);
  assert.ok(shown >= 0, 'the versions meet the standard of genesis');
  assert.equal(await improvement(api, second), shown, 'one recipe on the same data shows the same twice');

  const deployed = await submit(api.tx.models.deploy(first), key('//Builder'));
  found(api, deployed.events, 'models', 'VersionDeployed');

  const before = (await api.query.models.standard()).toJSON();
  const raised = { ...before, minimumImprovement: shown + 1 };
  const { error } = await decide(api, api.tx.governance.setStandard({ Deployment: raised }), 'ModelStandards');
  assert.equal(error, undefined);
  assert.deepEqual((await api.query.models.standard()).toJSON(), raised);
  const [past] = await api.query.governance.history('Deployment');
  assert.deepEqual(past.standard.asDeployment.toJSON(), before, 'what held before is remembered');

  await assert.rejects(submit(api.tx.models.deploy(second), key('//Builder')), { message: 'NotGoodEnough' });
  assert.ok((await api.query.models.versions(second)).unwrap().state.isProposed);
  assert.ok((await api.query.models.versions(first)).unwrap().state.isDeployed, 'what was deployed stays');
});
