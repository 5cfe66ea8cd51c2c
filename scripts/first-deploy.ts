import { parseArgs } from 'node:util';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { loadConfig } from '../config';
import { partitionOf } from '../modules/partition';
import { runCommand } from './cli';
import { ACCOUNT_ASSUMPTIONS } from './first-deploy/account-assumptions';
import { API_ASSUMPTIONS } from './first-deploy/api-assumptions';
import { checkOne, type Assumption, type Checked } from './first-deploy/assumption';
import { withScratchApi } from './first-deploy/scratch-api';
import { STAGE_ASSUMPTIONS } from './first-deploy/stage-assumptions';
import { renderTable } from './first-deploy/table';
import { checkAccount } from './pipeline/account';

const HELP = `What Gatehouse takes for granted of AWS, and one real call for each that settles it (docs/first-deploy.md).

  npm run first-deploy                 lists the assumptions and their calls; calls nobody
  npm run first-deploy -- --check      makes the calls, and prints what held

  --check      asks AWS, with the credentials of an administrator: it reads, and makes one REST API that it deletes again
  --json       as JSON; default: a table
  -h, --help   this text

Costs nothing, takes about a minute. Exit code: 0 nothing differs, 2 something does, 1 failed.
`;

const OPTIONS = {
  check: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: OPTIONS, strict: true });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (!values.check) {
    process.stdout.write(values.json ? asJson(listed()) : list());
    return 0;
  }
  const checked = await checkAll();
  process.stdout.write(values.json ? asJson(checked) : renderTable(checked));
  return checked.some(({ outcome }) => outcome === 'differs') ? 2 : 0;
}

async function checkAll(): Promise<readonly Checked[]> {
  const { region, projectName } = loadConfig();
  const { accountId, arn } = await checkAccount(region);
  process.stderr.write(`as ${arn} in ${region}; API Gateway takes its time to delete an API\n`);
  // It takes two APIs a minute from its callers: to wait is better than to leave one behind.
  const gateway = new APIGatewayClient({ region, maxAttempts: 12 });
  const lambda = new LambdaClient({ region });
  const logs = new CloudWatchLogsClient({ region });
  const account = await inTurn(ACCOUNT_ASSUMPTIONS, { gateway, lambda, logs });
  const partition = partitionOf(region);
  const api = await withScratchApi(gateway, (scratch) =>
    inTurn(API_ASSUMPTIONS, { gateway, api: scratch, region, accountId, partition }),
  );
  const stage = await inTurn(STAGE_ASSUMPTIONS, { lambda, stackName: `${projectName}-dev` });
  return [...account, ...api, ...stage];
}

/** One after the other: some need what those before them made, and API Gateway takes ten calls a second. */
async function inTurn<Clients>(
  assumptions: readonly Assumption<Clients>[],
  clients: Clients,
): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const assumption of assumptions) checked.push(await checkOne(assumption, clients));
  return checked;
}

function listed() {
  return [...ACCOUNT_ASSUMPTIONS, ...API_ASSUMPTIONS, ...STAGE_ASSUMPTIONS].map(
    ({ id, assumed, call, otherwise }) => ({ id, assumed, call, otherwise }),
  );
}

function list(): string {
  const lines = listed().map(({ id, assumed, call }) => `${id}\n  ${assumed}\n  ${call}`);
  return `${lines.join('\n')}\n\nNothing was called. With credentials: npm run first-deploy -- --check\n`;
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

runCommand(main);
