import { parseMockStatus } from '../../../../local/gateway/integrations/mock-status';

describe('parseMockStatus', () => {
  test.each([
    ['{"statusCode": 200}', 200],
    ['{"message": "x", "statusCode": 404}', 404],
    ['\n{\n "statusCode": 200\n}\n', 200],
    ['{"statusCode": 0}', 0],
    ['{"statusCode": -1000}', -1000],
    ['{statusCode: 200}', 200],
    ["{'statusCode': 200}", 200],
    ['{ "a": "b", statusCode : 302 }', 302],
    ['{"statusCode": 200,}', 200],
    ['{statusCode: 200, head}: [x y]}', 200],
    ["{statusCode: 200, }head: ''}", 200],
  ])('reads %j as %d', (text, status) => {
    expect(parseMockStatus(text)).toBe(status);
  });

  test.each([
    '',
    '{}',
    'statusCode: 200',
    '{"statusCode": 200',
    '{"statusCode": "200"}',
    '{"statusCode": 200.5}',
    '{"statusCode": null}',
    '{statusCode: "200"}',
    '{statusCode: 200, {head: [x y]}',
    '{"nested": {"statusCode": 200}}',
    '["statusCode", 200]',
    '200',
  ])('finds no status in %j', (text) => {
    expect(parseMockStatus(text)).toBeUndefined();
  });
});
