/** What a caller is told when something fails, and what is kept. The rows below are docs/faults.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDbFault } from '../../local/faults';
import { redrive } from '../../scripts/redrive/redrive';
import {
  startFaultyProject,
  TABLE_FAULTS,
  times,
  type FaultyProject,
} from '../helpers/faulty-project';

const DOCUMENT = resolve(__dirname, '../../docs/faults.md');

interface Row {
  readonly fault: string;
  /** Of DynamoDB. */
  readonly table?: DynamoDbFault;
  /** Of the function, as `faulty-project.ts` names it. */
  readonly handler?: string;
  readonly stage?: 'dev' | 'prod';
  readonly answer: string;
  /** Items in the table after that. */
  readonly kept: 'nothing' | 'the item';
  /** The same request, with the same idempotency key, when the fault is over. */
  readonly again: string;
}

const UNAVAILABLE = '503, Retry-After: 1';
const STORED = '201, one item';

const ROWS: readonly Row[] = [
  {
    fault: 'DynamoDB refuses connections',
    stage: 'prod',
    answer: UNAVAILABLE,
    kept: 'nothing',
    again: UNAVAILABLE,
  },
  {
    fault: 'DynamoDB throttles every call',
    table: TABLE_FAULTS.throttles,
    answer: UNAVAILABLE,
    kept: 'nothing',
    again: STORED,
  },
  {
    fault: 'DynamoDB throttles twice',
    table: times(2, TABLE_FAULTS.throttles),
    answer: '201',
    kept: 'the item',
    again: STORED,
  },
  {
    fault: 'DynamoDB fails with 500',
    table: TABLE_FAULTS.fails,
    answer: UNAVAILABLE,
    kept: 'nothing',
    again: STORED,
  },
  {
    fault: 'DynamoDB is slow (0.4 s)',
    table: TABLE_FAULTS.isSlow,
    answer: '201',
    kept: 'the item',
    again: STORED,
  },
  {
    fault: 'DynamoDB never answers',
    table: TABLE_FAULTS.isSilent,
    answer: UNAVAILABLE,
    kept: 'nothing',
    again: STORED,
  },
  {
    fault: 'DynamoDB stores, and its answer is lost once',
    table: times(1, TABLE_FAULTS.losesAnswers),
    answer: '201',
    kept: 'the item',
    again: STORED,
  },
  {
    fault: 'DynamoDB stores, and every answer is lost',
    table: TABLE_FAULTS.losesAnswers,
    answer: UNAVAILABLE,
    kept: 'the item',
    again: STORED,
  },
  {
    fault: 'the function throws',
    handler: 'throw',
    answer: '502',
    kept: 'nothing',
    again: STORED,
  },
  {
    fault: 'the function crashes',
    handler: 'crash',
    answer: '502',
    kept: 'nothing',
    again: STORED,
  },
  {
    fault: 'the function crashes after storing',
    handler: 'crash-after',
    answer: '502',
    kept: 'the item',
    again: STORED,
  },
  {
    fault: 'the function runs out of time after storing',
    handler: 'timeout-after',
    answer: '502',
    kept: 'the item',
    again: STORED,
  },
  {
    fault: 'the function runs out of memory after storing',
    handler: 'memory-after',
    answer: '502',
    kept: 'the item',
    again: STORED,
  },
];

let project: FaultyProject;
let clients: ReturnType<typeof connect>;
beforeAll(async () => {
  project = await startFaultyProject();
  clients = connect(project);
}, 60_000);
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await project.stop();
});
afterEach(() => {
  project.setTableFault(undefined);
});

function connect({ runtime }: FaultyProject) {
  const settings = {
    endpoint: runtime.endpoint,
    region: runtime.region,
    credentials: { accessKeyId: 'laptop', secretAccessKey: 'laptop' },
  };
  return {
    dynamoDb: new DynamoDBClient(settings),
    lambda: new LambdaClient(settings),
    sqs: new SQSClient(settings),
  };
}

/** Status, and how long to wait when that is said. Nothing of the inside may be in the body. */
async function post(row: Row, handler: string | undefined): Promise<string> {
  const { url = '', apiKey } = project.runtime.stages[row.stage ?? 'dev'] ?? {};
  const response = await fetch(`${url}/items`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': row.fault,
      'x-api-key': apiKey ?? '',
      ...(handler !== undefined && { 'x-fault': handler }),
    },
    body: JSON.stringify({ fault: row.fault }),
  });
  const body = await response.text();
  expect(body).not.toMatch(/arn:|gatehouse-|Error|at .*:\d+/);
  const retryAfter = response.headers.get('retry-after');
  return retryAfter === null
    ? `${response.status}`
    : `${response.status}, Retry-After: ${retryAfter}`;
}

async function countItems(body: unknown, stage = 'dev'): Promise<number> {
  const { Items = [] } = await clients.dynamoDb.send(
    new ScanCommand({ TableName: `gatehouse-${stage}-items` }),
  );
  return Items.filter((item) => item['body']?.S === JSON.stringify(body)).length;
}

test.each(ROWS)('POST /items, and $fault: $answer, keeps $kept', async (row) => {
  const items = () => countItems({ fault: row.fault }, row.stage);
  project.setTableFault(row.table);
  const answer = await post(row, row.handler);
  project.setTableFault(undefined);
  const kept = (await items()) === 0 ? 'nothing' : 'the item';
  expect({ answer, kept }).toEqual({ answer: row.answer, kept: row.kept });
  const status = await post(row, undefined);
  const again = status === '201' && (await items()) === 1 ? STORED : status;
  expect(again).toBe(row.again);
});

test.each([
  ['throttles', TABLE_FAULTS.throttles],
  ['fails', TABLE_FAULTS.fails],
  ['is silent', TABLE_FAULTS.isSilent],
] as const)('GET /items/{id} while the table %s is 503 with Retry-After', async (_, fault) => {
  project.setTableFault(fault);
  const { url = '', token = '' } = project.runtime.stages['dev'] ?? {};
  const response = await fetch(`${url}/items/0c9f6f0a-9d1c-4b0e-8d3e-3d4a0e3f9b11`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
});

it('keeps an accepted event over an outage of the table, and redrive stores it once', async () => {
  const event = { accepted: 'while the table was away' };
  project.setTableFault(TABLE_FAULTS.fails);
  const { StatusCode } = await clients.lambda.send(
    new InvokeCommand({
      FunctionName: 'gatehouse-dev-items:live',
      InvocationType: 'Event',
      Payload: JSON.stringify(event),
    }),
  );
  expect(StatusCode).toBe(202);
  const lines: string[] = [];
  const all = await redriveOptions((line) => lines.push(line));
  await until(async () => (await redrive({ ...all, dryRun: true })).moved === 1);
  project.setTableFault(undefined);
  expect(await countItems(event)).toBe(0);
  expect(await redrive({ ...all, chosen: ['faq'] })).toEqual({ moved: 0, others: 1, failed: 0 });
  expect(await redrive(all)).toEqual({ moved: 1, others: 0, failed: 0 });
  await until(async () => (await countItems(event)) === 1);
  expect(await redrive(all)).toEqual({ moved: 0, others: 0, failed: 0 });
  expect(lines.at(-1)).toMatch(/ items .*RetriesExhausted .*-> [0-9a-f-]{36}$/);
});

async function redriveOptions(report: (line: string) => void) {
  const { QueueUrl = '' } = await clients.sqs.send(
    new GetQueueUrlCommand({ QueueName: 'gatehouse-dev-dead-letters' }),
  );
  return {
    ...clients,
    queueUrl: QueueUrl,
    functions: new Map([['gatehouse-dev-items', 'items']]),
    chosen: ['items'],
    dryRun: false,
    report,
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

it('is what docs/faults.md says', () => {
  if (process.env['UPDATE_FAULTS'] === '1') writeFileSync(DOCUMENT, document());
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(document());
});

function document(): string {
  const head = ['fault', 'answer', 'kept', 'the same request again'];
  const rows = ROWS.map(({ fault, answer, kept, again, stage }) => [
    fault,
    answer,
    kept,
    stage === 'prod' ? `${again}, as long as it lasts` : again,
  ]);
  const introduction = readFileSync(join(__dirname, 'faults.introduction.md'), 'utf8');
  return `${introduction}\n${table([head, ...rows])}`;
}

/** Columns of equal width, as the formatter has them. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
