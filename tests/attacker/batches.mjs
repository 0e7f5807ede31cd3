// Released records (B; disclosure.md 9). Readers keep copies: two editions of a file, compared as multisets of records, name the few people who came, went
// or changed. And a table less the records of its cell is a count of people, too.
import { basename, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { foldersBelow, query } from './published.mjs';
import { rulesOf } from './findings.mjs';

/** Every edition of every file of released records: {feed, quarter, edition, path}. */
export function recordFiles(folder) {
  const found = [];
  for (const place of foldersBelow(join(folder, 'bi'))) {
    for (const name of readdirSync(place)) {
      const edition = Number(name.match(/^edition-(\d+)\.parquet$/)?.[1] ?? 0);
      if (edition > 0) found.push({ feed: basename(join(place, '..')), quarter: place.match(/quarter=(.+)$/)?.[1] ?? '', edition, path: join(place, name) });
    }
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1) || a.edition - b.edition);
}

const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

/** The records that one file has more often than another, with how many more. */
async function lacking(has, lacks) {
  const columns = async (path) =>
    (await query(`select column_name as name from (describe select * from read_parquet(${quoted(path)}, hive_partitioning = false))`)).map(({ name }) => name);
  const other = await columns(lacks);
  // A column that only one edition has cannot be compared.
  const names = (await columns(has))
    .filter((name) => other.includes(name))
    .map((name) => `"${name}"`)
    .join(', ');
  const rows = (path) => `select ${names} from read_parquet(${quoted(path)}, hive_partitioning = false)`;
  return query(`select *, count(*)::int as people from (${rows(has)} except all ${rows(lacks)}) group by all order by all`);
}

/** Findings where two editions of a file differ in fewer records than a batch holds. */
export async function recordEditions(folders, policy, find) {
  const files = folders.flatMap(recordFiles);
  const places = new Map();
  for (const file of files) {
    const name = `${file.feed} ${file.quarter}`;
    if (!places.has(name)) places.set(name, []);
    places.get(name).push(file);
  }
  for (const [name, editions] of places) {
    for (let j = 1; j < editions.length; j++) {
      for (let i = 0; i < j; i++) {
        const added = await lacking(editions[j].path, editions[i].path),
          removed = await lacking(editions[i].path, editions[j].path);
        const people = [...added, ...removed].reduce((sum, each) => sum + each.people, 0);
        if (people === 0 || people >= policy.smallestBatch) continue;
        const shown = (records, sign) => records.slice(0, 4).map((each) => `${sign}${each.people} {${describe(each)}}`);
        find('microdata', 'few records changed', `${name}: edition ${editions[i].edition} to ${editions[j].edition}`, {
          lo: people,
          up: people,
          why: [...shown(removed, '-'), ...shown(added, '+')].join(' '),
        });
      }
    }
  }
}

const describe = ({ people, quarter, ...record }) =>
  Object.entries(record)
    .filter(([, value]) => value !== null && value !== '*' && value !== 'Unknown')
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

/** Findings where a told count exceeds the records that certainly and only belong to it by fewer than the threshold. */
export function tablesLessRecords(atoms, system, policy, find) {
  for (const { set, least, most } of atoms.recordCounts) {
    const i = system.index.get(set.key);
    if (i === undefined || !system.fixed(i) || least !== most) continue;
    const left = system.lo[i] - least;
    if (left > 0 && left < rulesOf(policy, set).minimum)
      find('microdata', 'table less records', set.key, { lo: left, up: left, why: `${system.lo[i]} in the table, ${least} released` });
  }
}
