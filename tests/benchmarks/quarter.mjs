// node quarter.mjs INCDIV DATA RUNS   A real quarter from its last drop to its four packs, with the emulator and without; see bench.sh.
import { readFileSync, rmSync } from 'node:fs';
import { product, QUARTER } from './product.mjs';
import { median } from './run.mjs';

const [program, data, runs] = process.argv.slice(2);
const ROWS = { workforce: '45000', pas: '3200', 'victim-satisfaction': '3000', 'staff-survey': '13000' };
const { incdiv, sample } = product(program, data);

const drops = `${data}/quarter/drops`, out = `${data}/quarter/out`, curated = `${data}/quarter/curated`;
// Files of an earlier run with other numbers of rows would be dropped as well.
rmSync(drops, { recursive: true, force: true });
for (const [feed, rows] of Object.entries(ROWS))
  await sample(feed, rows, { folder: `${drops}/${feed}` });

// The functions app logs each step. Steps of several feeds or packs are added up. Feeds are ingested, and their microdata made, in parallel;
// 'compute' includes 'measure', 'protect' and 'store', and 'publish' includes 'render'. The tables for BI tools are not part of the measured time.
function steps(log) {
  const seconds = {};
  for (const [, step, took] of log.matchAll(/Step (.+) of \S+ took ([0-9.]+) s/g))
    seconds[step] = (seconds[step] ?? 0) + Number(took);
  return seconds;
}

const whole = [], parts = [], starts = [];
// The first is the warm-up.
for (let run = 0; run <= Number(runs); run++) {
  rmSync(out, { recursive: true, force: true });
  const { messages } = await incdiv(['run', '--drops', drops, '--out', out, '--as-of', '2017-05-02']);
  if (run === 0)
    continue;
  starts.push(Number(messages.match(/up after ([0-9.]+) s/)[1]));
  whole.push(Number(messages.match(/to the last pack: ([0-9.]+) s/)[1]));
  parts.push(steps(readFileSync(`${out}/functions.log`, 'utf8')));
}
console.log(`A quarter of ${Object.entries(ROWS).map(([feed, rows]) => `${rows} ${feed}`).join(', ')}; ${runs} runs`);
console.log(`with the emulator, from the first of four drops that land together to four packs: median ${median(whole).toFixed(1)} s (${whole.join(' ')})`);
console.log(`emulator and functions app up (cold start): median ${median(starts).toFixed(1)} s (${starts.join(' ')})`);
for (const step of ['ingest', 'measure', 'protect', 'store', 'compute', 'microdata', 'render', 'publish'])
  console.log(`  ${step.padEnd(12)}${median(parts.map(p => p[step] ?? 0)).toFixed(2).padStart(6)} s`);

const alone = [];
for (let run = 0; run < Number(runs); run++) {
  rmSync(curated, { recursive: true, force: true });
  const commands = [['ingest', '--drops', drops, '--out', curated, '--json'], ['measure', '--curated', curated, '--quarter', QUARTER, '--out', `${curated}/measures`]];
  const seconds = [];
  for (const command of commands)
    seconds.push((await incdiv(command)).seconds);
  alone.push(seconds);
}
const [ingest, measured] = [0, 1].map(i => median(alone.map(a => a[i]))), render = median(parts.map(p => p.render));
console.log(`without it: ingest ${ingest.toFixed(2)} s (four feeds, with microdata), measure ${measured.toFixed(2)} s (with protection), rendering ${render.toFixed(2)} s: ${(ingest + measured + render).toFixed(2)} s`);
