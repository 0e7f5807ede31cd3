// What lies beside the figures (L2 and L11; disclosure.md 9): risk reports of the released records, and the evidence of protection. Their counts are counts of
// people like any other, and reasons why rows are masked say which of them are not small. Receipts are not read: they go to the team that holds the drop.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bmeLeaves } from './codes.mjs';
import { rulesOf } from './findings.mjs';
import { placeOf } from './atoms.mjs';
import { foldersBelow, rowKey } from './published.mjs';

const json = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);
const page = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const text = (html) =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .trim();

/** The cells of every row of every table of a page. */
export const tableRows = (html) =>
  [...html.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) => [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell]) => text(cell)));

const whole = (cell) => (/^[\d,]+$/.test(cell ?? '') ? Number(cell.replaceAll(',', '')) : null);

/** Counts of records by group: {feed, quarter, column, group, records, from}; a band such as "under 10" is no count. */
export function readCounts(folder) {
  const found = [];
  for (const place of foldersBelow(join(folder, 'bi'))) {
    const [, feed, quarter] = place.match(/([^/]+)\/quarter=([^/]+)$/) ?? [];
    if (!feed) continue;
    for (const { column, group, records } of json(join(place, 'risk.json'))?.groups ?? []) {
      if (Number.isInteger(records)) found.push({ feed, quarter, column, group, records, from: 'risk report' });
    }
    for (const [name, records] of tableRows(page(join(place, 'risk.html')))) {
      const [, column, group] = name?.match(/^(\w+): (.+)$/) ?? [];
      if (column && whole(records) !== null) found.push({ feed, quarter, column, group, records: whole(records), from: 'risk report' });
    }
  }
  return found;
}

const codesInFiles = { sex: { F: 'Female', M: 'Male', X: 'Other' }, disability: { Y: 'Disabled', N: 'Not disabled' } };

function leavesOf(codes, column, group) {
  const leaves = codes.dimensions[column]?.leaves;
  if (!leaves) return null;
  if (column === 'ethnicity' && group === 'BME') return bmeLeaves;
  const label = codesInFiles[column]?.[group] ?? group;
  return leaves.includes(label) ? [label] : null;
}

/** The sets of records that such counts tell. A small group is a finding of its own. */
export function tellCounts(atoms, counts, policy, find) {
  for (const { feed, quarter, column, group, records, from } of counts) {
    const codes = atoms.codesFor(feed);
    const leaves = leavesOf(codes, column, group);
    if (leaves) {
      const set = atoms.set(feed, 'records', quarter, { [column]: leaves });
      if (set.published === null) Object.assign(set, { published: records, publishedIn: from });
      else if (set.published !== records) atoms.conflicts.push({ key: set.key, values: [set.published, records], rows: [set.publishedIn, from] });
    }
    if (records > 0 && records < rulesOf(policy, { feed, where: {}, measures: new Set() }).minimum)
      find('artefact', `small count in a ${from}`, `${feed} ${quarter}: ${column} ${group}`, { lo: records, up: records });
  }
}

/** Which bases lie inside all records: everyone in the strength, and whoever answered an item. */
export function insideRecords(atoms) {
  const universes = new Map();
  for (const set of atoms.sets.values()) {
    const isPart = set.feed === 'workforce' ? set.universe === 'stock' : !set.universe.includes(' but not ') && set.universe !== 'records';
    if (isPart && !set.period.startsWith('4q:')) universes.set(`${set.feed}/${set.universe}`, { feed: set.feed, inner: set.universe, outers: ['records'] });
  }
  return [...universes.values()];
}

/** Tables of the evidence with the reasons why rows are masked: {quarter, measure, breakdown, window, reasons}. */
export function readReasons(folder) {
  const found = [];
  for (const place of foldersBelow(join(folder, 'measures'))) {
    const quarter = place.match(/quarter=([^/]+)/)?.[1];
    const evidence = json(join(place, 'evidence.json'));
    for (const { measure, breakdown, window, reasons } of evidence?.tables ?? [])
      if (reasons?.length > 0) found.push({ quarter, measure, breakdown, window, reasons });
    if (evidence) continue;
    for (const [measure, breakdown, window, , reasons] of tableRows(page(join(place, 'evidence.html'))).filter((cells) => cells.length === 6)) {
      if (/^[A-Z]+-\d+/.test(measure) && reasons !== '') found.push({ quarter, measure, breakdown, window, reasons: reasons.split(', ') });
    }
  }
  return found;
}

/** Masked rows of a table without the reason "small" are not small. */
export function tellReasons(atoms, releases, reasons, policy, find) {
  for (const { quarter, measure, breakdown, window, reasons: given } of reasons) {
    if (given.some((reason) => reason.startsWith('small'))) continue;
    const rows = releases
      .filter((release) => release.quarter === quarter)
      .flatMap((release) => release.rows)
      .filter((row) => row.hidden && row.statistic === 'level' && row.measure_id === measure && row.breakdown === breakdown && row.window === window);
    if (rows.length === 0) continue;
    find('artefact', 'evidence of size', `${quarter}|${measure}|${breakdown}|${window}`, {
      lo: rows.length,
      up: rows.length,
      why: `none of these masked rows is small: ${rowKey(rows[0])}`,
    });
    for (const row of rows) {
      const place = placeOf(atoms, row, row.group);
      if (place) atoms.within(place.base, rulesOf(policy, place.base).minimum, Infinity, 'the evidence names no small row in this table');
    }
  }
}
