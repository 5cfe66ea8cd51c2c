import { orderOf } from '../../../.ci/aws/order';

const method = '/restapis/a/resources/r/methods/GET';
const call = (
  number: number,
  operation: string,
  path: string,
  status = 201,
): Parameters<typeof orderOf>[0][number] => ({
  number,
  operation,
  path,
  status,
});
const snapshot = (number: number, status = 201): ReturnType<typeof call> =>
  call(number, 'CreateDeployment', '/restapis/a/deployments', status);

test.each([
  ['all of the API, then its snapshot', [call(1, 'PutMethod', method), snapshot(2)], []],
  ['a snapshot of the API as it was before', [snapshot(1), call(2, 'PutMethod', method)], [2]],
  [
    'a change that had begun and not ended',
    [snapshot(2), call(1, 'PutIntegration', `${method}/integration`)],
    [1],
  ],
  [
    'a snapshot that was refused, and came again',
    [snapshot(1, 400), call(2, 'PutMethod', method), snapshot(3)],
    [],
  ],
  ['reading the API afterwards', [snapshot(1), call(2, 'GetMethod', method, 200)], []],
  [
    'the stage, which is no part of a snapshot',
    [snapshot(1), call(2, 'UpdateStage', '/restapis/a/stages/dev', 200)],
    [],
  ],
])('%s', (_, calls, late) => {
  expect(orderOf(calls).late.map(({ number }) => number)).toEqual(late);
});
