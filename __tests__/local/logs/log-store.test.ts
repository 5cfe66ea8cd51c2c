import { mkdtempSync, readdirSync, readFileSync, rmSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogStore, type LogBatch, type LogStoreOptions } from '../../../local/logs';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 21);
const GROUP = '/aws/lambda/a';
const definition = {
  address: 'aws_cloudwatch_log_group.a',
  name: GROUP,
  arn: `arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}`,
  retentionDays: 14,
};

function store(more: Partial<LogStoreOptions> = {}) {
  return createLogStore({
    logGroups: [definition],
    accountId: '000000000000',
    region: 'us-east-1',
    clock: () => NOW,
    ...more,
  });
}

const line = (message: string, timestamp = NOW) => ({ message, timestamp });

test('filters events by time, stream and pattern, in the order of time', async () => {
  const logs = store();
  logs.write(GROUP, 's1', [line('two', NOW + 2), line('four', NOW + 4)]);
  logs.write(GROUP, 's2', [line('one', NOW + 1), line('three', NOW + 3)]);
  const found = async (request: object) =>
    (await logs.filterLogEvents({ logGroupName: GROUP, ...request })).events.map((e) => e.message);
  expect(await found({})).toEqual(['one', 'two', 'three', 'four']);
  expect(await found({ startTime: NOW + 2, endTime: NOW + 3 })).toEqual(['two', 'three']);
  expect(await found({ logStreamNames: ['s2'] })).toEqual(['one', 'three']);
  expect(await found({ logStreamNamePrefix: 's1' })).toEqual(['two', 'four']);
  expect(await found({ filterPattern: '?one ?four' })).toEqual(['one', 'four']);
});

test('pages through events without losing or repeating any while new ones arrive', async () => {
  const logs = store();
  const expected = Array.from({ length: 25 }, (_, index) => `line ${index}`);
  logs.write(
    GROUP,
    's',
    expected.slice(0, 20).map((message) => line(message)),
  );
  const seen: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.filterLogEvents({ logGroupName: GROUP, limit: 7, nextToken });
    seen.push(...page.events.map(({ message }) => message));
    if (seen.length === 7)
      logs.write(
        GROUP,
        's',
        expected.slice(20).map((message) => line(message)),
      );
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(seen).toEqual(expected);
});

test('gives every event an id of its own that sorts as the events do', async () => {
  const logs = store();
  logs.write(GROUP, 's', [line('a'), line('b'), line('c', NOW + 1)]);
  const ids = (await logs.filterLogEvents({ logGroupName: GROUP })).events.map((e) => e.eventId);
  expect(new Set(ids).size).toBe(3);
  expect([...ids].sort()).toEqual(ids);
  expect(ids.every((id) => /^\d{56}$/.test(id))).toBe(true);
});

test('walks a stream forward to its end, where the token stays, and back again', async () => {
  const logs = store();
  logs.write(
    GROUP,
    's',
    ['a', 'b', 'c', 'd', 'e'].map((message) => line(message)),
  );
  const get = async (more: object) => {
    const answer = await logs.getLogEvents({ logGroupName: GROUP, logStreamName: 's', ...more });
    return { ...answer, text: answer.events.map(({ message }) => message).join('') };
  };
  expect((await get({ limit: 2 })).text).toBe('de');
  const first = await get({ limit: 2, startFromHead: true });
  const second = await get({ limit: 2, nextToken: first.nextForwardToken });
  const third = await get({ limit: 2, nextToken: second.nextForwardToken });
  expect([first.text, second.text, third.text]).toEqual(['ab', 'cd', 'e']);
  const end = await get({ nextToken: third.nextForwardToken });
  expect(end).toMatchObject({ text: '', nextForwardToken: third.nextForwardToken });
  expect((await get({ limit: 2, nextToken: third.nextBackwardToken })).text).toBe('cd');
});

test('describes groups in the order of their names, with prefix, pattern and pages', async () => {
  const logs = store({ logGroups: [definition, { ...definition, name: '/aws/lambda/B' }] });
  logs.write('made-by-a-line', 's', [line('x')]);
  const all = await logs.describeLogGroups({});
  expect(all.logGroups.map(({ logGroupName }) => logGroupName)).toEqual([
    '/aws/lambda/B',
    GROUP,
    'made-by-a-line',
  ]);
  expect(all.logGroups[1]).toMatchObject({ retentionInDays: 14, arn: `${definition.arn}:*` });
  expect(all.logGroups[2]).not.toHaveProperty('retentionInDays');
  const page = await logs.describeLogGroups({ logGroupNamePrefix: '/aws', limit: 1 });
  const next = await logs.describeLogGroups({
    logGroupNamePrefix: '/aws',
    nextToken: page.nextToken,
  });
  expect(next).toMatchObject({ logGroups: [{ logGroupName: GROUP }] });
  expect((await logs.describeLogGroups({ logGroupNamePattern: 'BY-A' })).logGroups).toHaveLength(1);
});

test('describes streams by name or by their last event', async () => {
  const logs = store();
  logs.write(GROUP, 'b', [line('1', NOW + 1)]);
  logs.write(GROUP, 'a', [line('5', NOW + 5), line('2', NOW + 2)]);
  const names = async (request: object) =>
    (await logs.describeLogStreams({ logGroupName: GROUP, ...request })).logStreams.map(
      ({ logStreamName }) => logStreamName,
    );
  expect(await names({})).toEqual(['a', 'b']);
  expect(await names({ orderBy: 'LastEventTime' })).toEqual(['b', 'a']);
  expect(await names({ orderBy: 'LastEventTime', descending: true, limit: 1 })).toEqual(['a']);
  const { logStreams } = await logs.describeLogStreams({ logGroupIdentifier: definition.arn });
  expect(logStreams[0]).toMatchObject({
    firstEventTimestamp: NOW + 2,
    lastEventTimestamp: NOW + 5,
    arn: `${definition.arn}:log-stream:a`,
  });
});

test.each([
  ['describeLogStreams', {}],
  ['getLogEvents', { logStreamName: 's' }],
  ['filterLogEvents', {}],
] as const)('%s rejects a group that is not there', async (operation, request) => {
  await expect(
    store()[operation]({ logGroupName: 'nope', logStreamName: 's', ...request }),
  ).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  });
});

test('rejects an unknown stream, a wrong token and a limit out of range', async () => {
  const logs = store();
  logs.write(GROUP, 's', [line('x')]);
  const get = (more: object) =>
    logs.getLogEvents({ logGroupName: GROUP, logStreamName: 's', ...more });
  await expect(get({ logStreamName: 't' })).rejects.toThrow('log stream does not exist');
  await expect(get({ nextToken: 'x' })).rejects.toThrow('nextToken is invalid');
  await expect(get({ limit: 0 })).rejects.toThrow('between 1 and 10000');
});

test('shows nothing older than the retention, and everything where there is none', async () => {
  const logs = store();
  logs.write(GROUP, 's', [line('old', NOW - 15 * DAY), line('new', NOW - 13 * DAY)]);
  logs.write('free', 's', [line('ancient', NOW - 4000 * DAY)]);
  const messages = async (logGroupName: string) =>
    (await logs.filterLogEvents({ logGroupName })).events.map(({ message }) => message);
  expect(await messages(GROUP)).toEqual(['new']);
  expect(await messages('free')).toEqual(['ancient']);
});

test('drops the oldest lines of a group that grows over its limit', async () => {
  const logs = store({ maxBytesPerGroup: 50_000 });
  for (let index = 0; index < 1000; index += 1) logs.write(GROUP, 's', [line(`line ${index}`)]);
  const { events } = await logs.filterLogEvents({ logGroupName: GROUP });
  expect(events.length).toBeGreaterThan(200);
  expect(events.length).toBeLessThan(500);
  expect(events.at(-1)?.message).toBe('line 999');
});

test('hands lines to subscribers until they leave', () => {
  const logs = store();
  const seen: LogBatch[] = [];
  const leave = logs.subscribe((batch) => seen.push(batch));
  logs.write(GROUP, 's', [line('heard')]);
  leave();
  logs.write(GROUP, 's', [line('unheard')]);
  expect(seen).toEqual([{ logGroupName: GROUP, logStreamName: 's', events: [line('heard')] }]);
});

describe('with a folder', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'logs-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true });
  });
  const messages = async (logs: ReturnType<typeof store>) =>
    (await logs.filterLogEvents({ logGroupName: GROUP })).events.map(({ message }) => message);

  test('keeps what was flushed, in order, over a restart', async () => {
    const first = store({ directory });
    first.write(GROUP, 's', [line('one\ntwo'), line('"three"')]);
    await first.flush();
    // No stop: the process is gone.
    const second = store({ directory, clock: () => NOW + 1 });
    second.write(GROUP, 's', [line('four')]);
    expect(await messages(second)).toEqual(['one\ntwo', '"three"', 'four']);
    await second.stop();
    const third = store({ directory, clock: () => NOW + 2 });
    expect(await messages(third)).toEqual(['one\ntwo', '"three"', 'four']);
    await Promise.all([first.stop(), third.stop()]);
  });

  test('writes by itself, without being asked', async () => {
    const logs = store({ directory, flushIntervalMs: 5 });
    logs.write(GROUP, 's', [line('soon')]);
    await expect(eventually(() => readAll(directory).includes('soon'))).resolves.toBe(true);
    await logs.stop();
  });

  test('leaves out a line that a kill has cut in half', async () => {
    const first = store({ directory });
    first.write(GROUP, 's', [line('whole')]);
    await first.stop();
    const [file = ''] = readdirSync(directory);
    appendFileSync(join(directory, file), '[1,2,3,"s","ha');
    const second = store({ directory });
    expect(await messages(second)).toEqual(['whole']);
    await second.stop();
  });

  test('takes no more than twice its limit on disk', async () => {
    const logs = store({ directory, maxBytesPerGroup: 10_000 });
    for (let index = 0; index < 50; index += 1) {
      logs.write(GROUP, 's', [line('x'.repeat(1000))]);
      await logs.flush();
    }
    expect(readAll(directory).length).toBeLessThan(20_000);
    await logs.stop();
  });

  test('forgets on disk too: what retention has let go, and everything at a reset', async () => {
    const first = store({ directory });
    first.write(GROUP, 's', [line('old'), line('young', NOW + 10 * DAY)]);
    await first.stop();
    const later = store({ directory, clock: () => NOW + 20 * DAY });
    expect(await messages(later)).toEqual(['young']);
    expect(readAll(directory)).not.toContain('old');
    await later.reset();
    expect(await messages(later)).toEqual([]);
    expect(readAll(directory)).toBe('');
    await later.stop();
  });

  test('goes on in memory, and says so once, when the disk refuses', async () => {
    const warnings: string[] = [];
    const file = join(directory, 'a-file');
    appendFileSync(file, '');
    const logs = store({ directory: join(file, 'below'), warn: (text) => warnings.push(text) });
    logs.write(GROUP, 's', [line('x')]);
    await logs.flush();
    logs.write(GROUP, 's', [line('y')]);
    await logs.flush();
    expect(await messages(logs)).toEqual(['x', 'y']);
    expect(warnings).toEqual([
      expect.stringContaining(`log group ${GROUP} is kept in memory only`),
    ]);
    await logs.stop();
  });
});

function readAll(directory: string): string {
  return readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .join('');
}

async function eventually(holds: () => boolean): Promise<boolean> {
  for (let attempt = 0; attempt < 500 && !holds(); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return holds();
}
