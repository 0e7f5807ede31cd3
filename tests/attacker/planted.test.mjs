import assert from 'node:assert/strict';
import { test } from 'node:test';
import { power, printed } from './power.mjs';

test('Every kind of plant is found every time, M1 in more than half, and no safe twin is called a leak', async () => {
  const table = await power(10);
  console.log(printed(table));
  for (const [name, { found, clean, of, missed }] of Object.entries(table)) {
    assert.ok(name === 'M1' ? found > of / 2 : found === of, `${name}: ${found} of ${of}: ${JSON.stringify(missed)}`);
    assert.equal(clean, of, `${name}: ${JSON.stringify(missed)}`);
  }
});
