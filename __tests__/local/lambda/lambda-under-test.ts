import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSZip from 'jszip';
import type { FunctionDefinition } from '../../../local/application';
import { createLambda, type LambdaOptions, type LambdaService } from '../../../local/lambda';
import type { Invocation, InvocationResult } from '../../../local/lambda/invoker';
import type { LogEvent } from '../../../local/logs/log-sink';

export const ACCOUNT = { accountId: '000000000000', region: 'us-east-1' };

/** A function named `f` whose alias `live` is its version 1. */
export const DEFINITION: FunctionDefinition = {
  address: 'aws_lambda_function.f',
  name: 'f',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
  description: undefined,
  zipPath: '',
  handler: 'index.handler',
  runtime: 'nodejs22.x',
  architecture: 'arm64',
  timeoutSeconds: 5,
  memoryMiB: 128,
  environment: {},
  reservedConcurrency: undefined,
  published: true,
  aliases: { live: '1' },
  logGroup: '/aws/lambda/f',
  logging: { format: 'Text', applicationLevel: 'INFO', systemLevel: 'INFO' },
  role: undefined,
  permissions: [],
  asynchronous: {
    maximumRetryAttempts: 2,
    maximumEventAgeSeconds: 3600,
    onSuccess: undefined,
    onFailure: undefined,
    deadLetterArn: undefined,
  },
  tracing: 'PassThrough',
};

/** Zips, and services on them; `close` ends and removes everything. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'workbench-'));
  readonly #services: LambdaService[] = [];
  #zips = 0;

  async zip(files: Readonly<Record<string, string>>): Promise<string> {
    const zip = new JSZip();
    for (const [name, content] of Object.entries(files)) zip.file(name, content);
    this.#zips += 1;
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, `${this.#zips}.zip`);
    writeFileSync(path, await zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }));
    return path;
  }

  /** A service with this one function. `code` is its `index.js`, or all its files. */
  async start(
    code: string | Readonly<Record<string, string>>,
    definition: Partial<FunctionDefinition> = {},
    options: Partial<LambdaOptions> = {},
  ): Promise<Service> {
    const zipPath = await this.zip(typeof code === 'string' ? { 'index.js': code } : code);
    return this.serve([{ ...DEFINITION, zipPath, ...definition }], options);
  }

  serve(functions: readonly FunctionDefinition[], options: Partial<LambdaOptions> = {}): Service {
    const lines: LoggedLine[] = [];
    const delivered: Service['delivered'] = [];
    const warnings: string[] = [];
    const lambda = createLambda({
      functions,
      ...ACCOUNT,
      logs: {
        write: (logGroup, logStream, events) => {
          lines.push(...events.map((event) => ({ logGroup, logStream, ...event })));
        },
      },
      endpoint: () => 'http://127.0.0.1:3000',
      credentialsFor: () => ({
        accessKeyId: 'ASIALAPTOP',
        secretAccessKey: 'secret',
        sessionToken: 'token',
      }),
      deliver: (arn, message) => {
        delivered.push({ arn, ...message });
        return Promise.resolve();
      },
      warn: (line) => warnings.push(line),
      retryDelaysMs: [1, 1],
      ...options,
    });
    this.#services.push(lambda);
    const invoke = (event: unknown, more: Partial<Invocation> = {}) =>
      lambda.invoke({
        functionName: 'f',
        payload: JSON.stringify(event),
        invocationType: 'RequestResponse',
        source: undefined,
        ...more,
      });
    return {
      lambda,
      lines,
      delivered,
      warnings,
      invoke,
      messages: () => lines.map(({ message }) => message),
      call: async (event, more) => parse(await invoke(event, more)),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.#services.splice(0).map((service) => service.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface LoggedLine extends LogEvent {
  readonly logGroup: string;
  readonly logStream: string;
}

export interface Service {
  readonly lambda: LambdaService;
  readonly lines: LoggedLine[];
  readonly delivered: { arn: string; body: string; attributes: object }[];
  readonly warnings: string[];
  readonly messages: () => string[];
  readonly invoke: (event: unknown, more?: Partial<Invocation>) => Promise<InvocationResult>;
  /** Result and error as values. */
  readonly call: (event: unknown, more?: Partial<Invocation>) => Promise<unknown>;
}

function parse({ payload, functionError }: InvocationResult): unknown {
  const value: unknown = JSON.parse(payload);
  return functionError === undefined ? value : { functionError, ...(value as object) };
}
