// For the tests: a kept release below fixtures/kept, attacked in place, or with its records, which are kept as text with their number, written as Parquet.
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attack } from './attack.mjs';
import { foldersBelow, query } from './published.mjs';

/** The verdict on fixtures/kept/{name}/{side}; everything counts. */
export async function attackKept(name, side) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  try {
    cpSync(fileURLToPath(new URL(`fixtures/kept/${name}/${side}`, import.meta.url)), folder, { recursive: true });
    for (const place of foldersBelow(join(folder, 'bi'))) {
      for (const file of readdirSync(place).filter((each) => /^edition-\d+\.csv$/.test(each))) {
        const path = join(place, file);
        await query(`copy (select * exclude (people, range) from read_csv('${path}'), range(people)) to '${path.replace(/csv$/, 'parquet')}' (format parquet)`);
      }
    }
    return await attack(folder, [], { seconds: 20, strict: true });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
