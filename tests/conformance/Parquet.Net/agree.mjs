// node agree.mjs FILE...   Reads every file with DuckDB, hyparquet and parquet-wasm and compares types and values, column by
// column. Prints one line a file; exits with 1 when a reader fails or two readers differ.
import { readers } from './readers.mjs';

async function disagreements(file) {
  const found = [];
  const opened = [];
  for (const [name, open] of Object.entries(readers)) {
    try {
      opened.push({ reader: name, table: await open(file) });
    } catch (error) {
      found.push(`${name} cannot open it: ${error.message}`);
    }
  }
  const [first, ...others] = opened;
  const shape = ({ table }) => JSON.stringify([table.rows, table.columns]);
  for (const other of others) {
    if (shape(other) !== shape(first)) found.push(`${first.reader} sees ${shape(first)}, ${other.reader} sees ${shape(other)}`);
  }
  if (found.length === 0) {
    for (const { name } of first.table.columns) {
      const expected = await first.table.read(name);
      if (expected.length !== first.table.rows) found.push(`${name}: ${first.reader} reads ${expected.length} of ${first.table.rows} rows`);
      for (const other of others) {
        const values = await other.table.read(name);
        const row = values.length === expected.length ? expected.findIndex((value, i) => value !== values[i]) : Math.min(values.length, expected.length);
        // The row and the readers, never the values: they may be personal.
        if (row >= 0 && (row < expected.length || values.length !== expected.length)) found.push(`${name}: row ${row} differs between ${first.reader} and ${other.reader}`);
      }
    }
  }
  opened.forEach(({ table }) => table.close());
  return { found, rows: first?.table.rows, columns: first?.table.columns.length };
}

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node agree.mjs FILE...');
  process.exit(2);
}
let failed = 0;
for (const file of files) {
  const { found, rows, columns } = await disagreements(file);
  failed += found.length > 0 ? 1 : 0;
  console.log(found.length > 0 ? `${file}: DISAGREE\n  ${found.join('\n  ')}` : `${file}: agree, ${rows} rows, ${columns} columns`);
}
process.exit(failed > 0 ? 1 : 0);
