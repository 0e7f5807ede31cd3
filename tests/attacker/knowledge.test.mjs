// What the attacker concludes from figures alone, against enumeration or against figures that were made for it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { answerCounts } from './answers.mjs';
import { tableRows } from './artefacts.mjs';
import { readAtoms } from './atoms.mjs';
import { attacked } from './attacked.mjs';
import { cliquesOf, marginsOf, tablesOf } from './cliques.mjs';
import { policy } from './fixtures/planted.mjs';
import { between, complete, count, rounded, seeded, share } from './fixtures/table.mjs';
import { erfc, hiddenPValues, pooledP } from './pvalues.mjs';
import { numeratorsOfWeighted } from './rounding.mjs';
import { stratumEvents } from './standardised.mjs';
import { markOpen, summary } from './verdict.mjs';

const round = (value, decimals) => Number(value.toFixed(decimals));

test('A weighted share never leaves the numerators that its effective base allows, and almost equal weights leave one', () => {
  const random = seeded(1);
  for (let trial = 0; trial < 500; trial++) {
    const n = between(random, 10, 200),
      k = between(random, 1, n - 1),
      spread = [0.001, 0.01, 0.3, 1][trial % 4];
    const weights = Array.from({ length: n }, () => 1 + spread * random());
    const total = weights.reduce((a, b) => a + b, 0),
      percent = (100 * weights.slice(0, k).reduce((a, b) => a + b, 0)) / total;
    const effective = total ** 2 / weights.reduce((a, b) => a + b * b, 0);
    const [least, most] = numeratorsOfWeighted(percent, 15, n, effective);
    assert.ok(least <= k && k <= most, `${k} of ${n} is not in [${least}, ${most}]`);
    if (spread === 0.001) assert.equal(least, most);
    const [wide, wider] = numeratorsOfWeighted(round(percent, 1), 1, n, Math.round(effective));
    assert.ok(wide <= k && k <= wider, `rounded: ${k} of ${n} is not in [${wide}, ${wider}]`);
  }
});

test('Mean, interval and base give the answers of three to five values that made them; with one decimal the truth stays inside', () => {
  const random = seeded(2);
  for (let trial = 0; trial < 200; trial++) {
    const scores = [
        [-100, 0, 100],
        [0, 1, 2, 3],
        [0, 25, 50, 75, 100],
      ][trial % 3],
      counts = scores.map(() => between(random, 0, trial % 3 === 0 ? 60 : 8));
    const n = counts.reduce((a, b) => a + b, 0);
    if (n < 2) continue;
    const mean = counts.reduce((sum, k, i) => sum + k * scores[i], 0) / n;
    const half = 1.959963984540054 * Math.sqrt(counts.reduce((sum, k, i) => sum + k * (scores[i] - mean) ** 2, 0) / (n - 1) / n);
    const exact = answerCounts({ scores, mean, lower: mean - half, upper: mean + half, n, slack: 1e-9 });
    counts.forEach((k, i) => assert.ok(exact[i][0] <= k && k <= exact[i][1], `${counts} is not in ${JSON.stringify(exact)}`));
    if (scores.length === 3)
      assert.deepEqual(
        exact,
        counts.map((k) => [k, k]),
      );
    const printed = answerCounts({ scores, mean: round(mean, 1), lower: round(mean - half, 1), upper: round(mean + half, 1), n, slack: 0.05 });
    if (printed) counts.forEach((k, i) => assert.ok(printed[i][0] <= k && k <= printed[i][1], `rounded: ${counts} is not in ${JSON.stringify(printed)}`));
  }
});

test('The p-values of the statistics notes', () => {
  assert.ok(Math.abs(pooledP(717, 1000, 1632, 2000) / 5.60185979524e-10 - 1) < 1e-10);
  assert.ok(Math.abs(pooledP(41, 100, 570, 1000) - 0.00214044002296) < 1e-13);
  for (const x of [0.1, 1, 1.9999, 2.0001, 4]) assert.ok(Math.abs(erfc(x) + erfc(x + 1e-9) - 2 * erfc(x)) < 1e-8);
});

test('A hidden p-value is found to the last digit where it ties shown ones, and never where shown rows alone were adjusted', () => {
  let found = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const random = seeded(seed);
    const rows = Array.from({ length: 60 }, (_, i) => ({
      quarter: 'q',
      window: 'wave',
      measure_id: `T-${i}`,
      statistic: 'gap',
      breakdown: 'x',
      group: 'g',
      comparator: 'h',
      decimals: 15,
      p_value: random() ** 2,
      hidden: random() < 0.2,
    }));
    const adjust = (list) => {
      let least = 1;
      const sorted = [...list].sort((a, b) => b.p_value - a.p_value);
      return sorted.map((row, i) => ({ ...row, p_adjusted: (least = Math.min(least, (row.p_value * list.length) / (list.length - i))) }));
    };
    const mask = (row) => (row.hidden ? { ...row, p_value: null, p_adjusted: null } : row);
    for (const { p } of hiddenPValues(adjust(rows).map(mask))) {
      if (p === null) continue;
      found++;
      assert.ok(
        rows.some((row) => row.hidden && Math.abs(row.p_value - p) < 1e-12),
        `seed ${seed}: ${p} is no hidden p-value`,
      );
    }
    assert.deepEqual(hiddenPValues([...adjust(rows.filter((row) => !row.hidden)), ...rows.filter((row) => row.hidden).map(mask)]), [], `seed ${seed}`);
    const printed = adjust(rows.filter((row) => !row.hidden)).map((row) => ({
      ...row,
      decimals: 3,
      p_value: round(row.p_value, 3),
      p_adjusted: round(row.p_adjusted, 3),
    }));
    assert.deepEqual(hiddenPValues(printed), [], `seed ${seed}, three decimals`);
  }
  assert.ok(found > 20, `${found} found`);
});

test('A standardised rate of many digits has one solution, and of one decimal several', () => {
  const bases = [113, 241, 367],
    standard = [701, 1103, 1301],
    events = [2, 9, 7];
  const rate = events.reduce((sum, x, i) => sum + (x * standard[i]) / bases[i], 0) / 3105;
  const open = { events: 18, bases, standard, lo: [0, 0, 0], up: bases };
  assert.deepEqual(
    stratumEvents({ ...open, rate, slack: 1e-12 }),
    events.map((x) => [x, x]),
  );
  assert.ok(stratumEvents({ ...open, rate: round(100 * rate, 1) / 100, slack: 0.0005 })[0][1] > 4);
});

test('Cliques of the chordal completion, tables within a size, and the margins on which they agree', () => {
  assert.deepEqual(
    cliquesOf([
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
      ['a', 'd'],
    ])
      .map((names) => names.join(''))
      .sort(),
    ['abd', 'bcd'],
  );
  const triangle = [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
  ];
  const tables = (most) =>
    tablesOf(triangle, (names) => 10 ** names.length, most)
      .map((names) => names.join(''))
      .sort();
  assert.deepEqual(tables(1000), ['abc']);
  assert.deepEqual(tables(100), ['ab', 'ac', 'bc']);
  const margins = marginsOf(
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
    [['a'], []],
  );
  assert.deepEqual(
    margins
      .find(({ names }) => names.join() === 'b')
      .within.map((names) => names.join(''))
      .sort(),
    ['ab', 'bc'],
  );
});

test('Pages beside the records and the measures tell what their data files tell', async () => {
  const bySex = [count('sex', 'Other', null), count('sex', 'Female', null), count('sex', 'Male', 60)];
  const rows = bySex.map((row) => ({ ...row, measure_id: 'WF-20', feed: 'workforce' }));
  const prepare = (folder) => {
    const write = (place, name, cells) => {
      mkdirSync(join(folder, place), { recursive: true });
      writeFileSync(join(folder, place, name), `<table><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`);
    };
    write('bi/workforce/quarter=2016-17-Q4', 'risk.html', ['sex: X', '3', '0 (0 %)', '']);
    write('measures/quarter=2016-17-Q4/edition=1', 'evidence.html', ['WF-20', 'sex', 'snapshot', '66.7%', 'partner', 'this table']);
  };
  const { findings } = await attacked({ rows, codes: {}, policy, prepare });
  assert.deepEqual(
    findings.filter(({ kind }) => kind === 'artefact').map(({ part, lo }) => [part, lo]),
    [
      ['small count in a risk report', 3],
      ['evidence of size', 2],
    ],
  );
});

test('A late interview whose rows are not frozen has the rows whose base moved, while all others move in their last digits', async () => {
  const groups = { sex: ['Female', 'Male'], age: ['16-24', '25-34', '35-44'], religion: ['Hindu', 'Sikh'] };
  const labels = [['all', 'All'], ...Object.entries(groups).flatMap(([name, list]) => list.map((label) => [name, label]))];
  const of = (edition) =>
    labels.map(([breakdown, label], i) => {
      const more = ['All', 'Female', '25-34', 'Sikh'].includes(label) && edition === 2 ? 1 : 0;
      const figures = { edition, unit: 'percent', value: 61.23456789 + more / 10, lower: 50 + edition / 1e6 };
      return { ...count(breakdown, label, 200 + i + more, figures), feed: 'pas' };
    });
  const { findings } = await attacked({ editions: [of(1), of(2)], codes: {}, policy });
  assert.equal(findings.find(({ part }) => part === 'profile by moved rows').profile, 'age=25-34; religion=Sikh; sex=Female');
});

test('A unit of 60 that is gone and one of 57 that is new in the same table differ by three people', async () => {
  const at = (quarter, units) =>
    Object.entries(units).map(([unit, n]) => ({
      ...count('specialist_unit', unit, n, { quarter, measure_id: 'WF-15' }),
      feed: 'workforce',
      unit: 'percent',
      value: 50,
    }));
  const release = (now) => [at('2016-17-Q3', { A: 60, Dogs: 80 }), at('2016-17-Q4', now)];
  const changed = async (now) => (await attacked({ editions: release(now), codes: {}, policy })).findings.filter(({ part }) => part === 'changed code list');
  assert.deepEqual(
    (await changed({ A1: 57, Dogs: 84 })).map(({ lo }) => lo),
    [3],
  );
  assert.deepEqual(await changed({ A: 57, Dogs: 84 }), []);
  assert.deepEqual(await changed({ A1: 31, Dogs: 84 }), []);
});


test('Rows of a page are read as cells', () => assert.deepEqual(tableRows('<tr><th>sex: X</th><td class="n">3</td></tr>'), [['sex: X', '3']]));

test('A finding that open.json lists does not count, unless strictly; one of another part does', () => {
  const findings = [
    { kind: 'register', part: 'small change', key: 'workforce/…' },
    { kind: 'exact', part: 'bases', key: 'pas/…' },
  ];
  markOpen(findings, [
    { kind: 'register', part: 'small change', feed: 'workforce', leak: 'registers' },
    { kind: 'exact', part: 'numerators', leak: 'L1' },
  ]);
  assert.equal(summary(findings, false).counts.exact, 1);
  assert.equal(summary(findings, false).counts.register, 0);
  assert.deepEqual(summary(findings, false).open, { 'registers: register, small change': 1 });
  assert.equal(summary(findings, true).counts.register, 1);
  assert.equal(summary(findings.slice(0, 1), false).leak, false);
});

for (const [symbol, lo, up] of [['', 0, 0], ['low', 1, 1]]) {
  test(`A percentage of 3000 that is printed as 0.0 with the symbol '${symbol}' is of ${lo}`, () => {
    const row = { ...rounded(share('region', 'a', lo, 3000), 1), comparator: '', symbol, decimals: 1, hidden: false };
    const atoms = readAtoms([{ rows: [row] }], { dimensions: { region: complete('a', 'b') } }, policy);
    const counted = [...atoms.sets.values()].find((set) => set.numerator);
    assert.deepEqual([counted.published ?? counted.lo, counted.published ?? counted.up], [lo, up]);
  });
}
