import { parseArgs } from 'node:util';

/** What a token was asked for, checked. */
export interface TokenOptions {
  readonly stage: string | undefined;
  readonly subject: string;
  readonly scopes: readonly string[];
  /** Seconds. */
  readonly ttlSeconds: number;
}

export const TOKEN_HELP = `Prints a token for a stage, signed with this laptop's key (see npm run keys).

  npm run -s token -- <stage> --sub NAME [options]

  --sub NAME      who calls: 1 to 256 printable characters
  --scope SCOPE   what the caller may do, such as items:read; more than one in quotes, or by repeating it
  --ttl TIME      how long the token is good: 90s, 15m, 1h, 7d (default 1h, at most 30d)
  -h, --help      this text
`;

const OPTIONS = {
  sub: { type: 'string' },
  scope: { type: 'string', multiple: true, default: [] as string[] },
  ttl: { type: 'string', default: '1h' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const MAX_TTL_SECONDS = 30 * SECONDS.d;
/** RFC 6749, section 3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * Reads the command line.
 *
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names the option and what it takes.
 */
export function parseTokenOptions(argv: readonly string[]): TokenOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: true,
  });
  if (values.help) return undefined;
  if (positionals.length > 1) throw new Error('a token is for one stage: npm run -s token -- dev');
  return {
    stage: positionals[0],
    subject: parseSubject(values.sub),
    scopes: parseScopes(values.scope),
    ttlSeconds: parseTtl(values.ttl),
  };
}

function parseSubject(text: string | undefined): string {
  if (text !== undefined && /^[\x20-\x7e]{1,256}$/.test(text)) return text;
  throw new Error('--sub takes who calls, 1 to 256 printable characters: --sub me');
}

function parseScopes(texts: readonly string[]): string[] {
  const scopes = texts.flatMap((text) => text.split(' ')).filter((scope) => scope !== '');
  const odd = scopes.find((scope) => !SCOPE.test(scope));
  if (odd !== undefined) throw new Error(`--scope takes words such as items:read, not ${odd}`);
  return scopes;
}

function parseTtl(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const seconds = isUnit(unit) ? Number(amount) * SECONDS[unit] : 0;
  if (seconds >= 1 && seconds <= MAX_TTL_SECONDS) return seconds;
  throw new Error(`--ttl takes a time such as 90s, 15m, 1h or 7d, at most 30d, not "${text}"`);
}

function isUnit(text: string): text is keyof typeof SECONDS {
  return text in SECONDS;
}
