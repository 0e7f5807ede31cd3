// An insider is the only member of a masked cell and knows it. This finds what else the equations then reveal.
import { readFileSync } from 'node:fs';
import { rulesOf } from './findings.mjs';
import { parseCsv, rowKey } from './published.mjs';

/**
 * For each masked base that may be 1 the rest is worked out again with that knowledge. Which of them really are 1 an outsider cannot
 * know; the insider does. So these are findings only where a table of true values, used for nothing else, says that the cell is 1.
 */
export function insiders(system, targets, policy, truthFile, find) {
  if (!truthFile) return;
  const truth = new Map(parseCsv(readFileSync(truthFile, 'utf8')).map((row) => [rowKey(row), Number(row.n || row.value)]));
  for (const i of targets) {
    const set = system.sets[i];
    if (set.numerator || system.lo[i] > 1 || system.up[i] < 1 || system.fixed(i) || !set.rows.some((row) => truth.get(row) === 1)) continue;
    const lo = new Map(), up = new Map(), reasons = new Map();
    const keep = (j) => {
      if (lo.has(j)) return;
      lo.set(j, system.lo[j]);
      up.set(j, system.up[j]);
      reasons.set(j, system.reason[j]);
    };
    keep(i);
    system.lo[i] = 1;
    system.up[i] = 1;
    system.propagate(system.uses[i], keep);
    for (const j of lo.keys()) {
      if (j === i || !targets.has(j) || lo.get(j) === up.get(j) || !system.fixed(j)) continue;
      if (system.lo[j] < rulesOf(policy, system.sets[j]).minimum) {
        find('insider', 'sole member', `${system.sets[j].key} is told to ${set.key}`, { lo: system.lo[j], up: system.up[j] });
      }
    }
    for (const j of lo.keys()) {
      system.lo[j] = lo.get(j);
      system.up[j] = up.get(j);
      system.reason[j] = reasons.get(j);
    }
  }
}
