// For the tests: writes a release into a folder of its own, attacks it and removes it.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attack } from './attack.mjs';
import { writeRelease } from './fixtures/table.mjs';

export async function attacked({ rows, editions = [rows], codes, policy, truth = null, prepare = null }) {
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
    return await attack(folder, [], { policy: policyFile, truth: truthFile, strict: true });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
