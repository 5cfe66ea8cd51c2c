import { randomText } from '../random-bytes';

/**
 * The value of `X-Amzn-Trace-Id`: what the client sent is kept, what it left out is made.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 *
 * @param now Milliseconds since the epoch.
 * @param sampled Whether the stage traces.
 */
export function traceHeader(
  incoming: string | undefined,
  { now, sampled }: { readonly now: number; readonly sampled: boolean },
): string {
  const sent = incoming === undefined ? new Map<string, string>() : parse(incoming);
  const root = sent.get('root') ?? newRoot(now);
  const parent = sent.get('parent') ?? randomText(8, 'hex');
  // Who names a parent without a decision has one that is traced.
  const decided = sent.get('sampled') ?? (sampled || sent.has('parent') ? '1' : '0');
  return `Root=${root};Parent=${parent};Sampled=${decided}`;
}

/** The first part alone: what `$context.xrayTraceId` holds. */
export function traceRoot(header: string): string {
  return /Root=([^;]+)/.exec(header)?.[1] ?? '';
}

function newRoot(now: number): string {
  return `1-${Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')}-${randomText(12, 'hex')}`;
}

function parse(header: string): Map<string, string> {
  const fields = header.split(';').map((field) => {
    const [name = '', value = ''] = field.trim().split('=', 2);
    return [name.toLowerCase(), value] as const;
  });
  return new Map(fields.filter(([, value]) => /^[0-9a-f-]+$/i.test(value)));
}
