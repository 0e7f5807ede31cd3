import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { attacked } from './attacked.mjs';
import { policy } from './fixtures/planted.mjs';
import { complete, count, share, twoWay } from './fixtures/table.mjs';
import { pageChannels } from './page.mjs';
import { query } from './published.mjs';

const codes = { dimensions: { region: complete('a', 'b', 'c', 'd', 'e', 'f') } };
const masked = share('region', 'a', null, null);
const rows = [masked, share('region', 'b', null, null), share('region', 'c', 30, 70), share('region', 'd', 20, 60)];
const clean = { rows, codes, policy };
const partsOf = (verdict, kind = 'side channel') => Object.keys(verdict.parts[kind] ?? {});
const withFirst = (more) => ({ ...clean, rows: [{ ...masked, ...more }, ...rows.slice(1)] });

test('A masked row with nothing left on it tells nothing', async () => assert.equal((await attacked(clean)).leak, false));

for (const [what, left] of [
  ['a p-value', { p_value: 0.01 }], ['an adjusted p-value', { p_adjusted: 0.5 }], ['an effective base', { n_effective: 3 }], ['a word of significance', { significance: 'lower' }],
  ['a signal', { variation: 'concern' }], ['a status against the target', { status: 'met' }], ['the mark of a small base', { symbol: 'c u' }], ['a note', { note: 'below four-fifths' }],
]) {
  test(`A masked row with ${what} left on it is a leak`, async () => assert.equal(partsOf(await attacked(withFirst(left))).length, 1));
}

test('A gap beside a masked side is a leak', async () => {
  const gap = { ...rows[2], statistic: 'gap', unit: 'percentage points', group: 'c', comparator: 'a', value: 3, p_value: 0.2 };
  assert.deepEqual(partsOf(await attacked({ ...clean, rows: [...rows, gap] })), ['comparison shown beside a masked side']);
});

test('A gap gives the masked share away, and with the base of the gap its numerator', async () => {
  const gap = { ...rows[2], statistic: 'gap', unit: 'percentage points', group: 'a', comparator: 'c', value: 100 * (1 / 3 - 3 / 7), n: 3, n_effective: 3 };
  const verdict = await attacked({ ...clean, rows: [...rows, gap] });
  assert.ok(verdict.findings.some((finding) => finding.kind === 'exact' && finding.key.includes('answer=counted;region=a') && finding.lo === 1));
});

test('Rows in the order of their figures bracket the masked one', async () => {
  const letters = [...'edafcb'];
  const sorted = letters.map((name, i) => (name === 'a' ? masked : share('region', name, 50 - 5 * i, 60)));
  assert.ok(partsOf(await attacked({ ...clean, rows: sorted })).includes('rows in the order of their figures'));
});

test('What a Parquet file shows of a masked row is known', async () => {
  const prepare = async (folder) => {
    const place = join(folder, 'packs', 'fixture', '2016-17-Q4', 'edition-1');
    await query(`copy (select * replace (case when "group" = 'a' then 3 else n end as n) from read_csv('${join(place, 'measures.csv')}', types = {'value': 'double', 'n': 'int', 'n_effective': 'double', 'lower': 'double', 'upper': 'double', 'p_value': 'double', 'p_adjusted': 'double', 'target': 'double', 'benchmark': 'double'})) to '${join(place, 'measures.parquet')}'`);
  };
  assert.ok(partsOf(await attacked({ ...clean, prepare })).some((part) => part.startsWith('n left on a masked row')));
});

test('Released records beside a table give masked counts away', async () => {
  const people = [count('all', 'All', 63), count('worker_type', 'Officer', 40), count('worker_type', 'Special', null), count('worker_type', 'Cadet', null)]
    .map((row) => ({ ...row, measure_id: 'WF-20', feed: 'workforce' }));
  assert.equal((await attacked({ rows: people, codes: {}, policy })).leak, false);
  const prepare = async (folder) => {
    const place = join(folder, 'bi', 'workforce', 'quarter=2016-17-Q4');
    mkdirSync(place, { recursive: true });
    await query(`copy (select case when i <= 40 then 'OFFICER' when i <= 60 then 'SPECIAL' else 'CADET' end as worker_type, 'false' as leaver, '2016-17-Q4' as quarter from range(1, 64) t(i)) to '${join(place, 'edition-1.parquet')}'`);
  };
  const verdict = await attacked({ rows: people, codes: {}, policy, prepare });
  assert.ok(verdict.findings.some((finding) => finding.kind === 'exact' && finding.key.endsWith('worker_type=Cadet') && finding.lo === 3));
});

test('What an earlier edition showed stays known', async () => {
  const earlier = [count('all', 'All', 90), count('region', 'a', 3), count('region', 'b', 40), count('region', 'c', 47)];
  const later = earlier.map((row) => ({ ...row, edition: 2, ...(['a', 'b'].includes(row.group) ? { n: null, value: null, symbol: 'c' } : {}) }));
  const three = { dimensions: { region: complete('a', 'b', 'c') } };
  assert.equal((await attacked({ rows: later, codes: three, policy })).leak, false);
  assert.equal((await attacked({ editions: [earlier, later], codes: three, policy })).counts.exact, 1);
});

test('Four quarters less three quarters are the fourth', async () => {
  const quarters = ['Q1', 'Q2', 'Q3', 'Q4'].map((name) => `2016-17-${name}`);
  const releases = quarters.map((quarter, i) => [count('region', 'a', i === 3 ? null : 20, { quarter }), ...(i === 3 ? [count('region', 'a', 63, { quarter, window: 'rolling-4q' })] : [])]);
  const verdict = await attacked({ editions: releases, codes, policy });
  assert.deepEqual(verdict.findings.map(({ kind, lo }) => [kind, lo]), [['exact', 3]]);
});

test('The only member of a cell who knows it learns another cell', async () => {
  const cells = { x: { p: 1, q: 2, s: 30 }, y: { p: 12, q: 25, s: 40 } };
  const hidden = ['x, p', 'x, q', 'x, s', 'y, p', 'y, q', 'y, s', 'q', 'p', 's'];
  const both = { dimensions: { row: complete('x', 'y'), column: complete('p', 'q', 's') } };
  const two = [count('all', 'All', 9), count('column', 'p', null), count('column', 'q', null), count('column', 's', 3)];
  const truth = [count('all', 'All', 9), count('column', 'p', 1), count('column', 'q', 5), count('column', 's', 3)];
  const verdict = await attacked({ rows: two, codes: both, policy: { ...policy, surveyMinimum: 6, standardWidth: 4 }, truth });
  assert.deepEqual([verdict.counts.exact, verdict.counts.narrow, verdict.counts.insider], [0, 0, 1]);
  const wide = twoWay('row', 'column', cells, hidden);
  assert.equal((await attacked({ rows: wide, codes: both, policy, truth: twoWay('row', 'column', cells) })).counts.insider, 0);
});

// A workbook is a zip. This one stores its parts uncompressed.
function workbook(cells) {
  const column = (i) => String.fromCharCode(65 + i);
  const sheet = Buffer.from(`<worksheet><sheetData><row r="1">${cells.map((cell, i) => `<c r="${column(i)}1" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row></sheetData></worksheet>`);
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const local = Buffer.alloc(30), central = Buffer.alloc(46), end = Buffer.alloc(22);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(name.length, 26);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt32LE(sheet.length, 20);
  central.writeUInt16LE(name.length, 28);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + sheet.length, 16);
  return Buffer.concat([local, name, sheet, central, name, end]);
}

test('A figure beside [c] in the workbook is a leak', async () => {
  const beside = (cells) => attacked({ ...clean, prepare: (folder) => writeFileSync(join(folder, 'packs', 'fixture', '2016-17-Q4', 'edition-1', 'pack.xlsx'), workbook(cells)) });
  assert.equal((await beside(['a', '[c]', '[c]', '[c]'])).leak, false);
  assert.deepEqual(partsOf(await beside(['a', '[c]', '6.1 to 79.2', '3'])), ['figure beside [c] in the workbook']);
});

const page = (cells) => `<table><caption>Measures by group: Region</caption><tr><th scope="col">Group</th><th scope="col">Figure</th><th scope="col">95% interval</th><th scope="col">Base</th></tr>
  <tr><th scope="rowgroup" colspan="4">T-01 A table</th></tr><tr><th scope="row">a</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></table>`;
const told = (html) => {
  const parts = [];
  pageChannels(html, [{ ...masked, hidden: true }], (part) => parts.push(part));
  return parts;
};

test('A page that masks what the table masks tells nothing', () => assert.deepEqual(told(page(['[c]', '[c]', '[c]'])), []));
test('A base beside [c] on the page is a leak', () => assert.deepEqual(told(page(['[c]', '[c]', '3'])), ['figure beside [c] on the page']));
test('A figure on the page that the table masks is a leak', () => assert.deepEqual(told(page(['33.3%', '6.1 to 79.2', '3'])), ['the page shows what the table masks']));
test('A mark in a chart at a label with [c] is a leak', () => {
  const chart = (mark) => `<svg><title>T</title><desc>b 40%</desc><text x="0" y="20">a [c]</text>${mark}</svg>`;
  assert.deepEqual(told(chart('')), []);
  assert.deepEqual(told(chart('<circle cx="40" cy="24" r="6"></circle>')), ['a mark in a chart where the label says [c]']);
});
test('An alternative text that names a figure of a masked group is a leak', () => {
  assert.deepEqual(told('<svg><title>T</title><desc>Share. a 33.3%; b 40.0%.</desc></svg>'), ['alternative text tells a masked figure']);
});
