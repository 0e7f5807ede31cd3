// Editions of one quarter: a figure that an earlier edition showed stays known, and a small change reveals the few people behind it.
import { rowKey } from './published.mjs';

/**
 * One release per quarter: of each row what any file of the newest edition tells, and what earlier editions showed where nothing moved.
 * `printed` keeps the rows of each file as they stand. Small revisions are findings.
 */
export function compareEditions(all, policy, find) {
  return quartersOf(all).map(({ files, editions }) => {
    const newest = editions.pop();
    const known = new Set();
    // Each edition against all before it: who is in the first and in the third can be told though the second hid it.
    editions.forEach((later, i) => { for (const earlier of editions.slice(0, i)) remember(later, earlier, policy, find, known); });
    for (const earlier of editions.reverse()) newest.rows = remember(newest, earlier, policy, find, known);
    const current = files.filter((file) => file.edition === newest.edition);
    return {
      quarter: files[0].quarter, rows: newest.rows, html: current.find((file) => file.html)?.html ?? null, workbook: current.find((file) => file.workbook)?.workbook ?? null,
      printed: current.flatMap((file) => [file.rows, file.parquetRows]).filter(Boolean), parquets: current.filter((file) => file.parquet).map((file) => ({ path: file.parquet, rows: file.parquetRows ?? file.rows })),
    };
  });
}

/** The files of each quarter, and its editions in order: {edition, rows}. */
export function quartersOf(all) {
  const byQuarter = new Map();
  for (const release of all) {
    if (!byQuarter.has(release.quarter)) byQuarter.set(release.quarter, []);
    byQuarter.get(release.quarter).push(release);
  }
  return [...byQuarter.values()].map((files) => {
    const numbers = [...new Set(files.map((file) => file.edition))].sort((a, b) => a - b);
    return { files, editions: numbers.map((edition) => ({ edition, rows: unite(files.filter((file) => file.edition === edition)) })) };
  });
}

// The same edition in several files: keeps the most informative version of each row. A row that is masked in one file counts as masked.
function unite(files) {
  const rows = new Map();
  for (const row of files.flatMap((file) => [file.rows, file.parquetRows ?? []]).flat()) {
    const before = rows.get(rowKey(row));
    if (!before) rows.set(rowKey(row), row);
    else if ((before.value === null && row.value !== null) || row.decimals > before.decimals) rows.set(rowKey(row), { ...row, hidden: row.hidden || before.hidden });
  }
  return [...rows.values()];
}

function remember(newest, earlier, policy, find, known) {
  const before = new Map(earlier.rows.map((row) => [rowKey(row), row]));
  const moved = new Set();
  for (const row of newest.rows) {
    const old = before.get(rowKey(row));
    if (!old || row.statistic !== 'level' || row.n === null || old.n === null) continue;
    report(row, Math.abs(row.n - old.n), 'base');
    if (row.unit === 'percent' && row.n === row.n_effective && old.n === old.n_effective && row.value !== null && old.value !== null) {
      report(row, Math.abs(Math.round((row.value * row.n) / 100) - Math.round((old.value * old.n) / 100)), 'numerator');
    }
  }
  // If no figure of a measure has changed, the earlier edition shows what the newer one hides.
  return newest.rows.map((row) => {
    const old = before.get(rowKey(row));
    if (!row.hidden || !old || (old.value === null && old.n === null) || moved.has(placeOf(row))) return row;
    return { ...old, hidden: true, symbol: row.symbol };
  });

  function report(row, difference, what) {
    if (difference === 0) return;
    moved.add(placeOf(row));
    const minimum = row.feed === 'workforce' ? policy.workforceMinimum : policy.surveyMinimum;
    const name = `${rowKey(row)}|${what}`;
    if (difference >= minimum || known.has(name)) return;
    known.add(name);
    find('revision', what, `${rowKey(row)}: edition ${earlier.edition} to ${newest.edition}`, { lo: difference, up: difference });
  }
}

const placeOf = (row) => `${row.measure_id}|${row.window}`;
