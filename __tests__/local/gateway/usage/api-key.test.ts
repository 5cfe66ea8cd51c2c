import { findApiKey } from '../../../../local/gateway/usage';
import { apiKey, stage, usagePlan } from './plan-under-test';

const FIRST = apiKey('first');
const SECOND = apiKey('second');
const DISABLED = apiKey('disabled', { enabled: false });
const SHARED = apiKey('shared');
const PLAN = usagePlan({ id: 'a', keys: [FIRST, DISABLED, SHARED] });
const OTHER_PLAN = usagePlan({ id: 'b', keys: [SECOND, SHARED] });
const STAGE = stage({ usagePlans: [PLAN, OTHER_PLAN] });

test.each([
  [FIRST, PLAN],
  [SECOND, OTHER_PLAN],
  [SHARED, PLAN],
])('the key $id is found with its plan', (key, plan) => {
  expect(findApiKey(STAGE, key.value)).toEqual({ kind: 'accepted', apiKey: key, plan });
});

test.each([
  ['none', undefined],
  ['an empty one', ''],
  ['an unknown one', 'nope'],
  ['a disabled one', DISABLED.value],
  ['one in another case', FIRST.value.toUpperCase()],
  ['a part of one', FIRST.value.slice(0, -1)],
  ["a key's id", FIRST.id],
])('%s is refused', (_, value) => {
  expect(findApiKey(STAGE, value)).toEqual({ kind: 'refused' });
});

test('a key of a plan of another stage is refused', () => {
  expect(findApiKey(stage({ usagePlans: [OTHER_PLAN] }), FIRST.value)).toEqual({ kind: 'refused' });
});

test('a key without a value lets nobody in', () => {
  const plan = usagePlan({ keys: [apiKey('empty', { value: '' })] });
  expect(findApiKey(stage({ usagePlans: [plan] }), '')).toEqual({ kind: 'refused' });
});
