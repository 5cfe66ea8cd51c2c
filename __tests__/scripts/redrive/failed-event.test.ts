import { parseFailedEvent } from '../../../scripts/redrive/failed-event';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:gatehouse-dev-items';

const record = (functionArn: string) =>
  `{"version":"1.0","requestContext":{"requestId":"r","functionArn":"${functionArn}","condition":"RetriesExhausted"},"requestPayload":{"id":12345678901234567890},"responsePayload":{"errorMessage":"no"}}`;

test.each([
  [`${ARN}:live`, 'live'],
  [`${ARN}:$LATEST`, '$LATEST'],
])('a record of %s is an event of its function, to the letter', (arn, qualifier) => {
  expect(parseFailedEvent(record(arn))).toEqual({
    functionName: 'gatehouse-dev-items',
    qualifier,
    payload: '{"id":12345678901234567890}',
    condition: 'RetriesExhausted',
    errorMessage: 'no',
  });
});

test.each([
  ['no JSON', 'hello'],
  ['a list', '[]'],
  ['an event alone', '{"Metadata":"Hello"}'],
  ['a record without a payload', `{"requestContext":{"functionArn":"${ARN}:live"}}`],
  ['the ARN of something else', record('arn:aws:sqs:us-east-1:000000000000:queue')],
  ['a function by another way', record(`${ARN}:live/../../x`)],
])('%s is none', (_, body) => {
  expect(parseFailedEvent(body)).toBeUndefined();
});
