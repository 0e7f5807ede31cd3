// node measure.mjs FOLDER QUARTER FILE   The work of 'incdiv measure' for the survey's quarter, in DuckDB: 20 measures by 11 groupings, with intervals.
// Groups and outcomes become small whole numbers, which DuckDB aggregates without hashing. Coarse groups are sums of fine ones.
import { designed, groups, measures, numberOf } from './contract.mjs';
import { open, text } from './database.mjs';

const [folder, quarter, file] = process.argv.slice(2);
const database = await open({ preserve_insertion_order: 'false' });
const { run } = database;

await run(`
  CREATE TABLE rows AS SELECT weight AS w, ${Object.entries(numberOf).map(([name, number]) => `(${number})::UTINYINT AS ${name}`).join(', ')},
    ${measures.map(({ rows, ones }, i) => `(CASE WHEN ${rows} THEN CASE WHEN ${ones} THEN 2 ELSE 1 END ELSE 0 END)::UTINYINT AS y${i}`).join(', ')}
  FROM read_parquet(${text(`${folder}/pas/quarter=${quarter}/*.parquet`)})`);

// One pass for each measure and base grouping: number of rows, weights and squared weights by group and outcome.
const bases = { 'ethnicity, sex': 'pair', disability: 'disability', age: 'age', sexual_orientation: 'sexual_orientation', religion: 'religion', borough: 'borough' };
const sums = 'count(*)::DOUBLE AS n, sum(w) AS w, sum(w * w) AS w2';
for (const [columns, name] of Object.entries(bases))
  await run(`CREATE TABLE by_${name} AS ${measures.map(({ id }, i) => `SELECT ${text(id)} AS id, ${columns}, y${i} AS y, ${sums} FROM rows WHERE y${i} > 0 GROUP BY ${columns}, y${i}`).join(' UNION ALL ')}`);

const label = name => `${JSON.stringify(groups[name]).replaceAll('"', "'")}[${name}]`;
const broad = `CASE WHEN ethnicity = 1 THEN 'White' WHEN ethnicity > 1 THEN 'BME' END`, sex = label('sex');
const breakdowns = [
  ['all', 'pair', `'All'`, 'all'], ['ethnicity', 'pair', label('ethnicity'), 'ethnicity'], ['ethnicity_broad', 'pair', broad, 'broad'], ['sex', 'pair', sex, 'sex'],
  ['ethnicity_broad x sex', 'pair', `${broad} || ', ' || ${sex}`, 'cross'], ['disability', 'disability', label('disability'), 'disability'],
  ['age', 'age', label('age'), 'age'], ['age', 'age', `CASE WHEN age = 1 THEN '16-24' WHEN age > 1 THEN '25+' END`, 'young'],
  ['sexual_orientation', 'sexual_orientation', label('sexual_orientation'), 'orientation'], ['religion', 'religion', label('religion'), 'religion'],
  ['borough', 'borough', label('borough'), 'borough'],
];
await run(`
  CREATE TABLE cells AS ${breakdowns.map(([breakdown, base, group, name]) => `
    SELECT id, ${text(name)} AS grouping, ${text(breakdown)} AS breakdown, ${group} AS grp, sum(n) AS n, sum(w) AS w, sum(w2) AS w2,
      coalesce(sum(w) FILTER (y = 2), 0) AS wy, coalesce(sum(w2) FILTER (y = 2), 0) AS w2y FROM by_${base} WHERE grp IS NOT NULL GROUP BY id, grp`).join(' UNION ALL ')}`);
await run(`INSERT INTO cells SELECT a.id, a.grouping, a.breakdown, 'not ' || a.grp, t.n - a.n, t.w - a.w, t.w2 - a.w2, t.wy - a.wy, t.w2y - a.w2y
  FROM cells a JOIN (SELECT id, grouping, sum(n) n, sum(w) w, sum(w2) w2, sum(wy) wy, sum(w2y) w2y FROM cells WHERE grouping = 'borough' GROUP BY ALL) t USING (id, grouping)`);

// statistics.md C1, C2 and C5.
for (const macro of [
  'z() AS 1.959963984540054::DOUBLE',
  'wilson_low(p, n) AS greatest(0, (p + z() ^ 2 / (2 * n) - z() * sqrt(p * (1 - p) / n + z() ^ 2 / (4 * n ^ 2))) / (1 + z() ^ 2 / n))',
  'wilson_high(p, n) AS least(1, (p + z() ^ 2 / (2 * n) + z() * sqrt(p * (1 - p) / n + z() ^ 2 / (4 * n ^ 2))) / (1 + z() ^ 2 / n))',
  't975(df) AS z() + (z() ^ 3 + z()) / (4 * df) + (5 * z() ^ 5 + 16 * z() ^ 3 + 3 * z()) / (96 * df ^ 2) + (3 * z() ^ 7 + 19 * z() ^ 5 + 17 * z() ^ 3 - 15 * z()) / (384 * df ^ 3)',
])
  await run(`CREATE MACRO ${macro}`);

// The design-based errors: Taylor linearisation, boroughs as strata (C2).
const strata = { pair: 'ethnicity, sex', disability: 'disability', age: 'age', sexual_orientation: 'sexual_orientation', religion: 'religion', borough: 'borough' };
const y = `y${measures.findIndex(({ id }) => id === designed)}`;
for (const [name, columns] of Object.entries(strata)) {
  const keys = name === 'borough' ? 'borough' : `${columns}, borough`;
  await run(`CREATE TABLE stratum_${name} AS SELECT ${keys}, ${y} AS y, ${sums} FROM rows WHERE ${y} > 0 GROUP BY ${keys}, ${y}`);
}
await run('CREATE TABLE heads AS SELECT borough, count(*)::DOUBLE AS heads FROM rows GROUP BY borough');
await run(`
  CREATE TABLE layers AS
  WITH found AS (${breakdowns.map(([, base, group, name]) => `
    SELECT ${text(name)} AS grouping, ${group} AS grp, borough, sum(n) AS n, sum(w) AS w, sum(w2) AS w2, coalesce(sum(w) FILTER (y = 2), 0) AS wy,
      coalesce(sum(w2) FILTER (y = 2), 0) AS w2y FROM stratum_${base} WHERE grp IS NOT NULL GROUP BY grp, borough`).join(' UNION ALL ')}),
  others AS (SELECT a.grouping, 'not ' || a.grp AS grp, t.borough, t.n, t.w, t.w2, t.wy, t.w2y FROM (SELECT DISTINCT grouping, grp FROM found WHERE grouping = 'borough') a
    JOIN found t ON t.grouping = 'borough' AND t.grp <> a.grp),
  every AS (SELECT * FROM found UNION ALL SELECT * FROM others),
  whole AS (SELECT grouping, grp, sum(w) AS total, sum(wy) / sum(w) AS p FROM every GROUP BY grouping, grp)
  SELECT grouping, grp, borough, heads, (wy - p * w) / total AS e, (w2y * (1 - 2 * p) + p ^ 2 * w2) / total ^ 2 AS ee
  FROM every JOIN whole USING (grouping, grp) JOIN heads USING (borough)`);
await run('CREATE TABLE variances AS SELECT grouping, grp, sum(heads / (heads - 1) * (ee - e ^ 2 / heads)) AS v FROM layers GROUP BY grouping, grp');
await run(`CREATE TABLE shares AS
  SELECT *, CASE WHEN id = ${text(designed)} AND v > 1e-30 THEN p * (1 - p) / v ELSE eff END AS base
  FROM (SELECT c.*, wy / w AS p, w ^ 2 / w2 AS eff, v FROM cells c LEFT JOIN variances v ON (v.grouping, v.grp) = (c.grouping, c.grp))`);

const against = [
  ['ethnicity', 'White', null], ['broad', 'White', 'BME'], ['sex', 'Male', 'Female'], ['cross', 'White, Male', 'BME, Female'], ['disability', 'Not disabled', 'Disabled'],
  ['young', '25+', '16-24'], ['orientation', 'Heterosexual', 'LGB+'],
];
await run(`
  CREATE TABLE pairs AS
  SELECT a.*, c.comparator, c.comparator AS other FROM shares a JOIN (VALUES ${against.map(([g, other, group]) => `(${text(g)}, ${text(other)}, ${group ? text(group) : 'NULL'})`).join(', ')})
    c(grouping, comparator, chosen) ON a.grouping = c.grouping AND a.grp <> c.comparator AND coalesce(a.grp = c.chosen, true)
  UNION ALL SELECT a.*, 'Rest of London', 'not ' || a.grp FROM shares a WHERE grouping = 'borough' AND NOT starts_with(grp, 'not ')`);
await run(`
  CREATE TABLE gaps AS
  SELECT a.*, b.p AS p2, b.eff AS eff2, b.v AS v2, wilson_low(a.p, a.eff) AS l1, wilson_high(a.p, a.eff) AS u1, wilson_low(b.p, b.eff) AS l2, wilson_high(b.p, b.eff) AS u2,
    t975((SELECT sum(heads) - count(*) - 1 FROM heads)) * sqrt(a.v + b.v + 2 * coalesce(t.cov, 0)) AS half
  FROM pairs a JOIN shares b ON (b.id, b.grouping, b.grp) = (a.id, a.grouping, a.other)
  LEFT JOIN (SELECT p.grouping, p.grp, p.other, sum(x.e * y.e / (x.heads - 1)) AS cov FROM pairs p JOIN layers x USING (grouping, grp)
    JOIN layers y ON (y.grouping, y.grp, y.borough) = (p.grouping, p.other, x.borough) WHERE p.id = ${text(designed)} GROUP BY ALL) t
    ON (t.grouping, t.grp, t.other) = (a.grouping, a.grp, a.other)`);
await run(`
  COPY (
    SELECT id AS measure_id, breakdown, grp AS "group", '' AS comparator, 'level' AS statistic, 100 * p AS value, 100 * wilson_low(p, base) AS lower, 100 * wilson_high(p, base) AS upper,
      n::INTEGER AS n, eff AS n_effective FROM shares WHERE NOT starts_with(grp, 'not ') AND (grouping, grp) <> ('young', '16-24')
    UNION ALL
    SELECT id, breakdown, grp, comparator, 'gap', 100 * (p - p2),
      100 * CASE WHEN id = ${text(designed)} AND least(v, v2) > 1e-30 THEN p - p2 - half ELSE p - p2 - sqrt((p - l1) ^ 2 + (u2 - p2) ^ 2) END,
      100 * CASE WHEN id = ${text(designed)} AND least(v, v2) > 1e-30 THEN p - p2 + half ELSE p - p2 + sqrt((u1 - p) ^ 2 + (p2 - l2) ^ 2) END, n::INTEGER, eff FROM gaps
    ORDER BY ALL)
  TO ${text(file)} (FORMAT parquet, CODEC 'snappy')`);
database.close();
