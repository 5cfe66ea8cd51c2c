import { createAuthorizerCache } from '../../../../local/gateway/authorizer/authorizer-cache';

const RESULT = {
  principalId: 'me',
  policyDocument: {},
  context: {},
  usageIdentifierKey: undefined,
};

test('beyond its limit, what was used longest ago goes', () => {
  const cache = createAuthorizerCache(() => 0, 2);
  cache.write('a', RESULT, 60);
  cache.write('b', RESULT, 60);
  cache.read('a');
  cache.write('c', RESULT, 60);
  expect(['a', 'b', 'c'].filter((key) => cache.read(key) !== undefined)).toEqual(['a', 'c']);
});
