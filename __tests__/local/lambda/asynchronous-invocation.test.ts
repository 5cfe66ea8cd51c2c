import type { AsynchronousInvocation } from '../../../local/application';
import { DEFINITION, Workbench } from './lambda-under-test';

const workbench = new Workbench();
afterAll(() => workbench.close());

const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:dead-letters';
const OTHER_QUEUE = 'arn:aws:sqs:us-east-1:000000000000:others';
const COUNT = `
  let calls = 0;
  exports.handler = async ({ failures = 0 }) => {
    console.log('attempt');
    calls += 1;
    if (calls <= failures) throw new Error('failure ' + calls);
    return { calls };
  }`;
const event = { invocationType: 'Event' } as const;
const settings = (more: Partial<AsynchronousInvocation>) => ({
  asynchronous: { ...DEFINITION.asynchronous, ...more },
});
const attempts = (messages: string[]) => messages.filter((line) => line.endsWith('attempt')).length;

test('an event is accepted at once and runs afterwards', async () => {
  const { invoke, lambda, messages } = await workbench.start(COUNT);
  const answer = await invoke({}, event);
  expect(answer).toMatchObject({ statusCode: 202, payload: '', functionError: undefined });
  await lambda.idle();
  expect(messages()).toContainEqual(
    expect.stringContaining(`START RequestId: ${answer.requestId}`),
  );
});

test.each([
  [0, 1],
  [1, 2],
  [2, 3],
])(
  'with %d retries a failing event runs %d times, under one request id, and goes to the dead-letter queue',
  async (maximumRetryAttempts, runs) => {
    const { invoke, lambda, messages, delivered } = await workbench.start(
      COUNT,
      settings({ maximumRetryAttempts, deadLetterArn: QUEUE }),
    );
    const payload = '{"failures":9,"big":12345678901234567890}';
    const { requestId } = await invoke({}, { ...event, payload });
    await lambda.idle();
    expect(attempts(messages())).toBe(runs);
    expect(
      messages().filter((line) => line.startsWith(`START RequestId: ${requestId}`)),
    ).toHaveLength(runs);
    expect(delivered).toEqual([
      {
        arn: QUEUE,
        body: payload,
        attributes: {
          RequestID: { dataType: 'String', value: requestId },
          ErrorCode: { dataType: 'Number', value: '200' },
          ErrorMessage: { dataType: 'String', value: `failure ${runs}` },
        },
      },
    ]);
  },
);

test('an event that succeeds at a retry leaves no dead letter', async () => {
  const { invoke, lambda, messages, delivered, warnings } = await workbench.start(
    COUNT,
    settings({ deadLetterArn: QUEUE }),
  );
  await invoke({ failures: 2 }, event);
  await lambda.idle();
  expect(attempts(messages())).toBe(3);
  expect([delivered, warnings]).toEqual([[], []]);
});

test('destinations get the record of what happened, both payloads to the letter', async () => {
  const { invoke, lambda, delivered } = await workbench.start(
    'exports.handler = async (event) => { if (event.fail) throw new Error("no"); return "yes" }',
    settings({ onSuccess: QUEUE, onFailure: OTHER_QUEUE, maximumRetryAttempts: 1 }),
  );
  const good = await invoke(
    {},
    { ...event, functionName: 'f:live', payload: '{"n":12345678901234567890}' },
  );
  await lambda.idle();
  const bad = await invoke({ fail: true }, event);
  await lambda.idle();
  expect(delivered.map(({ arn }) => arn)).toEqual([QUEUE, OTHER_QUEUE]);
  expect(delivered[0]?.body).toContain('"requestPayload":{"n":12345678901234567890}');
  const [success, failure] = delivered.map(({ body }): unknown => JSON.parse(body));
  expect(success).toEqual({
    version: '1.0',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
    requestContext: {
      requestId: good.requestId,
      functionArn: `${DEFINITION.arn}:live`,
      condition: 'Success',
      approximateInvokeCount: 1,
    },
    requestPayload: expect.anything() as unknown,
    responseContext: { statusCode: 200, executedVersion: '1' },
    responsePayload: 'yes',
  });
  expect(failure).toMatchObject({
    requestContext: {
      requestId: bad.requestId,
      functionArn: `${DEFINITION.arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 2,
    },
    requestPayload: { fail: true },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage: 'no' },
  });
});

test('a function may be the destination', async () => {
  const listener = {
    ...DEFINITION,
    name: 'g',
    arn: `${DEFINITION.arn.slice(0, -1)}g`,
    logGroup: '/aws/lambda/g',
  };
  const zipPath = await workbench.zip({
    'index.js':
      'exports.handler = async (event) => { console.log(JSON.stringify(event)); return 1 }',
  });
  const { invoke, lambda, lines } = workbench.serve([
    { ...DEFINITION, zipPath, ...settings({ onSuccess: listener.arn }) },
    { ...listener, zipPath },
  ]);
  await invoke({ a: 1 }, event);
  await lambda.idle();
  const heard = lines
    .filter(({ logGroup }) => logGroup === '/aws/lambda/g')
    .map(({ message }) => message);
  expect(heard).toContainEqual(expect.stringContaining('"requestPayload":{"a":1}'));
});

test('an event that is too old is not tried again', async () => {
  let now = Date.now();
  const { invoke, lambda, messages, delivered } = await workbench.start(
    COUNT,
    settings({ maximumEventAgeSeconds: 60, onFailure: QUEUE }),
    { clock: () => now, retryDelaysMs: [30] },
  );
  await invoke({ failures: 9 }, event);
  while (attempts(messages()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  now += 61_000;
  await lambda.idle();
  expect(attempts(messages())).toBe(1);
  expect(JSON.parse(delivered[0]?.body ?? '')).toMatchObject({
    requestContext: { condition: 'EventAgeExceeded' },
  });
});

test('a throttled event waits for its turn', async () => {
  const { invoke, lambda, messages, warnings } = await workbench.start(COUNT, {
    reservedConcurrency: 1,
    asynchronous: { ...DEFINITION.asynchronous, maximumRetryAttempts: 0 },
  });
  await Promise.all([invoke({}, event), invoke({}, event)]);
  await lambda.idle();
  expect(attempts(messages())).toBe(2);
  expect(warnings).toEqual([]);
});

test('an event that fails with nowhere to go is told of', async () => {
  const { invoke, lambda, warnings } = await workbench.start(COUNT);
  const { requestId } = await invoke({ failures: 9 }, event);
  await lambda.idle();
  expect(warnings).toEqual([
    `f: event ${requestId} failed (RetriesExhausted, 3 attempts: failure 3) and was dropped: the function has no dead_letter_config and no on_failure destination`,
  ]);
});

test('an event whose queue refuses it is told of', async () => {
  const { invoke, lambda, warnings } = await workbench.start(
    COUNT,
    settings({ deadLetterArn: QUEUE }),
    {
      deliver: () => Promise.reject(new Error('no such queue')),
    },
  );
  const { requestId } = await invoke({ failures: 9 }, event);
  await lambda.idle();
  expect(warnings).toEqual([`f: event ${requestId} was lost: no such queue`]);
});

test('a stop sends events that wait for a retry, or still run, to the dead-letter queue', async () => {
  const { invoke, lambda, messages, delivered } = await workbench.start(
    `exports.handler = async ({ ms }) => { console.log('attempt'); await new Promise((resolve) => setTimeout(resolve, ms)); throw new Error('x') }`,
    settings({ deadLetterArn: QUEUE }),
    { retryDelaysMs: [60_000] },
  );
  await invoke({ ms: 0 }, event);
  while (!messages().some((line) => line.startsWith('END')))
    await new Promise((resolve) => setTimeout(resolve, 5));
  await invoke({ ms: 4000 }, event);
  await lambda.stop();
  expect(delivered.map(({ body }) => body).sort()).toEqual(['{"ms":0}', '{"ms":4000}']);
});
