// Editions of one quarter: a figure that an earlier edition showed stays known, and a small change betrays the few people who made it.
import { rowKey } from './published.mjs';

/** One release per quarter (the newest edition, with what earlier ones showed), and notes. Small revisions are findings. */
export function compareEditions(all, policy, find) {
  const byQuarter = new Map();
  for (const release of all) {
    if (!byQuarter.has(release.quarter)) byQuarter.set(release.quarter, []);
    byQuarter.get(release.quarter).push(release);
  }
  const releases = [], notes = [];
  for (const editions of byQuarter.values()) {
    editions.sort((a, b) => a.edition - b.edition);
    const newest = editions.at(-1);
    let rows = newest.rows;
    const seen = new Set();
    for (const earlier of editions.slice(0, -1).reverse()) {
      if (earlier.edition === newest.edition) continue;
      rows = unite(rows, earlier, newest, policy, find, seen);
    }
    releases.push({ ...newest, rows });
  }
  return { releases, notes };
}

function unite(rows, earlier, newest, policy, find, seen) {
  const before = new Map(earlier.rows.map((row) => [rowKey(row), row]));
  const movedBases = new Set();
  for (const row of rows) {
    const old = before.get(rowKey(row));
    if (!old || row.n === null || old.n === null || row.n === old.n) continue;
    movedBases.add(placeOf(row));
    report(row, Math.abs(row.n - old.n), 'base');
  }
  for (const row of rows) {
    const old = before.get(rowKey(row));
    if (!old || row.statistic !== 'level' || row.unit !== 'percent' || row.value === null || old.value === null || row.n !== row.n_effective || old.n !== old.n_effective) continue;
    const change = Math.round((row.value * row.n) / 100) - Math.round((old.value * old.n) / 100);
    if (change !== 0) movedBases.add(placeOf(row));
    report(row, Math.abs(change), 'numerator');
  }
  // Where nothing of a measure moved, what the earlier edition showed is what the newer one hides.
  return rows.map((row) => {
    const old = before.get(rowKey(row));
    if (!row.hidden || !old || old.value === null || movedBases.has(placeOf(row))) return row;
    return { ...row, value: old.value, lower: old.lower, upper: old.upper, n: old.n, n_effective: old.n_effective, decimals: old.decimals, hidden: true };
  });

  function report(row, difference, what) {
    const minimum = row.feed === 'workforce' ? policy.workforceMinimum : policy.surveyMinimum;
    const name = `${rowKey(row)} ${what}`;
    if (row.statistic !== 'level' || difference === 0 || difference >= minimum || seen.has(name)) return;
    seen.add(name);
    find('revision', what, `${rowKey(row)}: edition ${earlier.edition} to ${newest.edition}`, { lo: difference, up: difference });
  }
}

const placeOf = (row) => `${row.measure_id}|${row.window}`;
