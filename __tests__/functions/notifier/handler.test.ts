import { createHandler } from '../../../functions/notifier/handler';
import { NotDelivered } from '../../../functions/notifier/slack';
import type { Webhook } from '../../../functions/notifier/webhook';
import { createLog } from '../../../functions/shared/log';
import { SECRET_PATH, startSlack, type SlackAnswer, type SlackServer } from './slack-server';

const ALARM = {
  AlarmName: 'gatehouse-prod-api-5xx-rate',
  AlarmDescription: 'Look at the function logs.',
  NewStateValue: 'ALARM',
  NewStateReason: 'Threshold Crossed',
  StateChangeTime: '2026-11-21T08:00:00.000+0000',
  AlarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:gatehouse-prod-api-5xx-rate',
};
const EVENT = { Records: [{ Sns: { Subject: 'ALARM', Message: JSON.stringify(ALARM) } }] };
const OK: SlackAnswer = { status: 200 };

interface Run {
  readonly error: unknown;
  /** Of the pauses between attempts, in milliseconds. */
  readonly pauses: readonly number[];
  readonly lines: readonly string[];
  readonly forgotten: number;
}

describe('notifier', () => {
  let slack: SlackServer | undefined;

  afterEach(async () => {
    await slack?.stop();
    slack = undefined;
  });

  async function run(answers: readonly SlackAnswer[], remainingMs = 30_000): Promise<Run> {
    slack = await startSlack(answers);
    return runAgainst(slack.address, remainingMs);
  }

  async function runAgainst(address: URL, remainingMs = 30_000, event: unknown = EVENT) {
    const pauses: number[] = [];
    const lines: string[] = [];
    let forgotten = 0;
    const webhook: Webhook = {
      read: () => Promise.resolve(address),
      forget: () => (forgotten += 1),
    };
    const write = (line: unknown) => lines.push(JSON.stringify(line));
    const sink = { debug: write, info: write, warn: write, error: write };
    const handler = createHandler({
      webhook,
      log: createLog({ level: 'debug', sink }),
      delivery: {
        attemptTimeoutMs: 200,
        random: () => 0,
        sleep: (milliseconds) => {
          pauses.push(milliseconds);
          return Promise.resolve();
        },
      },
    });
    let error: unknown;
    await handler(event, { getRemainingTimeInMillis: () => remainingMs }).catch(
      (thrown: unknown) => (error = thrown),
    );
    return { error, pauses, lines, forgotten };
  }

  it('posts an alarm once when Slack takes it', async () => {
    const { error, pauses } = await run([OK]);
    expect(error).toBeUndefined();
    expect(pauses).toEqual([]);
    expect(slack?.bodies).toHaveLength(1);
    expect(JSON.stringify(slack?.bodies[0])).toContain('gatehouse-prod-api-5xx-rate');
  });

  it.each<[string, readonly SlackAnswer[], readonly number[]]>([
    [
      'waits as long as Retry-After asks',
      [{ status: 429, headers: { 'Retry-After': '3' } }],
      [3400],
    ],
    ['tries again after a 500', [{ status: 500 }], [400]],
    ['waits longer each time', [{ status: 503 }, { status: 500 }], [400, 800]],
    ['tries again when the connection breaks', ['reset'], [400]],
    ['tries again when there is no answer in time', ['hang'], [400]],
  ])('%s', async (_, failures, expected) => {
    const { error, pauses } = await run([...failures, OK]);
    expect(error).toBeUndefined();
    expect(pauses).toEqual(expected);
    expect(slack?.bodies).toHaveLength(failures.length + 1);
  });

  it.each<{ fails: string; answer: SlackAnswer; attempts: number; reason: string }>([
    { fails: 'after four attempts', answer: { status: 500 }, attempts: 4, reason: 'http 500' },
    { fails: 'after four timeouts', answer: 'hang', attempts: 4, reason: 'TimeoutError' },
    { fails: 'at once without webhook', answer: { status: 404 }, attempts: 1, reason: 'http 404' },
    { fails: 'at once at a redirect', answer: { status: 302 }, attempts: 1, reason: 'http 302' },
    {
      fails: 'at once when Retry-After is longer than it may wait',
      answer: { status: 429, headers: { 'Retry-After': '3600' } },
      attempts: 1,
      reason: 'http 429',
    },
  ])('fails $fails', async ({ answer, attempts, reason }) => {
    const { error } = await run([answer]);
    expect(error).toBeInstanceOf(NotDelivered);
    expect(error).toHaveProperty('reason', reason);
    expect(slack?.bodies).toHaveLength(attempts);
  });

  it('fails, and does not wait, when the time left is shorter than the pause', async () => {
    const { error, pauses } = await run([{ status: 500 }], 1200);
    expect(error).toBeInstanceOf(NotDelivered);
    expect(pauses).toEqual([]);
  });

  it('fails when the name of the host is unknown', async () => {
    const { error } = await runAgainst(new URL(`http://slack.invalid${SECRET_PATH}`));
    expect(error).toBeInstanceOf(NotDelivered);
    expect(error).toHaveProperty('reason', expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/));
  });

  it('asks for the webhook anew after Slack refused it, and only then', async () => {
    expect((await run([{ status: 410 }])).forgotten).toBe(1);
    await slack?.stop();
    expect((await run([{ status: 500 }])).forgotten).toBe(0);
  });

  it.each<[string, readonly SlackAnswer[]]>([
    ['delivery', [OK]],
    ['a retry', [{ status: 500 }, OK]],
    ['a refusal', [{ status: 404 }]],
    ['a timeout', ['hang']],
    ['a broken connection', ['reset']],
  ])('keeps the webhook out of log and error: %s', async (_, answers) => {
    const { lines, error } = await run(answers);
    expect(lines.length).toBeGreaterThan(0);
    const told = [...lines, String(error), JSON.stringify(error), stackOf(error)].join('\n');
    expect(told).not.toContain('marked-webhook-secret');
    expect(told).not.toContain('127.0.0.1');
  });

  it("posts nothing for an event that is no topic's", async () => {
    slack = await startSlack([OK]);
    const { error, lines } = await runAgainst(slack.address, 30_000, { hello: 'there' });
    expect(error).toBeUndefined();
    expect(slack.bodies).toEqual([]);
    expect(lines.join()).toContain('no message of a topic');
  });
});

function stackOf(error: unknown): string {
  return error instanceof Error ? `${error.stack ?? ''} ${String(error.cause)}` : '';
}
