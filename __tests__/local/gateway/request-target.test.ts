import { parseTarget } from '../../../local/gateway/request-target';

describe('parseTarget', () => {
  test.each([
    ['/dev/items', 'dev', '/items', '/dev/items'],
    ['/dev', 'dev', '/', '/dev'],
    ['/dev/', 'dev', '/', '/dev/'],
    ['//dev/items', 'dev', '/items', '/dev/items'],
    ['/dev//items', 'dev', '/items', '/dev//items'],
    ['/dev/a%2Fb', 'dev', '/a%2Fb', '/dev/a%2Fb'],
    ['http://host:80/dev/items', 'dev', '/items', '/dev/items'],
    ['/dev/items#part', 'dev', '/items', '/dev/items'],
  ])('takes %s apart', (target, stage, path, fullPath) => {
    expect(parseTarget(target)).toMatchObject({ stage, path, fullPath });
  });

  test.each([
    [
      'x=1&y=2',
      [
        ['x', '1'],
        ['y', '2'],
      ],
    ],
    [
      'x=1&x=2',
      [
        ['x', '1'],
        ['x', '2'],
      ],
    ],
    [
      'x=1;y=2%3B3',
      [
        ['x', '1'],
        ['y', '2;3'],
      ],
    ],
    ['flag', [['flag', '']]],
    ['x=', [['x', '']]],
    ['x=a%20b+c', [['x', 'a b c']]],
    ['x=a=b', [['x', 'a=b']]],
    ['x=%E0%A4%A', [['x', '%E0%A4%A']]],
    ['', []],
    ['&&', []],
  ])('reads the query %s', (query, pairs) => {
    expect(parseTarget(`/dev/items?${query}`).query).toEqual(pairs);
  });
});
