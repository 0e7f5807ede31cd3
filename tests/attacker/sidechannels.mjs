// Disclosure without arithmetic: figures or words left on a masked row, a comparison next to it, order, absence, statistics of a file.
import { pageChannels } from './page.mjs';
import { parquetColumns, rowKey } from './published.mjs';
import { workbookRows } from './workbook.mjs';

const figures = ['value', 'lower', 'upper', 'n', 'n_effective', 'p_value', 'p_adjusted'];

export async function sideChannels(releases, find) {
  for (const release of releases) {
    const tell = (part, row, more = {}) => find('side channel', part, typeof row === 'string' ? row : rowKey(row), more);
    // Rows as printed, before they are merged with those of other files and editions.
    for (const rows of release.printed) {
      maskedRows(rows, tell);
      comparisons(rows, tell);
      order(rows, tell);
      absence(rows, tell);
    }
    for (const file of release.parquets) await statistics(file.path, file.rows, tell);
    if (release.html) pageChannels(release.html, release.rows, tell);
    if (release.workbook) for (const { sheet, cells } of workbookRows(release.workbook)) if (figureBeside(cells)) tell('figure beside [c] in the workbook', `${sheet}: ${cells[0]}`);
  }
}

const figureBeside = (cells) => cells[1]?.startsWith('[c]') && cells.slice(2, 4).some((text) => /\d/.test(text ?? ''));

function maskedRows(rows, tell) {
  const targets = new Map();
  for (const row of rows) {
    const table = `${row.measure_id}|${row.window}|${row.statistic}`;
    if (!targets.has(table)) targets.set(table, new Set());
    targets.get(table).add(row.target);
  }
  for (const row of rows.filter((each) => each.hidden)) {
    const left = figures.filter((name) => row[name] !== null && row[name] !== undefined);
    if (left.length > 0) tell(`${left.join(', ')} left on a masked row`, row);
    if (row.significance || row.variation || row.assurance) tell('significance or signal left on a masked row', row);
    if (['met', 'near', 'missed'].includes(row.status)) tell('status left on a masked row', row);
    if (/\b(u|low|z)\b/.test(row.symbol)) tell('a symbol that tells the size', row);
    if (row.note) tell('a note left on a masked row', row);
    // A target that is last year's figure differs from group to group; on a masked row it reveals last year's figure of the masked group.
    if (row.target !== null && targets.get(`${row.measure_id}|${row.window}|${row.statistic}`).size > 2) tell('a target of its own on a masked row', row);
  }
}

function comparisons(rows, tell) {
  const masked = new Set(rows.filter((row) => row.statistic === 'level' && row.hidden).map(rowKey));
  for (const row of rows) {
    if (!['gap', 'ratio', 'change'].includes(row.statistic) || (row.value === null && row.p_value === null && row.n === null && !row.significance)) continue;
    const side = (group) => masked.has(rowKey({ ...row, statistic: 'level', comparator: '', group }));
    if (side(row.group) || (row.comparator && side(row.comparator))) tell('comparison shown beside a masked side', row);
  }
}

// If groups are sorted by a hidden figure, its neighbours bound it. A fixed order reveals nothing.
function order(rows, tell) {
  const tables = new Map();
  for (const row of rows) {
    if (row.statistic !== 'level') continue;
    const table = `${row.measure_id}|${row.window}|${row.breakdown}`;
    if (!tables.has(table)) tables.set(table, []);
    tables.get(table).push(row);
  }
  const orders = new Map();
  for (const [table, list] of tables) {
    const name = `${list[0].feed}|${list[0].breakdown}`;
    if (!orders.has(name)) orders.set(name, new Map());
    orders.get(name).set(table, list.map((row) => row.group).join('|'));
  }
  for (const [table, list] of tables) {
    const shown = list.filter((row) => row.value !== null);
    if (!list.some((row) => row.hidden) || shown.length < 5) continue;
    const others = orders.get(`${list[0].feed}|${list[0].breakdown}`);
    const isFixed = [...others.values()].filter((each) => each === others.get(table)).length > 1 || isSorted(list.map((row) => row.group));
    if (!isFixed && (isSorted(shown.map((row) => row.value)) || isSorted(shown.map((row) => row.n)))) tell('rows in the order of their figures', table);
  }
}

const isSorted = (list) => list.every((value, i) => i === 0 || list[i - 1] <= value) || list.every((value, i) => i === 0 || list[i - 1] >= value);

// A group that is missing in one measure but present in others of the same table is masked by absence, which reveals more than c does.
function absence(rows, tell) {
  const groups = new Map(), own = new Map();
  for (const row of rows.filter((each) => each.statistic === 'level')) {
    const table = `${row.feed}|${row.breakdown}`, measure = `${row.measure_id}|${row.window}|${table}`;
    if (!groups.has(table)) groups.set(table, new Map());
    groups.get(table).set(row.group, (groups.get(table).get(row.group) ?? 0) + 1);
    if (!own.has(measure)) own.set(measure, { table, has: new Set() });
    own.get(measure).has.add(row.group);
  }
  const measuresOf = new Map();
  for (const { table } of own.values()) measuresOf.set(table, (measuresOf.get(table) ?? 0) + 1);
  for (const [measure, { table, has }] of own) {
    for (const [group, times] of groups.get(table)) if (!has.has(group) && times === measuresOf.get(table) - 1 && times > 2) tell('row missing', `${measure}|${group}`);
  }
}

/** Least and greatest values in a Parquet footer must be those of visible cells. */
async function statistics(path, rows, tell) {
  const columns = await parquetColumns(path);
  const starts = new Map();
  let next = 0;
  for (const group of [...new Set(columns.map((column) => Number(column.group)))].sort((a, b) => a - b)) {
    starts.set(group, next);
    next += Number(columns.find((column) => Number(column.group) === group).rows);
  }
  for (const column of columns.filter(({ name }) => [...figures, 'benchmark', 'target'].includes(name))) {
    const start = starts.get(Number(column.group));
    const seen = rows.slice(start, start + Number(column.rows)).map((row) => row[column.name]).filter((value) => value !== null);
    const least = Math.min(...seen), most = Math.max(...seen);
    const differs = (stat, value) => stat !== null && stat !== undefined && Math.abs(Number(stat) - value) > 1e-9 * Math.max(1, Math.abs(value));
    if (differs(column.min, least) || differs(column.max, most)) tell('Parquet statistics beyond the visible cells', `${column.name}, row group ${column.group}`, { lo: Number(column.min), up: Number(column.max) });
  }
}
