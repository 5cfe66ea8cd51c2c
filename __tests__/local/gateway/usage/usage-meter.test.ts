import {
  createMemoryCounterStore,
  createUsageMeter,
  type LimitOutcome,
  type Use,
} from '../../../../local/gateway/usage';
import type { Quota } from '../../../../local/rest-api';
import { API, apiKey, methodSettings, stage, usagePlan } from './plan-under-test';

const SECOND_MS = 1000;
const KEY = apiKey('key');
const USE: Use = {
  api: API,
  stage: stage(),
  plan: undefined,
  apiKey: KEY,
  methodPath: '/items/POST',
};

interface MeterUnderTest {
  now: number;
  readonly reset: () => void;
  readonly remaining: (use: Partial<Use>) => number | undefined;
  /** The answers to a request, given as often as told: `ok`, or the response type. */
  send(use: Partial<Use>, times?: number): string[];
}

function meterUnderTest(
  start = Date.UTC(2026, 10, 21, 12),
  counters = createMemoryCounterStore(),
): MeterUnderTest {
  const meter = createUsageMeter({ clock: () => underTest.now, counters });
  const underTest: MeterUnderTest = {
    now: start,
    reset: () => {
      meter.reset();
    },
    remaining: (use) => meter.remaining(use.plan ?? usagePlan(), use.apiKey ?? KEY),
    send: (use, times = 1) =>
      Array.from({ length: times }, () => wordOf(meter.consume({ ...USE, ...use }))),
  };
  return underTest;
}

function wordOf(outcome: LimitOutcome): string {
  return outcome.kind === 'accepted' ? 'ok' : outcome.responseType;
}

const count = (answers: readonly string[]): number =>
  answers.filter((answer) => answer === 'ok').length;

describe('throttle', () => {
  const plan = usagePlan({ throttle: { rateLimit: 5, burstLimit: 10 } });

  test('a burst goes through, and not one request more', () => {
    const answers = meterUnderTest().send({ plan }, 11);
    expect(answers).toEqual([...Array<string>(10).fill('ok'), 'THROTTLED']);
  });

  test.each([
    [0, 0],
    [199, 0],
    [200, 1],
    [1000, 5],
    [1900, 9],
    [60_000, 10],
    [-60_000, 0],
  ])('%d ms after a burst, %d requests go through', (ms, accepted) => {
    const meter = meterUnderTest();
    meter.send({ plan }, 10);
    meter.now += ms;
    expect(count(meter.send({ plan }, 20))).toBe(accepted);
  });

  test('what is refused takes nothing off the bucket', () => {
    const meter = meterUnderTest();
    meter.send({ plan }, 100);
    meter.now += SECOND_MS;
    expect(count(meter.send({ plan }, 20))).toBe(5);
  });

  test('fractions of a token add up to whole ones', () => {
    const slow = usagePlan({ throttle: { rateLimit: 0.1, burstLimit: 1 } });
    const meter = meterUnderTest();
    meter.send({ plan: slow });
    const answers = Array.from({ length: 10 }, () => {
      meter.now += SECOND_MS;
      return meter.send({ plan: slow })[0];
    });
    expect(answers).toEqual([...Array<string>(9).fill('THROTTLED'), 'ok']);
  });

  const one = { rateLimit: 0, burstLimit: 1 };
  const planOfOne = usagePlan({ throttle: one });
  const methodOfOne = usagePlan({
    throttle: { rateLimit: 0, burstLimit: 5 },
    methodThrottles: { '/items/POST': one },
  });
  const stageOfOne = stage({ methodSettings: [methodSettings('*/*', 0, 1)] });

  test.each<[string, Partial<Use>, Partial<Use>]>([
    ["a plan's for another method", { plan: planOfOne }, { methodPath: '/faq/GET' }],
    ["a plan's for another stage", { plan: planOfOne }, { stage: stage({ name: 'prod' }) }],
    ["a method's for the same method", { plan: methodOfOne }, {}],
    ["a stage's for the same method", { stage: stageOfOne }, {}],
    [
      "a stage's for another key",
      { stage: stageOfOne, plan: usagePlan() },
      { apiKey: apiKey('b') },
    ],
    ["a stage's for nobody's key", { stage: stageOfOne }, { apiKey: undefined }],
  ])('%s is shared', (_, first, second) => {
    const meter = meterUnderTest();
    meter.send(first);
    expect(meter.send({ ...first, ...second })).toEqual(['THROTTLED']);
  });

  test.each<[string, Partial<Use>, Partial<Use>]>([
    ["a plan's for another key", { plan: planOfOne }, { apiKey: apiKey('b') }],
    ["a plan's for another plan", { plan: planOfOne }, { plan: { ...planOfOne, id: 'p2' } }],
    ["a method's for another method", { plan: methodOfOne }, { methodPath: '/faq/GET' }],
    ["a method's for another stage", { plan: methodOfOne }, { stage: stage({ name: 'prod' }) }],
    ["a method's for another key", { plan: methodOfOne }, { apiKey: apiKey('b') }],
    ["a stage's for another method", { stage: stageOfOne }, { methodPath: '/faq/GET' }],
    [
      "a stage's for another stage",
      { stage: stageOfOne },
      { stage: { ...stageOfOne, name: 'prod' } },
    ],
  ])('%s is not shared', (_, first, second) => {
    const meter = meterUnderTest();
    meter.send(first);
    expect(meter.send({ ...first, ...second })).toEqual(['ok']);
  });

  test.each([
    ['an exact setting wins', [methodSettings('items/POST', 0, 2), methodSettings('*/*', 0, 1)], 2],
    ['a setting of another method is none', [methodSettings('items/GET', 0, 1)], 9],
    ['-1 is no limit', [methodSettings('*/*', -1, -1)], 9],
    ['nothing set is no limit', [methodSettings('*/*', undefined, undefined)], 9],
    [
      'an exact setting without a limit lifts it',
      [methodSettings('items/POST', -1, -1), methodSettings('*/*', 0, 1)],
      9,
    ],
    ['without a burst it is a second of the rate', [methodSettings('*/*', 2.5, undefined)], 3],
    ['0 lets nothing through', [methodSettings('*/*', 0, 0)], 0],
  ])('of a stage: %s', (_, settings, accepted) => {
    const use = { stage: stage({ methodSettings: settings }) };
    expect(count(meterUnderTest().send(use, 9))).toBe(accepted);
  });

  test.each([
    ['/GET', '/GET'],
    ['GET', '/GET'],
    ['/GET', '//GET'],
    ['items/{id}/GET', '/items/{id}/GET'],
  ])('of a stage, a setting for %s is for the method %s', (written, methodPath) => {
    const use = { stage: stage({ methodSettings: [methodSettings(written, 0, 1)] }), methodPath };
    expect(meterUnderTest().send(use, 2)).toEqual(['ok', 'THROTTLED']);
  });

  test('of a stage that refuses takes nothing off the plan', () => {
    const meter = meterUnderTest();
    meter.send({ stage: stageOfOne, plan: usagePlan() });
    meter.send({ stage: stageOfOne, plan: planOfOne });
    expect(meter.send({ plan: planOfOne })).toEqual(['ok']);
  });

  test('is full again after a reset', () => {
    const meter = meterUnderTest();
    meter.send({ plan: planOfOne });
    meter.reset();
    expect(meter.send({ plan: planOfOne })).toEqual(['ok']);
  });
});

describe('quota', () => {
  const planOf = (quota: Partial<Quota>): Partial<Use> => ({
    plan: usagePlan({ quota: { limit: 2, period: 'DAY', offset: 0, ...quota } }),
  });

  test('ends with its last request', () => {
    expect(meterUnderTest().send(planOf({}), 3)).toEqual(['ok', 'ok', 'QUOTA_EXCEEDED']);
  });

  test.each<[Quota['period'], string, string]>([
    ['DAY', '2026-11-21T00:00:00.000Z', '2026-11-21T23:59:59.999Z'],
    ['WEEK', '2026-11-15T00:00:00.000Z', '2026-11-21T23:59:59.999Z'],
    ['MONTH', '2026-02-01T00:00:00.000Z', '2026-02-28T23:59:59.999Z'],
  ])('of a %s holds from %s to %s', (period, start, end) => {
    const use = planOf({ period });
    const meter = meterUnderTest(Date.parse(start));
    meter.send(use, 2);
    meter.now = Date.parse(end);
    expect(meter.send(use)).toEqual(['QUOTA_EXCEEDED']);
    meter.now += 1;
    expect(meter.send(use, 3)).toEqual(['ok', 'ok', 'QUOTA_EXCEEDED']);
  });

  test('has its offset in the first period only', () => {
    const use = planOf({ limit: 3, offset: 2 });
    const meter = meterUnderTest();
    expect(meter.remaining(use)).toBe(1);
    expect(meter.send(use, 2)).toEqual(['ok', 'QUOTA_EXCEEDED']);
    meter.now += 24 * 60 * 60 * SECOND_MS;
    expect(meter.remaining(use)).toBe(3);
    expect(count(meter.send(use, 9))).toBe(3);
  });

  test.each<[string, Partial<Use>, string]>([
    ['another key', { apiKey: apiKey('b') }, 'ok'],
    ['another stage of the plan', { stage: stage({ name: 'prod' }) }, 'QUOTA_EXCEEDED'],
    ['another method', { methodPath: '/faq/GET' }, 'QUOTA_EXCEEDED'],
    ['a method that asks for no key', { plan: undefined, apiKey: undefined }, 'ok'],
  ])('that is used up, for %s: %s', (_, use, answer) => {
    const meter = meterUnderTest();
    meter.send(planOf({}), 2);
    expect(meter.send({ ...planOf({}), ...use })).toEqual([answer]);
  });

  test('does not count what is throttled', () => {
    const throttle = { rateLimit: 1, burstLimit: 1 };
    const plan = usagePlan({ throttle, quota: { limit: 2, period: 'DAY', offset: 0 } });
    const meter = meterUnderTest();
    expect(meter.send({ plan }, 3)).toEqual(['ok', 'THROTTLED', 'THROTTLED']);
    expect(meter.remaining({ plan })).toBe(1);
    meter.now += SECOND_MS;
    expect(meter.send({ plan })).toEqual(['ok']);
    meter.now += SECOND_MS;
    expect(meter.send({ plan })).toEqual(['QUOTA_EXCEEDED']);
  });

  test('tells what is left', () => {
    const meter = createUsageMeter({ clock: () => 0, counters: createMemoryCounterStore() });
    expect(meter.consume({ ...USE, ...planOf({}) })).toEqual({
      kind: 'accepted',
      quotaRemaining: 1,
    });
    expect(meter.consume({ ...USE, plan: usagePlan() })).toEqual({
      kind: 'accepted',
      quotaRemaining: undefined,
    });
  });

  test('goes on where it was, with the counters of before', () => {
    const counters = createMemoryCounterStore();
    const before = meterUnderTest(undefined, counters);
    before.send(planOf({ offset: 1 }));
    const after = meterUnderTest(undefined, counters);
    expect(after.send(planOf({ offset: 1 }))).toEqual(['QUOTA_EXCEEDED']);
    after.reset();
    expect(after.send(planOf({}))).toEqual(['ok']);
  });
});
