// Compares the results of both programs, because a faster wrong answer is a failure. Throws and states the difference.
import { readFileSync, readdirSync } from 'node:fs';
import { open, text } from './duckdb/database.mjs';

const TOLERANCE = 1e-9;

const same = (what, ours, theirs) => {
  if (JSON.stringify(ours) !== JSON.stringify(theirs))
    throw new Error(`${what} differ:\n  incdiv ${JSON.stringify(ours)}\n  DuckDB ${JSON.stringify(theirs)}`);
};

const rejects = folder => readdirSync(folder).filter(name => name.endsWith('rejects.csv')).flatMap(name =>
  readFileSync(`${folder}/${name}`, 'utf8').split(/\r?\n/).slice(1).map(line => line.split(',', 3)).filter(cells => cells[0] !== '' && cells[1]).map(cells => cells.join(' '))).sort();

/** Rows, rejects by code and by line and column, and every value of every curated row. */
export async function compareIngestion(ours, theirs, folders) {
  const receipt = ({ rowsRead, rowsAccepted, rowsRejected, counts }) => ({ rowsRead, rowsAccepted, rowsRejected, counts: counts.map(({ code, count }) => [code, count]) });
  same('Receipts', receipt(ours), receipt(theirs));
  same('Rejects', rejects(folders[0]), rejects(folders[1]));
  const database = await open();
  const columns = (await database.run(`DESCRIBE SELECT * FROM read_parquet(${text(`${folders[0]}/pas/*/*.parquet`)})`)).map(([name]) => name).sort();
  // The order of rows is not defined, so rows are compared by the sum of their hashes.
  const sums = folder => database.run(`SELECT count(*)::VARCHAR, sum(hash(${columns.map(name => `"${name}"::VARCHAR`).join(', ')}))::VARCHAR FROM read_parquet(${text(`${folder}/pas/*/*.parquet`)}, hive_partitioning = true)`);
  same('Curated rows', ...await Promise.all(folders.map(sums)));
  database.close();
  return receipt(ours);
}

/** Every level and gap of the quarter with its interval and bases, to 1e-9. */
export async function compareMeasures(ours, theirs) {
  const database = await open();
  const key = 'measure_id, breakdown, "group", comparator, statistic', numbers = ['value', 'lower', 'upper', 'n', 'n_effective'];
  const differs = name => `NOT coalesce(abs(a.${name} - b.${name}) <= ${TOLERANCE} * greatest(1, abs(b.${name})), a.${name} IS NULL AND b.${name} IS NULL)`;
  await database.run(`CREATE TABLE a AS SELECT * FROM read_parquet(${text(ours)}) WHERE "window" = 'quarter' AND feed = 'pas' AND statistic IN ('level', 'gap') AND value IS NOT NULL`);
  await database.run(`CREATE TABLE b AS SELECT * FROM read_parquet(${text(theirs)})`);
  const found = await database.run(`SELECT ${key}, ${numbers.map(name => `a.${name}, b.${name}`).join(', ')} FROM a FULL JOIN b USING (${key})
    WHERE a.value IS NULL OR b.value IS NULL OR ${numbers.map(differs).join(' OR ')} LIMIT 10`);
  const [[count]] = await database.run('SELECT count(*) FROM b');
  database.close();
  if (found.length > 0)
    throw new Error(`Measures differ (value, lower, upper, n, effective base; first incdiv, then DuckDB):\n  ${found.map(row => row.join(' | ')).join('\n  ')}`);
  return Number(count);
}
