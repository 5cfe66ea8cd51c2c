import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { alternate, type Comparison, type Series } from '../comparison';
import type { BenchOptions } from '../options';
import { runCommand, timeCommand, type Command } from '../processes';
import { countResources, stacksOf, synthesizeScaled } from '../scaled-app';

interface Stack {
  readonly name: string;
  readonly folder: string;
}

/** Real `terraform plan` of every stack, as it is and with more routes and functions, up to what AWS takes. Nothing of AWS but an answer of STS. */
export async function benchPlan(options: BenchOptions): Promise<readonly Comparison[]> {
  const stacks: Stack[] = [];
  for (const routes of [0, ...options.routes]) {
    const { folder } = await synthesizeScaled(routes);
    writeApiState(folder);
    for (const [name, path] of stacksOf(folder)) {
      stacks.push({ name: `${name}, ${String(routes)} routes more`, folder: path });
    }
  }
  const sts = await startSts();
  try {
    for (const { folder } of stacks) await runCommand(terraform(folder, sts.url, ['init']));
    const measured = await alternate(
      stacks.map(({ name, folder }) => ({
        name,
        measure: async () => ({ ms: await timeCommand(terraform(folder, sts.url, PLAN)) }),
      })),
      options.runs,
      'terraform plan',
    );
    const resources = stacks.map(({ name, folder }): Series => ({
      subject: name,
      readings: [countResources(folder)],
    }));
    return [
      { what: 'resources', unit: 'count', series: resources, goals: [] },
      { what: 'terraform plan', unit: 'ms', series: measured.get('ms') ?? [], goals: [] },
    ];
  } finally {
    sts.stop();
  }
}

const PLAN = ['plan', '-lock=false', '-refresh=false'];

function terraform(cwd: string, stsUrl: string, args: readonly string[]): Command {
  return {
    file: 'terraform',
    args: [...args, '-input=false', '-no-color'],
    cwd,
    env: {
      AWS_ENDPOINT_URL: stsUrl,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
    },
  };
}

/** A stage reads the outputs of the API's stack, which only an apply would write: these are what they look like. */
function writeApiState(app: string): void {
  const outputs = {
    rest_api_id: 'a1b2c3d4e5',
    execution_arn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5',
    authorizer_id: 'f6g7h8',
  };
  writeFileSync(
    join(app, '..', 'terraform.gatehouse-api.tfstate'),
    JSON.stringify({
      version: 4,
      terraform_version: '1.11.4',
      serial: 1,
      lineage: '5f0c2d1e-0000-4000-8000-000000000000',
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, value]) => [name, { value, type: 'string' }]),
      ),
      resources: [],
      check_results: null,
    }),
  );
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const CALLER_IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/bench</Arn><UserId>AIDABENCH</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;

async function startSts(): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'Content-Type': 'text/xml' }).end(CALLER_IDENTITY);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
