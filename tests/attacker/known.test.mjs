import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attacked } from './attacked.mjs';
import * as known from './fixtures/known.mjs';

const intervalOf = (verdict, ending) => {
  const finding = verdict.findings.find((each) => each.key.endsWith(`/${ending}`) && ['exact', 'narrow'].includes(each.kind));
  return finding ? [finding.lo, finding.up] : null;
};

test('O1: primaries alone are recovered exactly', async () => assert.equal((await attacked(known.o1Naive)).counts.exact, 3));
test('O1: with their partners every masked cell is open from 0 to 6', async () => assert.equal((await attacked(known.o1)).leak, false));
test('O1: a width of seven finds the six intervals from 0 to 6', async () => {
  const verdict = await attacked({ ...known.o1, policy: { ...known.o1.policy, standardWidth: 7 } });
  assert.deepEqual(intervalOf(verdict, 'cause=arbeid;region=B'), [0, 6]);
  assert.deepEqual(intervalOf(verdict, 'cause=arbeid;region=H'), [0, 6]);
});
test('O1: three more masked cells open the intervals to ten', async () => assert.equal((await attacked(known.o1Wide)).leak, false));
test('O2: the intervals of the handbook', async () => {
  const verdict = await attacked({ ...known.o2, policy: { ...known.o2.policy, surveyMinimum: 100, standardWidth: 9 } });
  assert.deepEqual(intervalOf(verdict, 'column=c1;row=r1'), [3, 6]);
  assert.deepEqual(intervalOf(verdict, 'column=c2;row=r1'), [1, 4]);
  assert.deepEqual(intervalOf(verdict, 'column=c1;row=r2'), [0, 3]);
  assert.deepEqual(intervalOf(verdict, 'column=c2;row=r2'), [0, 3]);
});
test('O3: two hierarchies together give K away', async () => assert.deepEqual(intervalOf(await attacked(known.o3), 'town=K'), [3, 3]));
test('O3: one hierarchy alone does not', async () => assert.equal((await attacked(known.o3OneHierarchy)).leak, false));
test('O3: with N masked too, nothing is given away', async () => assert.equal((await attacked(known.o3Protected)).leak, false));
// A count of zero is only confidential if the measure is sensitive.
const sensitive = (fixture) => ({ ...fixture, policy: { ...fixture.policy, strictDimensions: ['country'] } });
test('O4 of 2015: two masked zeros are proved by the total', async () => assert.equal((await attacked(sensitive(known.o4))).counts.exact, 4));
test('O4 of 2015: with Spain masked too they are not', async () => assert.equal((await attacked(sensitive(known.o4Protected))).counts.exact, 0));
test('O4 of 2015: where nothing sensitive is told, nobody is no secret', async () => assert.equal((await attacked(known.o4)).counts.exact, 0));
test('O6: three masked cells that sum to three are ones where zeros are shown', async () => {
  const verdict = await attacked(known.o6);
  assert.deepEqual(intervalOf(verdict, 'ethnic=B;group=one'), [1, 1]);
  assert.ok(verdict.counts.exact >= 3);
});
test('O6: with larger partners masked they are open', async () => assert.equal((await attacked(known.o6Protected)).leak, false));
test('O8: two bandings of the same men differ by one man', async () => assert.equal((await attacked(known.o8)).counts['derived small difference'], 1));
test('O8: one banding does not', async () => assert.equal((await attacked(known.o8OneBanding)).leak, false));
test('O8: all but the men is one woman', async () => assert.equal((await attacked(known.o8Condition)).counts['derived small difference'], 1));
test('O9: a printed percentage and its interval give base and numerator', async () => {
  const verdict = await attacked(known.o9);
  assert.deepEqual(intervalOf(verdict, 'place=here'), [7, 7]);
  assert.deepEqual(intervalOf(verdict, 'answer=counted;place=here'), [2, 2]);
});
test('O9: the same row without them does not', async () => assert.equal((await attacked(known.o9Masked)).leak, false));
