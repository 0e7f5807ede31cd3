// Finds and reads the published files below a folder: measures tables, pages, workbooks and released microdata. No other file is opened.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const numbers = ['value', 'lower', 'upper', 'n', 'n_effective', 'p_value', 'benchmark', 'target', 'p_adjusted'];
const connection = await (await DuckDBInstance.create()).connect();

export async function query(sql) {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

export function parseCsv(text) {
  const rows = [];
  let row = [], field = '', inQuotes = false;
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const c = text[i];
    if (inQuotes) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') { field += '"'; i++; } else inQuotes = false;
    } else if (c === '"') inQuotes = true;
    else if (c === ',') { row.push(field); field = ''; } else if (c === '\n') { row.push(field); rows.push(row); row = []; field = ''; } else if (c !== '\r') field += c;
  }
  if (field !== '' || row.length > 0) rows.push([...row, field]);
  const [header, ...body] = rows;
  return body.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

function typed(row) {
  const result = { ...row, decimals: decimalsOf(row.value) };
  for (const name of numbers) result[name] = row[name] === '' || row[name] == null ? null : numberOf(row[name]);
  for (const name of ['symbol', 'group', 'comparator', 'statistic', 'breakdown', 'significance', 'variation', 'assurance', 'status', 'note']) result[name] ??= '';
  result.hidden = result.symbol.split(' ').includes('c');
  return result;
}

// A p-value below what its decimals can show is printed as such: <0.001.
const numberOf = (text) => (String(text).startsWith('<') ? 0 : Number(text));

export const decimalsOf = (value) => (value == null || value === '' ? 0 : /e-/i.test(String(value)) ? 15 : (String(value).split('.')[1] ?? '').length);

export async function readParquet(path) {
  return (await query(`select * from read_parquet(${quoted(path)}, hive_partitioning = false)`)).map((row) => typed(row));
}

export const parquetColumns = (path) => query(
  `select row_group_id as "group", path_in_schema as name, stats_min_value as min, stats_max_value as max, stats_null_count as nulls, stats_distinct_count as "distinct",
   row_group_num_rows as rows from parquet_metadata(${quoted(path)})`);

export const rowKey = (row) => [row.quarter, row.window, row.measure_id, row.statistic, row.breakdown, row.group, row.comparator].join('|');

export function foldersBelow(folder, depth = 6) {
  if (depth === 0 || !existsSync(folder)) return [];
  const inside = readdirSync(folder).sort().map((name) => join(folder, name)).filter((path) => statSync(path).isDirectory());
  return [folder, ...inside.flatMap((path) => foldersBelow(path, depth - 1))];
}

/** Every published edition below the folder, oldest first: {quarter, edition, folder, rows, html, parquet, parquetRows}. */
export async function readReleases(folder) {
  const releases = [];
  for (const place of foldersBelow(folder)) {
    const has = (name) => existsSync(join(place, name));
    if (!has('measures.csv') && !has('measures.parquet')) continue;
    const parquetRows = has('measures.parquet') ? await readParquet(join(place, 'measures.parquet')) : null;
    const rows = has('measures.csv') ? parseCsv(readFileSync(join(place, 'measures.csv'), 'utf8')).map(typed) : parquetRows;
    if (rows.length === 0) continue;
    releases.push({
      folder: place, rows, parquetRows: has('measures.csv') ? parquetRows : null, quarter: rows[0].quarter, edition: Number(rows[0].edition || 1),
      parquet: has('measures.parquet') ? join(place, 'measures.parquet') : null,
      html: has('index.html') ? readFileSync(join(place, 'index.html'), 'utf8') : null,
      workbook: has('pack.xlsx') ? join(place, 'pack.xlsx') : null,
    });
  }
  return releases.sort((a, b) => (a.quarter < b.quarter ? -1 : a.quarter > b.quarter ? 1 : a.edition - b.edition));
}

export function codesBeside(folder) {
  const path = join(folder, 'codes.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}

/** Released microdata: distinct rows with their count, the newest edition of each feed and quarter. */
export async function readMicrodata(folder) {
  const found = [];
  for (const place of foldersBelow(join(folder, 'bi'))) {
    const files = readdirSync(place).filter((name) => /^edition-\d+\.parquet$/.test(name)).sort((a, b) => Number(a.match(/\d+/)[0]) - Number(b.match(/\d+/)[0]));
    if (files.length === 0) continue;
    const file = quoted(join(place, files.at(-1)));
    const rows = await query(`select *, 1 as people from read_parquet(${file}, hive_partitioning = false)`);
    const [known] = await query(`select decode(value) as most from parquet_kv_metadata(${file}) where decode(key) = 'left_out_of_each_class_at_most'`);
    const quarter = rows[0]?.quarter ?? place.match(/quarter=(.+)$/)?.[1];
    found.push({ feed: basename(join(place, '..')), quarter, rows, lacking: Number(known?.most ?? 0) });
  }
  return found;
}
