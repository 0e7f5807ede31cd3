// Settings of the product for both benchmarks: quarter, key and drops.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { measure } from './run.mjs';

export const QUARTER = '2016-17-Q4';
const SEED = '8';

// A key that is only used by the benchmarks, for synthetic people.
export const env = { PseudonymKey: Buffer.from('a key that keeps no secret at all').subarray(0, 32).toString('base64'), PseudonymKeyId: 'benchmark' };

/** The commands of a build, with drops kept below a folder for data. */
export function product(program, data) {
  const incdiv = (args, accept) => measure(program, args, { env, accept });

  /** The drop of a feed, made only where it is not there; one that was cut short is not. */
  async function sample(feed, rows, { folder = data, options = [] } = {}) {
    const file = `${folder}/${feed}-${rows}-seed-${SEED}.csv`, part = `${data}/part`;
    mkdirSync(folder, { recursive: true });
    if (!existsSync(file)) {
      await incdiv(['sample', '--feed', feed, '--quarter', QUARTER, '--rows', rows, '--seed', SEED, ...options, '--out', part]);
      renameSync(part, file);
    }
    return file;
  }

  return { incdiv, sample };
}
