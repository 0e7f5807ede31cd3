import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attacked } from './attacked.mjs';
import { planted } from './fixtures/planted.mjs';

const seeds = Array.from({ length: 20 }, (_, i) => i + 1);

for (const [name, plant] of Object.entries(planted)) {
  test(`${name}: the release without the leak is clean`, async () => {
    for (const seed of seeds) {
      const verdict = await attacked(plant(seed).safe);
      assert.equal(verdict.leak, false, `seed ${seed}: ${JSON.stringify(verdict.findings)}`);
    }
  });

  test(`${name}: the planted leak is found${name === 'M1' ? ' in well over half' : ' every time'}`, async () => {
    let found = 0;
    for (const seed of seeds) if ((await attacked(plant(seed).leaky)).leak) found++;
    console.log(`${name}: ${found} of ${seeds.length} found`);
    assert.ok(name === 'M1' ? found > seeds.length / 2 : found === seeds.length, `${found} of ${seeds.length}`);
  });
}
