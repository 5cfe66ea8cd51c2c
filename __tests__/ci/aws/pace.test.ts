import { createPace } from '../../../.ci/aws/pace';

const call = (
  operation: string,
  service = 'apigateway',
): { service: string; operation: string } => ({
  service,
  operation,
});

function paced(): {
  refused: (operation: string, count: number) => number;
  wait: (s: number) => void;
} {
  let now = 0;
  const pace = createPace(() => now);
  return {
    refused: (operation, count) =>
      Array.from({ length: count }, () => pace.refuse(call(operation))).filter(
        (refusal) => refusal !== undefined,
      ).length,
    wait: (seconds) => void (now += seconds),
  };
}

test('a burst of 40 operations passes, then 10 a second', () => {
  const { refused, wait } = paced();
  expect(refused('GetMethod', 50)).toBe(10);
  wait(1);
  expect(refused('GetMethod', 11)).toBe(1);
  wait(100);
  expect(refused('GetMethod', 41)).toBe(1);
});

test.each([
  ['CreateDeployment', 1, 5],
  ['CreateDocumentationVersion', 1, 20],
  ['CreateResource', 5, 1],
  ['CreateRestApi', 1, 3],
  ['DeleteRestApi', 1, 30],
  ['GetResources', 5, 2],
])('%s: %d in %d s', (operation, calls, seconds) => {
  const { refused, wait } = paced();
  expect(refused(operation, calls + 1)).toBe(1);
  wait(seconds);
  expect(refused(operation, calls + 1)).toBe(1);
});

test('is refused as API Gateway does it, and other services are not paced', () => {
  const pace = createPace(() => 0);
  const answers = Array.from({ length: 2 }, () => pace.refuse(call('CreateDeployment')));
  expect(answers).toEqual([
    undefined,
    expect.objectContaining({ status: 429, code: 'TooManyRequestsException' }),
  ]);
  expect(
    Array.from({ length: 100 }, () => pace.refuse(call('GetFunction', 'lambda'))),
  ).not.toContainEqual(expect.anything());
});
