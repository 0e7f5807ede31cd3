import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { codesOf } from './codes.mjs';
import { planted } from './fixtures/planted.mjs';
import { plants } from './fixtures/plants.mjs';
import { power, printed } from './power.mjs';

test('Every kind of plant is found every time, M1 in more than half, and no safe twin is called a leak', async () => {
  const table = await power(10);
  console.log(printed(table));
  for (const [name, { found, clean, of, missed }] of Object.entries(table)) {
    assert.ok(name === 'M1' ? found > of / 2 : found === of, `${name}: ${found} of ${of}: ${JSON.stringify(missed)}`);
    assert.equal(clean, of, `${name}: ${JSON.stringify(missed)}`);
  }
});

// Of each kind of measure the plant that attacks it; a median reveals no sum, a response rate no property, and what nobody supplies has no figures.
const plantOf = {
  proportion: 'M3',
  count: 'M2',
  rate: 'standardised rate',
  representation: 'index',
  promotion: 'index',
  mean: 'mean with interval',
  'mean pay gap': 'edition 3 less edition 1',
  'response rate': null,
  median: null,
  'median pay gap': null,
  'not supplied': null,
};
const contracts = new URL('../../shared/Contracts/Measures/', import.meta.url);
const yaml = (name) => readFileSync(new URL(name, contracts), 'utf8');

test('A new kind of measure has a plant', () => {
  const kinds = readdirSync(contracts)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => [...yaml(name).matchAll(/^ +kind: ([a-z ]+)$/gm)].map(([, kind]) => kind));
  assert.ok(kinds.length > 5);
  for (const kind of kinds) assert.ok(kind in plantOf, `${kind} has no plant`);
  for (const name of Object.values(plantOf)) assert.ok(name === null || name in plants || name in planted, `${name} is no plant`);
});

test('A new breakdown is known to the attacker', () => {
  const codes = codesOf('workforce');
  const lines = [...yaml('Breakdowns/breakdowns.yaml').matchAll(/^([a-z_ ]+):(.*)$/gm)].filter(([, name]) => name !== 'all');
  const names = lines.map(([, name, rest]) => rest.match(/reports: (\w+)/)?.[1] ?? name);
  assert.ok(names.length > 10);
  for (const name of names.flatMap((each) => each.split(' x ')))
    assert.ok(codes.dimensions[name] || codes.groupings[name], `${name} is no dimension of codes.mjs`);
});
