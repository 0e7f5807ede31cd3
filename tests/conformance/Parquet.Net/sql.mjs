// node sql.mjs < STATEMENTS   Runs a JSON array of statements in one DuckDB and prints the rows of each, values as strings.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
const results = [];
for (const statement of JSON.parse(readFileSync(0, 'utf8'))) {
  const result = await connection.runAndReadAll(statement);
  results.push(result.getRows().map(row => row.map(value => (value === null ? null : String(value)))));
}
process.stdout.write(JSON.stringify(results));
connection.closeSync();
instance.closeSync();
