// For the tests: writes a release into a folder of its own, attacks it and removes it.
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attack } from './attack.mjs';
import { writeRelease } from './fixtures/table.mjs';
import { query } from './published.mjs';

export async function attacked({ rows, editions = [rows], codes, policy, truth = null, prepare = null, records = null }) {
  const folder = mkdtempSync(join(tmpdir(), 'attacker-'));
  try {
    for (const edition of editions) writeRelease(folder, edition, codes);
    const policyFile = join(folder, 'rules.json');
    writeFileSync(policyFile, JSON.stringify(policy));
    let truthFile = null;
    if (truth) {
      writeRelease(join(folder, 'truth'), truth);
      truthFile = join(folder, 'truth.csv');
      const { quarter, edition } = truth[0];
      renameSync(join(folder, 'truth', 'packs', 'fixture', quarter, `edition-${edition}`, 'measures.csv'), truthFile);
      rmSync(join(folder, 'truth'), { recursive: true });
    }
    await prepare?.(folder);
    if (records) await writeRecords(folder, editions[0][0].quarter, records);
    return await attack(folder, [], { policy: policyFile, truth: truthFile, strict: true });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// Released records of the workforce: so many of each kind of work.
async function writeRecords(folder, quarter, records) {
  const place = join(folder, 'bi', 'workforce', `quarter=${quarter}`);
  mkdirSync(place, { recursive: true });
  const rows = Object.entries(records).map(([type, n]) => `select '${type}' as worker_type, 'false' as leaver, '${quarter}' as quarter from range(${n})`);
  await query(`copy (${rows.join(' union all ')}) to '${join(place, 'edition-1.parquet')}'`);
}
