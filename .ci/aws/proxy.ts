/** The proxy: each call is paced, judged, refused or passed on, and written down. */
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { textAt, type Call } from './call';
import type { CallLog, LoggedCall } from './call-log';
import { createEmulator } from './emulator';
import type { Pace } from './pace';
import { accessDenied, renderRefusal, type Refusal } from './refusal';
import { refusalOf } from './refusals';
import { createCallers, type Caller } from './rights/callers';
import { demand } from './rights/demand';
import { createJudge, type Judgement } from './rights/judge';
import { readCall } from './wire/read-call';

export interface ProxyOptions {
  /** The emulator's address: `http://127.0.0.1:5000`. */
  readonly to: string;
  readonly log: CallLog;
  /** Default: as many calls as come. */
  readonly pace?: Pace | undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

interface Outcome {
  readonly judgement: Judgement;
  readonly answer: Answer;
  readonly refused?: LoggedCall['refused'];
}

/** `GET /__calls?after=N` answers the log; what no AWS client sends (`/moto-api/`) goes on as it is. */
export function createProxy(options: ProxyOptions): Server {
  const serve = createService(options);
  return createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`${incoming.method ?? ''} ${incoming.url ?? ''}: ${text}\n`);
      // No status that a client would try again for: a defect of the proxy is to be seen.
      outgoing.writeHead(501, { 'content-type': 'text/plain' }).end(text);
    });
  });
}

type Service = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

function createService({ to, log, pace }: ProxyOptions): Service {
  const callers = createCallers();
  const decide = createDecision(to, pace);
  return async (incoming, outgoing) => {
    const wire = await readWire(incoming);
    if (wire.url.startsWith('/__calls')) {
      sendLog(outgoing, log, wire.url);
      return;
    }
    if (wire.url.startsWith('/moto-api/')) {
      send(outgoing, await forward(to, wire));
      return;
    }
    const [number, at] = [log.next(), Date.now()];
    const call = readCall(wire);
    const caller = callers.of(call.accessKeyId);
    const { judgement, answer, refused } = await decide(call, caller, wire);
    if (answer.status < 300) callers.learn(call, answer.body.toString());
    log.write({
      number,
      at,
      caller: caller.arn,
      service: call.service,
      operation: call.operation ?? `${call.method} ${call.path}`,
      path: call.path,
      status: answer.status,
      demands: judgement.demands,
      ...(refused !== undefined && { refused }),
    });
    send(outgoing, answer);
  };
}

/** In AWS's order: the pace, the caller's rights, then what is asked. */
function createDecision(
  to: string,
  pace: Pace | undefined,
): (call: Call, caller: Caller, wire: Wire) => Promise<Outcome> {
  const emulator = createEmulator(to);
  const judge = createJudge(emulator);
  const world = { emulator, roleMay: judge.roleMay, now: Date.now };
  return async (call, caller, wire) => {
    const tooFast = pace?.refuse(call);
    if (tooFast !== undefined) return refused(call, { demands: [] }, { by: 'pace', ...tooFast });
    const judgement = await judge.judge(caller, call);
    if (judgement.lacking !== undefined) {
      const denied = deniedTo(call, caller, judgement.lacking);
      return refused(call, judgement, { by: 'rights', ...denied });
    }
    const refusal = await refusalOf(call, world);
    if (refusal !== undefined) return refused(call, judgement, { by: 'state', ...refusal });
    const answer = await forward(to, wire);
    judge.done(call);
    const bucket = answer.status === 404 ? bucketOf(call) : undefined;
    if (bucket !== undefined && !(await judge.may(caller, demand('s3:ListBucket', { bucket }))))
      return refused(call, judgement, { by: 'rights', ...accessDenied(call, 'Access Denied') });
    return { judgement, answer };
  };
}

/**
 * S3 says that an object is not there only to who may list its bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 */
function bucketOf({ service, operation, input }: Call): string | undefined {
  if (service !== 's3' || (operation !== 'GetObject' && operation !== 'HeadObject'))
    return undefined;
  return `arn:aws:s3:::${textAt(input, 'Bucket')}`;
}

function refused(
  call: Call,
  judgement: Judgement,
  refusal: Refusal & { readonly by: 'pace' | 'rights' | 'state' },
): Outcome {
  const { status, headers, body } = renderRefusal(call, refusal);
  return {
    judgement,
    answer: { status, headers: { ...headers }, body: Buffer.from(body) },
    refused: { by: refusal.by, message: refusal.message },
  };
}

function sendLog(outgoing: ServerResponse, log: CallLog, url: string): void {
  const after = Number(new URL(url, 'http://proxy').searchParams.get('after') ?? 0);
  outgoing.setHeader('content-type', 'application/json');
  outgoing.end(JSON.stringify(log.read(after)));
}

function deniedTo(call: Call, caller: Caller, lacks: NonNullable<Judgement['lacking']>): Refusal {
  return accessDenied(
    call,
    `User: ${caller.arn} is not authorized to perform: ${lacks.action} on resource: ${lacks.resource} ${lacks.reason}`,
  );
}

interface Wire {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

async function readWire(incoming: IncomingMessage): Promise<Wire> {
  return {
    method: incoming.method ?? 'GET',
    url: incoming.url ?? '/',
    headers: incoming.headers,
    body: await bodyOf(incoming),
  };
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(to: string, { method, url, headers, body }: Wire): Promise<Answer> {
  const { hostname, port } = new URL(to);
  return new Promise((resolve, reject) => {
    const onward = httpRequest({ hostname, port, method, path: url, headers }, (back) => {
      bodyOf(back).then((read) => {
        resolve({ status: back.statusCode ?? 502, headers: back.headers, body: read });
      }, reject);
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, headers).end(body);
}
