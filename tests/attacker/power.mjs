// The power of the attacker: of each kind of planted leak, how many of the seeded plants it finds, and how many of the safe twins it calls clean. A clean
// verdict means nothing without it. node power.mjs [SEEDS] prints the table.
import { attacked } from './attacked.mjs';
import { planted } from './fixtures/planted.mjs';
import { plants } from './fixtures/plants.mjs';

/** {name: {found, clean, of, missed}}; a plant of known size is found only if a finding states it. */
export async function power(seeds) {
  const table = {};
  for (const [name, plant] of Object.entries({ ...plants, ...planted })) {
    const result = { found: 0, clean: 0, of: seeds, missed: [] };
    for (let seed = 1; seed <= seeds; seed++) {
      const { safe, leaky, told } = plant(seed);
      const calm = await attacked(safe),
        verdict = await attacked(leaky);
      const isFound = told === undefined ? verdict.leak : verdict.findings.some((finding) => finding.lo === told && finding.up === told);
      if (isFound) result.found++;
      if (!calm.leak) result.clean++;
      if (!isFound || calm.leak) result.missed.push({ seed, told, safe: calm.findings.slice(0, 2), leaky: verdict.findings.slice(0, 2) });
    }
    table[name] = result;
  }
  return table;
}

export const printed = (table) =>
  [
    'kind of plant               found   safe twins clean',
    ...Object.entries(table).map(
      ([name, { found, clean, of }]) => `${name.padEnd(26)} ${String(found).padStart(3)} of ${of}   ${String(clean).padStart(3)} of ${of}`,
    ),
  ].join('\n');

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const table = await power(Number(process.argv[2] ?? 20));
  console.log(printed(table));
  for (const [name, { missed }] of Object.entries(table)) for (const each of missed.slice(0, 2)) console.log(name, JSON.stringify(each));
}
