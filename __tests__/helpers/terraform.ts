/** Real Terraform in tests: `validate` and `plan` with the AWS provider, and nothing of AWS but an answer of STS. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AWS_PROVIDER } from '../../modules/versions';

/** What Terraform complains of; an empty list is what a good configuration gives. */
export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
}

/** What a plan would do: resource address to `create`, `update`, `replace`, `delete`, ... */
export interface Plan {
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: Readonly<Record<string, string>>;
}

/** The account that the STS of the tests says this is. */
export const ACCOUNT_ID = '123456789012';

/**
 * Chooses between running a suite and skipping it, by whether Terraform and the AWS provider are to be had. A skip is
 * loud; with `REQUIRE_TERRAFORM=1` it is an error.
 *
 * @example whereTerraform({ run: describe, skip: describe.skip })('the stacks', () => {});
 */
export function whereTerraform<T>({ run, skip }: { readonly run: T; readonly skip: T }): T {
  const obstacle = findObstacle();
  if (obstacle === undefined) return run;
  if (process.env['REQUIRE_TERRAFORM'] === '1') {
    throw new Error(`REQUIRE_TERRAFORM=1 asks for real plans: ${obstacle}`);
  }
  process.stderr.write(`\nSKIPPED, NOT CHECKED: the plans of Terraform: ${obstacle}\n`);
  return skip;
}

/** Why Terraform cannot plan here; `undefined`: it can. */
function findObstacle(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-terraform-'));
  try {
    execFileSync('terraform', ['version'], { stdio: 'ignore', env: environment() });
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(PROVIDER_ONLY));
    execFileSync('terraform', ['init', '-input=false', '-no-color'], {
      cwd: folder,
      stdio: 'ignore',
      timeout: 120_000,
      env: environment(),
    });
    return undefined;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isAbsent ? 'there is no terraform here' : 'terraform cannot get the AWS provider here';
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const PROVIDER_ONLY = {
  terraform: {
    required_providers: { aws: { source: 'hashicorp/aws', version: AWS_PROVIDER } },
  },
};

/** A server that answers STS `GetCallerIdentity`: all the cloud that a plan of new things needs. */
export interface Sts {
  readonly url: string;
  /** The actions that were asked for, in order. */
  readonly actions: readonly string[];
  stop(): Promise<void>;
}

export async function startSts(): Promise<Sts> {
  const actions: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      actions.push(new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`);
      response.writeHead(200, { 'Content-Type': 'text/xml' }).end(CALLER_IDENTITY);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    actions,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('the STS does not listen');
  return address.port;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const CALLER_IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::${ACCOUNT_ID}:user/test</Arn><UserId>AIDATEST</UserId><Account>${ACCOUNT_ID}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`;

/** A stack's folder, initialized. */
export class TerraformFolder {
  readonly #folder: string;
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(folder: string, sts: Sts) {
    this.#folder = folder;
    this.#environment = { ...environment(), AWS_ENDPOINT_URL: sts.url };
  }

  static async init(folder: string, sts: Sts): Promise<TerraformFolder> {
    const opened = new TerraformFolder(folder, sts);
    await opened.#run(['init', '-input=false', '-no-color']);
    return opened;
  }

  /** Errors and warnings of `terraform validate`. */
  async validate(): Promise<readonly Diagnostic[]> {
    const { diagnostics } = parseObject(await this.#run(['validate', '-json']));
    return parseList(diagnostics).map(parseDiagnostic);
  }

  /** Plans against the state that is there, and keeps nothing. */
  async plan(): Promise<Plan> {
    const lines = (await this.#run(['plan', '-input=false', '-lock=false', '-json']))
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map(parseObject);
    return {
      diagnostics: lines.flatMap(({ diagnostic }) =>
        diagnostic === undefined ? [] : [parseDiagnostic(diagnostic)],
      ),
      changes: Object.fromEntries(
        lines.filter(({ type }) => type === 'planned_change').map(parseChange),
      ),
    };
  }

  /** Standard output, also of a run that failed: the failure is in its diagnostics. */
  #run(args: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn('terraform', args, { cwd: this.#folder, env: this.#environment });
      let output = '';
      let complaint = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
      child.on('error', reject);
      child.on('close', (code) => {
        if (code === 0 || args.includes('-json')) resolve(output);
        else reject(new Error(`terraform ${args.join(' ')}: ${complaint}${output}`));
      });
    });
  }
}

/** No credentials, region or endpoint of whoever runs the tests. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS_|TF_VAR_)/.test(name));
  return {
    ...Object.fromEntries(inherited),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

function parseDiagnostic(value: unknown): Diagnostic {
  const { severity, summary, detail } = parseObject(value);
  return { severity: text(severity), summary: text(summary), detail: text(detail) };
}

function parseChange({ change }: Readonly<Record<string, unknown>>): [string, string] {
  const { resource, action } = parseObject(change);
  return [text(parseObject(resource)['addr']), text(action)];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parseList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`Terraform gave no list: ${JSON.stringify(value)}`);
  return value;
}

function parseObject(value: unknown): Readonly<Record<string, unknown>> {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  if (typeof parsed !== 'object' || parsed === null) {
    throw new Error(`Terraform gave no object: ${JSON.stringify(value)}`);
  }
  return { ...parsed };
}
