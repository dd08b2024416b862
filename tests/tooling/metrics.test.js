// Operators: what a node measures, and that the dashboard asks for nothing else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startNode } from 'openledger-devnet/node';
import { eventually } from 'openledger-devnet/transactions';
import { matches, parseMetrics, parseQuery } from './metrics.js';

const monitoring = (name) => readFileSync(new URL(`../../monitoring/${name}`, import.meta.url), 'utf8');

let node;

before(async () => {
  node = await startNode();
});

after(() => node?.stop());

async function scrape() {
  const answer = await fetch(`http://127.0.0.1:${node.ports.metrics}/metrics`);
  assert.equal(answer.status, 200);
  return parseMetrics(await answer.text());
}

/** The newest value of a series. */
const value = (series, query) => Number(series.find((one) => matches(one, parseQuery(query)[0]))?.value);

test('a node measures that it makes blocks, finalizes them and signs them for bridges', async () => {
  await eventually('finality and BEEFY to move', async () => {
    const series = await scrape();
    const best = value(series, 'substrate_block_height{status="best"}');
    const final = value(series, 'substrate_block_height{status="finalized"}');
    return best >= final && final > 2 && value(series, 'substrate_beefy_best_block') > 0;
  });
});

test('it measures the requests that it answers', async () => {
  const query = 'substrate_rpc_calls_finished{method="system_name"}';
  const before = value(await scrape(), query) || 0;
  await node.call('system_name');
  assert.equal(value(await scrape(), query), before + 1);
});

const { panels } = JSON.parse(monitoring('dashboard.json'));

for (const panel of panels.filter(({ type }) => type !== 'row')) {
  test(`panel “${panel.title}” asks for what a node measures`, async () => {
    assert.ok(panel.description, 'a panel says what it means');
    assert.ok(panel.targets.length > 0);
    const series = await scrape();
    for (const { expr } of panel.targets) {
      const asked = parseQuery(expr);
      assert.ok(asked.length > 0, `${expr} reads nothing`);
      for (const one of asked) {
        assert.ok(series.some((have) => matches(have, one)), `no series is ${JSON.stringify(one)}, of ${expr}`);
      }
    }
  });
}

test('a query for what nobody measures is noticed', async () => {
  const series = await scrape();
  for (const expr of ['rate(substrate_no_such_thing[1m])', 'substrate_block_height{status="worst"}']) {
    assert.ok(!series.some((have) => parseQuery(expr).some((one) => matches(have, one))), expr);
  }
});

test('the dashboard’s panels do not overlap', () => {
  const cells = new Set();
  for (const { title, gridPos } of panels) {
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        assert.ok(x < 24 && !cells.has(`${x} ${y}`), title);
        cells.add(`${x} ${y}`);
      }
    }
  }
});
