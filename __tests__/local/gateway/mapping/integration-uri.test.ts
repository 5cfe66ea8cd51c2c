import { resolveUri } from '../../../../local/gateway/mapping/integration-uri';

const STAGE_VARIABLES = { fn: 'items:live', host: 'example.com', empty: '' };
const PATH = { id: '42', trick: '${stageVariables.fn}', dollar: '$&' };

describe('resolveUri', () => {
  test.each([
    [
      'arn:aws:lambda:r:1:function:${stageVariables.fn}/invocations',
      'arn:aws:lambda:r:1:function:items:live/invocations',
    ],
    [
      'https://${stageVariables.host}/a?b=${stageVariables.fn}',
      'https://example.com/a?b=items:live',
    ],
    ['[${stageVariables.unset}][${stageVariables.empty}]', '[][]'],
    ['[${stageVariables.toString}]', '[]'],
    ['https://host/{id}/{unknown}', 'https://host/42/{unknown}'],
    ['https://host/${id}', 'https://host/${id}'],
    ['https://host/${id\\}', 'https://host/${id\\}'],
    ['https://host/${stageVariables.fn', 'https://host/${stageVariables.fn'],
    ['{trick}|{dollar}', '${stageVariables.fn}|$&'],
    ['{toString}', '{toString}'],
    ['', ''],
  ])('%s becomes %s', (uri, resolved) => {
    expect(resolveUri(uri, STAGE_VARIABLES, PATH)).toBe(resolved);
  });
});
