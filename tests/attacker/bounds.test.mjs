import assert from 'node:assert/strict';
import { test } from 'node:test';
import { System } from './bounds.mjs';
import { between, seeded } from './fixtures/table.mjs';
import { basesOf, numeratorsOf } from './rounding.mjs';
import { boundTargets } from './solve.mjs';

// A table of three by three with its margins; hidden cells are unknowns of at least one.
function random(seed) {
  const next = seeded(seed);
  const cells = Array.from({ length: 9 }, () => between(next, 1, 6));
  const hidden = cells.map(() => next() < 0.6);
  return { cells, hidden, lines: [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8]] };
}

function everyTable({ cells, hidden, lines }) {
  const lo = cells.map(() => Infinity), up = cells.map(() => -Infinity);
  const trial = [...cells];
  const free = cells.map((_, i) => i).filter((i) => hidden[i]);
  const sums = lines.map((line) => line.reduce((sum, i) => sum + cells[i], 0));
  const fill = (at) => {
    if (at === free.length) {
      if (lines.every((line, j) => line.reduce((sum, i) => sum + trial[i], 0) === sums[j])) trial.forEach((value, i) => { lo[i] = Math.min(lo[i], value); up[i] = Math.max(up[i], value); });
      return;
    }
    const i = free[at];
    const most = Math.min(...lines.map((line, j) => (line.includes(i) ? sums[j] - line.reduce((sum, k) => sum + (k === i ? 0 : free.indexOf(k) > at ? 1 : trial[k]), 0) : Infinity)));
    for (trial[i] = 1; trial[i] <= most; trial[i]++) fill(at + 1);
    trial[i] = cells[i];
  };
  fill(0);
  return { lo, up };
}

test('Bounds are those of counting every possible table, on two hundred random tables', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const table = random(seed);
    const system = new System();
    const sets = table.cells.map((value, i) => ({ key: `x${i}`, published: table.hidden[i] ? null : value, lo: 1, up: Infinity }));
    sets.forEach((set) => system.add(set));
    table.lines.forEach((line, j) => system.addEquation({ family: 'line', terms: [[{ key: `s${j}`, published: line.reduce((sum, i) => sum + table.cells[i], 0) }, 1], ...line.map((i) => [sets[i], -1])] }));
    system.propagate();
    for (const component of system.components()) boundTargets(system, component, component.unknowns, () => false, Infinity);
    const exhaustive = everyTable(table);
    sets.forEach((set, i) => assert.deepEqual([system.lo[i], system.up[i]], [exhaustive.lo[i], exhaustive.up[i]], `seed ${seed}, cell ${i}`));
  }
});

test('A percentage of a known base is a count: without decimals up to 100 people, with one up to 1,000', () => {
  for (const [decimals, largest] of [[0, 99], [1, 999]]) {
    for (let n = 1; n <= largest; n++) {
      for (let k = 0; k <= n; k += Math.max(1, Math.floor(n / 17))) {
        const [least, most] = numeratorsOf(Number(((100 * k) / n).toFixed(decimals)), decimals, n);
        assert.deepEqual([least, most], [k, k], `${k} of ${n}`);
      }
    }
  }
});

test('A percentage with its Wilson interval tells base and numerator (disclosure.md 4.3)', () => {
  assert.deepEqual(basesOf({ percent: 25, decimals: 1, lower: 16.8, upper: 35.5 }), [{ k: 20, n: 80 }]);
  assert.deepEqual(basesOf({ percent: 23.7, decimals: 1, lower: 18.0, upper: 30.6 }), [{ k: 41, n: 173 }]);
});
