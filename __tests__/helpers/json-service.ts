import { Readable } from 'node:stream';

type Call = (operation: string, input: unknown) => Promise<Readonly<Record<string, unknown>>>;

/** What the SDK sends, as far as it matters here. */
interface JsonRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request handler for an SDK client: takes its calls to a service of this process, and gives back what that says. */
export function jsonService(call: Call) {
  return {
    async handle({ headers, body }: JsonRequest) {
      const operation = (headers['x-amz-target'] ?? '').replace(/^.*\./, '');
      const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
      const input: unknown = JSON.parse(typeof text === 'string' ? text : '{}');
      const { statusCode, output } = await answer(call(operation, input));
      return {
        response: {
          statusCode,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: Readable.from([Buffer.from(JSON.stringify(output))]),
        },
      };
    },
  };
}

async function answer(result: Promise<Readonly<Record<string, unknown>>>) {
  try {
    return { statusCode: 200, output: await result };
  } catch (error) {
    if (!(error instanceof Error) || !('statusCode' in error) || !('body' in error)) throw error;
    return { statusCode: Number(error.statusCode), output: error.body };
  }
}

/** Settings that a client needs to come as far as its request handler. */
export const CLIENT_SETTINGS = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  maxAttempts: 1,
};
