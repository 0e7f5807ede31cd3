// node bench.mjs INCDIV DATA PAIRS ROWS...   The product and DuckDB in turn over the same synthetic drop; see bench.sh.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { compareIngestion, compareMeasures } from './compare.mjs';
import { env, product, QUARTER } from './product.mjs';
import { measure, median } from './run.mjs';

const [program, data, pairs, ...sizes] = process.argv.slice(2);
const here = name => new URL(name, import.meta.url).pathname;
const { incdiv, sample } = product(program, data);
const BAD = { options: ['--bad', '0.005'] };

const fresh = folder => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
};
const sizeOf = path => statSync(path).isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(`${path}/${name}`), 0) : statSync(path).size;

// Exit code 1: completed, with rejected rows.
const ingested = (feed, file, folder) => incdiv(['ingest', '--feed', feed, '--in', file, '--out', folder, '--curated-only', '--json'], [0, 1]);

async function ours(file) {
  const folder = fresh(`${data}/incdiv`);
  const ingest = await ingested('pas', file, folder);
  const levels = await incdiv(['measure', '--curated', folder, '--quarter', QUARTER, '--out', `${folder}/measures`, '--unsuppressed']);
  return { folder, ingest, levels, receipt: JSON.parse(ingest.output), measures: levels.output.trim() };
}

async function theirs(file) {
  const folder = fresh(`${data}/duckdb`), measures = `${folder}/measures.parquet`;
  const ingest = await measure('node', [here('duckdb/ingest.mjs'), file, folder], { env });
  const levels = await measure('node', [here('duckdb/measure.mjs'), folder, QUARTER, measures], { env });
  return { folder, ingest, levels, receipt: JSON.parse(ingest.output), measures };
}

const n = (value, digits = 2) => value.toFixed(digits).padStart(9);
const growth = [];
console.log(`${cpus().length} processors, ${cpus()[0].model.trim()}; ${pairs} pairs after a warm-up; medians`);
for (const rows of sizes) {
  const file = await sample('pas', rows, BAD);
  const runs = [];
  for (let pair = 0; pair <= Number(pairs); pair++) {
    const [a, b] = [await ours(file), await theirs(file)];
    if (pair === 0) {
      const { rowsRead, rowsRejected } = await compareIngestion(a.receipt, b.receipt, [a.folder, b.folder]);
      const figures = await compareMeasures(a.measures, b.measures);
      console.log(`\n${rows} interviews, ${(sizeOf(file) / 1e6).toFixed(0)} MB: both read ${rowsRead} rows, rejected the same ${rowsRejected} by line, column and code, wrote the same curated rows and ${figures} equal figures.`);
      console.log(`curated Parquet: incdiv ${(sizeOf(`${a.folder}/pas`) / 1e6).toFixed(1)} MB, DuckDB ${(sizeOf(`${b.folder}/pas`) / 1e6).toFixed(1)} MB`);
    } else {
      runs.push([a, b]);
    }
  }
  console.log('                    incdiv s   cpu s  peak MB   DuckDB s   cpu s  peak MB      ratio  (pair by pair)');
  const totals = {};
  for (const [name, stages] of Object.entries({ ingest: ['ingest'], measure: ['levels'], both: ['ingest', 'levels'] })) {
    const sum = (run, field) => stages.reduce((total, stage) => total + run[stage][field], 0);
    const peak = side => median(runs.map(pair => Math.max(...stages.map(stage => pair[side][stage].peak))));
    const seconds = side => median(runs.map(pair => sum(pair[side], 'seconds'))), cpu = side => median(runs.map(pair => sum(pair[side], 'cpu')));
    const ratios = runs.map(([a, b]) => sum(b, 'seconds') / sum(a, 'seconds'));
    console.log(`${name.padEnd(18)} ${n(seconds(0))} ${n(cpu(0))} ${n(peak(0), 0)}  ${n(seconds(1))} ${n(cpu(1))} ${n(peak(1), 0)}  ${n(median(ratios))}  (${ratios.map(r => r.toFixed(2)).join(' ')})`);
    totals[name] = { seconds: seconds(0), peak: peak(0), theirs: seconds(1) };
  }
  growth.push([Number(rows), totals]);
}
console.log('\nper million rows      ingest s   measure s     both s   DuckDB s   ingest peak MB  measure peak MB');
for (const [rows, { ingest, measure: levels, both }] of growth) {
  const per = seconds => n(seconds / rows * 1e6, 3);
  console.log(`${String(rows).padEnd(18)} ${per(ingest.seconds)}   ${per(levels.seconds)}  ${per(both.seconds)}  ${per(both.theirs)}        ${n(ingest.peak, 0)}        ${n(levels.peak, 0)}`);
}

const WORKFORCE = '1000000', people = await sample('workforce', WORKFORCE, BAD), workforce = [];
for (let run = 0; run <= Number(pairs); run++)
  workforce.push(await ingested('workforce', people, fresh(`${data}/incdiv`)));
const of = field => median(workforce.slice(1).map(run => run[field]));
console.log(`\nworkforce, ${WORKFORCE} rows, ${(sizeOf(people) / 1e6).toFixed(0)} MB: ingest ${of('seconds').toFixed(2)} s, processor ${of('cpu').toFixed(2)} s, peak ${of('peak').toFixed(0)} MB`);
