// DuckDB on two threads, like the product.
import { DuckDBInstance } from '@duckdb/node-api';

export async function open(settings = {}) {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', ...settings });
  const connection = await instance.connect();
  return {
    async run(statement) {
      const start = performance.now();
      const rows = (await connection.runAndReadAll(statement)).getRows();
      if (process.env.TIMINGS)
        console.error(`${(performance.now() - start).toFixed(0).padStart(6)} ms  ${statement.trim().slice(0, 90).replace(/\s+/g, ' ')}`);
      return rows;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

export const text = value => `'${String(value).replaceAll("'", "''")}'`;
