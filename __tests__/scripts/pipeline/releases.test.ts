import { chooseRelease } from '../../../scripts/pipeline/releases';

const release = (number: number, deploymentId: string, items: string) => ({
  number,
  deployedAt: '2026-01-01T00:00:00.000Z',
  deploymentId,
  versions: { items, faq: '1' },
});
const RELEASES = [release(1, 'a', '1'), release(2, 'a', '2'), release(3, 'b', '3')];

describe('a rollback goes', () => {
  test.each([
    ['from the newest to the one before', release(0, 'b', '3'), undefined, 2],
    ['further back from one that was rolled back', release(0, 'a', '2'), undefined, 1],
    ['to the newest from what no release knows', release(0, 'c', '4'), undefined, 3],
    ['where it is told', release(0, 'b', '3'), 1, 1],
    ['forward when it is told', release(0, 'a', '1'), 3, 3],
  ])('%s', (_name, now, to, expected) => {
    expect(chooseRelease(RELEASES, now, to).number).toBe(expected);
  });

  test.each([
    ['back from the first', release(0, 'a', '1'), undefined, 'no release before'],
    [
      'to one that there is not',
      release(0, 'b', '3'),
      9,
      'there is no release 9: there are 1, 2, 3',
    ],
  ])('not %s', (_name, now, to, said) => {
    expect(() => chooseRelease(RELEASES, now, to)).toThrow(said);
  });
});
