// node ingest.mjs FILE FOLDER   The work of 'incdiv ingest --feed pas', in DuckDB: curated Parquet, rejects by line, column and code, counts.
// The file is read once, in parallel, into a table of codes (rowid keeps the order of the file); all further steps use that table.
import { createHash, hkdfSync } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, openSync, readSync } from 'node:fs';
import { coded, comment, key, ofThoseStopped, period, weight } from './contract.mjs';
import { open, text } from './database.mjs';

const [file, folder] = process.argv.slice(2);
const database = await open();
const { run } = database;

// The id of the drop, hashed by OpenSSL in parallel with the queries.
const dropId = (async () => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }))
    hash.update(chunk);
  return hash.digest('hex').slice(0, 16);
})();

const head = Buffer.alloc(1 << 16);
const header = head.toString('utf8', 0, readSync(openSync(file), head)).split('\n')[0].trim().split(',');

// HMAC-SHA-256 in SQL: SHA-256 twice over the padded key (RFC 2104), under the sub-key of the feed as in shared/Anonymisation/PseudonymKey.cs.
const info = Buffer.concat(['pseudonym', 'v1', 'pas', key, process.env.PseudonymKeyId].flatMap(part => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(part.length);
  return [length, Buffer.from(part)];
}));
const secret = Buffer.alloc(64);
Buffer.from(hkdfSync('sha256', Buffer.from(process.env.PseudonymKey, 'base64'), '', info, 32)).copy(secret);
const padded = byte => `'${[...secret].map(b => `\\x${(b ^ byte).toString(16).padStart(2, '0')}`).join('')}'::BLOB`;
const hmac = id => `sha256(${padded(0x5c)} || unhex(sha256(${padded(0x36)} || ${id}::BLOB)))`;

const columns = Object.entries(coded);
for (const [name, { codes, numeric }] of columns)
  if (!numeric)
    await run(`CREATE TYPE t_${name} AS ENUM (${codes.map(text).join(', ')})`);

// Answers are small whole numbers, DuckDB's fastest type. Most texts are exact codes; only the others are trimmed and tried again.
const parsed = ([name, { numeric }]) => numeric ? `TRY_CAST(${name} AS UTINYINT) AS v_${name}`
  : `coalesce(TRY_CAST(${name} AS t_${name}), CASE WHEN ${name} IS NOT NULL THEN TRY_CAST(upper(trim(${name})) AS t_${name}) END) AS v_${name}`;
const isUnknown = ([name, { unknown }]) => `(${name} IS NOT NULL AND v_${name} IS NULL AND list_contains([${unknown.map(text).join(', ')}], upper(trim(${name}))))`;
const ranges = codes => {
  const inner = codes.filter(c => c < 97), outer = codes.filter(c => c >= 97);
  const within = `v BETWEEN ${inner[0]} AND ${inner.at(-1)}`;
  return outer.length === 0 ? within : outer.length === outer.at(-1) - outer[0] + 1 ? `${within} OR v BETWEEN ${outer[0]} AND ${outer.at(-1)}` : `${within} OR ${outer.map(c => `v = ${c}`).join(' OR ')}`;
};
// NULL-safe: whether a delivered value is not a code. A blank cell is checked further only in a row that will be listed.
const isBad = ([name, { codes, numeric, filled, unknown }]) =>
  filled ? `v_${name} IS NULL`
  : numeric ? `(${name} IS NOT NULL AND (v_${name} IS NULL OR NOT (${ranges(codes).replaceAll('v ', `v_${name} `)})))`
  : `(${name} IS NOT NULL AND v_${name} IS NULL${unknown ? ` AND NOT ${isUnknown([name, { unknown }])}` : ''})`;
const codeOf = ([name, contract]) => {
  const outside = contract.outside ? `WHEN list_contains([${contract.outside.map(text).join(', ')}], upper(trim(${name}))) THEN 'R208' ` : '';
  const blank = `WHEN coalesce(trim(${name}), '') = '' THEN ${contract.filled ? "'R201'" : 'NULL'} `;
  return `CASE WHEN NOT ${isBad([name, contract])} THEN NULL ${blank}${outside}ELSE 'R204' END`;
};
const fault = (column, code) => `{'col': ${text(column)}, 'code': ${code}}`;
const badDay = `(v_day IS NULL OR year(v_day) NOT BETWEEN 1900 AND 2199)`;
const badKey = `(id = '' OR list_contains(['UNKNOWN', 'NULL', 'NONE', 'N/A', 'NA', '#N/A'], id) OR ltrim(id, '0') = '' OR length(id) > 64)`;
const badWeight = `(v_weight IS NULL OR NOT (v_weight > 0 AND v_weight <= 50))`;
const badRule = name => `(v_${name} IS NOT NULL AND NOT ${isBad([name, coded[name]])} AND v_xq128a IS DISTINCT FROM 1 AND NOT ${isBad(['xq128a', coded.xq128a])})`;
const anyBad = [badKey, badDay, badWeight, ...columns.map(isBad), ...ofThoseStopped.map(badRule)].join(' OR ');

const delivered = [key, period, weight, ...columns.map(([name]) => name)];
const read = `
    SELECT *, upper(trim(coalesce(${key}, ''))) AS id, ${columns.map(parsed).join(', ')}, TRY_CAST(${weight} AS DOUBLE) AS v_weight,
      CASE WHEN ${period}[3] = '/' THEN TRY_CAST(try_strptime(${period}, '%d/%m/%Y') AS DATE) WHEN length(${period}) = 10 THEN TRY_CAST(${period} AS DATE) END AS v_day
    FROM delivered`;

await run(`
  CREATE TABLE rows AS
  WITH delivered AS NOT MATERIALIZED (
    SELECT * FROM read_csv(${text(file)}, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, store_rejects = true, rejects_limit = 0,
      columns = {${header.map(name => `${text(name)}: 'VARCHAR'`).join(', ')}})),
  read AS NOT MATERIALIZED (${read}),
  judged AS NOT MATERIALIZED (SELECT *, (${anyBad}) AS bad FROM read)
  SELECT CASE WHEN NOT ${badKey} THEN substr(${hmac('id')}, 1, 32)::UUID END AS pseudonym,
    ${columns.map(([name]) => `v_${name} AS ${name}`).join(', ')},
    v_weight AS weight, date_trunc('month', v_day)::DATE AS month, ${comment} IS NOT NULL AND trim(${comment}) <> '' AS commented,
    CASE WHEN contains(${comment}, chr(10)) THEN (length(${comment}) - length(replace(${comment}, chr(10), '')))::UINTEGER ELSE 0 END AS breaks,
    ${columns.filter(([, c]) => c.unknown).map(c => `${isUnknown(c)} AS unknown_${c[0]}`).join(', ')},
    bad, CASE WHEN bad THEN [${delivered.join(', ')}] END AS raw
  FROM judged`);

// The faults of the few bad rows, from their delivered values.
await run(`
  CREATE TABLE faults AS
  WITH delivered AS NOT MATERIALIZED (SELECT rowid AS row, ${delivered.map((name, i) => `raw[${i + 1}] AS ${name}`).join(', ')} FROM rows WHERE bad),
  read AS (${read})
  SELECT row, unnest(list_filter([
      ${[
    fault(key, `CASE WHEN ${badKey} THEN CASE WHEN length(id) > 64 THEN 'R202' ELSE 'R201' END END`),
    fault(period, `CASE WHEN ${badDay} THEN CASE WHEN coalesce(trim(${period}), '') = '' THEN 'R201' WHEN v_day IS NULL THEN 'R202' ELSE 'R203' END END`),
    ...columns.map(c => fault(c[0], codeOf(c))),
    fault(weight, `CASE WHEN ${badWeight} THEN CASE WHEN coalesce(trim(${weight}), '') = '' THEN 'R201' WHEN v_weight IS NULL THEN 'R202' ELSE 'R203' END END`),
    ...ofThoseStopped.map(name => fault(name, `CASE WHEN ${badRule(name)} THEN 'R206' END`)),
  ].join(',\n      ')}], f -> f.code IS NOT NULL)) AS f FROM read`);

// Repeated keys: rows after the first with their key, whether that row is good or bad.
await run(`
  CREATE TABLE again AS SELECT rowid AS row FROM (
    SELECT rowid, row_number() OVER (PARTITION BY pseudonym ORDER BY rowid) AS nth FROM rows
    SEMI JOIN (SELECT pseudonym FROM rows WHERE pseudonym IS NOT NULL GROUP BY pseudonym HAVING count(*) > 1) USING (pseudonym)) WHERE nth > 1`);

// Line of a record: records before it, those of another shape included, and the line breaks within them.
await run(`CREATE TABLE misshapen AS SELECT line - 1 AS record, row_number() OVER (ORDER BY line) - 1 AS nth, line - 2 - (row_number() OVER (ORDER BY line) - 1) AS row,
  length(csv_line) - length(replace(csv_line, chr(10), '')) AS breaks FROM reject_errors`);
await run(`CREATE TABLE breaks AS SELECT place, sum(breaks) OVER (ORDER BY place) AS total FROM (
  SELECT rowid * 2000000 + 1000000 AS place, breaks FROM rows WHERE breaks > 0 UNION ALL SELECT row * 2000000 + nth, breaks FROM misshapen WHERE breaks > 0)`);
await run(`
  CREATE TABLE rejects AS
  WITH found AS (
    SELECT row, f FROM faults
    UNION ALL SELECT row, {'col': ${text(key)}, 'code': 'R205'} FROM again),
  placed AS (
    SELECT f.row AS row, f.row * 2000000 + 1000000 AS place, f.f.col AS col, f.f.code AS code, coalesce(m.nth + 1, 0) AS misshapen
    FROM found f ASOF LEFT JOIN misshapen m ON f.row >= m.row
    UNION ALL SELECT row, row * 2000000 + nth, NULL, 'R207', nth FROM misshapen)
  SELECT p.row + 2 + p.misshapen + coalesce(b.total, 0) AS line, col, code FROM placed p ASOF LEFT JOIN breaks b ON p.place > b.place`);

const id = await dropId;
const quarters = await run(`SELECT DISTINCT CASE WHEN month(month) >= 4 THEN year(month) ELSE year(month) - 1 END AS y, (month(month) + 8) % 12 // 3 + 1 AS q FROM rows WHERE NOT bad`);
await run('SET preserve_insertion_order = false');
for (const [year, number] of quarters) {
  const quarter = `${year}-${String((Number(year) + 1) % 100).padStart(2, '0')}-Q${number}`;
  const target = `${folder}/pas/quarter=${quarter}`;
  mkdirSync(target, { recursive: true });
  const first = new Date(Date.UTC(Number(year), Number(number) * 3, 1)).toISOString().slice(0, 10);
  await run(`
    COPY (SELECT pseudonym, ${columns.map(([name, { numeric }]) => (numeric ? `${name}::INTEGER AS ${name}` : name)).join(', ')}, weight,
        strftime(month, '%Y-%m') AS interview_month, commented
      FROM rows ANTI JOIN again ON rows.rowid = again.row
      WHERE NOT bad AND month >= DATE '${first}' AND month < DATE '${first}' + INTERVAL 3 MONTH)
    TO ${text(`${target}/drop=${id}.parquet`)} (FORMAT parquet, CODEC 'snappy', KV_METADATA {feed: 'pas', pseudonym_key_id: ${text(process.env.PseudonymKeyId)}})`);
}
await run(`COPY (SELECT line, code, col AS "column" FROM rejects ORDER BY line LIMIT 10000) TO ${text(`${folder}/rejects.csv`)} (HEADER)`);
const counts = await run(`SELECT code, count(*) FROM rejects GROUP BY code UNION ALL
  SELECT 'W102', n FROM (SELECT ${columns.filter(([, c]) => c.unknown).map(([name]) => `count_if(unknown_${name})`).join(' + ')} AS n FROM rows) WHERE n > 0 ORDER BY code`);
const [[shaped, misshapen, rejected]] = await run('SELECT (SELECT count(*) FROM rows), (SELECT count(*) FROM misshapen), (SELECT count(DISTINCT line) FROM rejects)');
const rowsRead = Number(shaped) + Number(misshapen);
console.log(JSON.stringify({
  dropId: id, rowsRead, rowsAccepted: rowsRead - Number(rejected), rowsRejected: Number(rejected),
  counts: counts.map(([code, count]) => ({ code, count: Number(count) })),
}));
database.close();
