/** What Terraform's errors mean to whoever has to mend them: one line each, with the cure. */

/** A diagnostic of Terraform, as its `-json` output gives it. */
export interface Diagnostic {
  readonly severity: string;
  readonly summary: string;
  readonly detail: string;
  /** Of the resource it is about, if of one. */
  readonly address?: string;
}

export const MISSING_TERRAFORM =
  'there is no terraform on the PATH: install 1.10 or newer from https://developer.hashicorp.com/terraform/install';

export const OLD_TERRAFORM = (version: string): string =>
  `terraform is ${version}; 1.10 or newer is needed (S3's native state lock): https://developer.hashicorp.com/terraform/install`;

/** Terraform failed; the message says why and how to mend it. */
export class TerraformError extends Error {
  override readonly name = 'TerraformError';
  readonly diagnostics: readonly Diagnostic[];

  /** @param stack What Terraform was working on. */
  constructor(stack: string, diagnostics: readonly Diagnostic[]) {
    super(describeFailure(stack, diagnostics));
    this.diagnostics = diagnostics;
  }
}

interface Translation {
  readonly pattern: RegExp;
  readonly say: (text: string, stack: string) => string;
}

const TRANSLATIONS: readonly Translation[] = [
  {
    pattern: /acquiring the state lock/i,
    say: describeLock,
  },
  {
    pattern: /account id not allowed/i,
    say: (text) =>
      `wrong AWS account: ${/not allowed:?\s*(\d{12})/i.exec(text)?.[1] ?? 'these credentials are of another one'}; take the credentials of the account that AWS_ACCOUNT_ID names`,
  },
  {
    pattern:
      /no valid credential sources|no EC2 IMDS role found|failed to refresh cached credentials/i,
    say: () =>
      'no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN when they are temporary)',
  },
  {
    pattern: /ExpiredToken|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch/i,
    say: (text) =>
      `AWS refuses the credentials (${/ExpiredToken|InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch/i.exec(text)?.[0] ?? ''}): get new ones`,
  },
  {
    pattern: /CloudWatch Logs role ARN must be set in account settings/i,
    say: () =>
      'API Gateway has no role to write logs with in this account and Region: an administrator runs npm run bootstrap -- --gateway-logging once (docs/pipeline.md), then run the command again',
  },
  {
    pattern: /as it is deployed is not the API that this stage was synthesized for/i,
    say: (text, stack) =>
      `${stack}: ${/(\S+) as it is deployed/.exec(text)?.[1] ?? 'the API'} as it is deployed is another API than this stage was synthesized for: deploy both, from the same commit, with npm run deploy`,
  },
  {
    pattern:
      /locked provider .* does not match configured version constraint|doesn't match any of the checksums|Provider dependency changes detected/i,
    say: () =>
      '.terraform.lock.hcl does not fit the provider that the stacks ask for, or that there is: get the committed file back, or renew it with npm run lock-provider',
  },
  {
    pattern: /unable to find remote state|no stored state was found/i,
    say: (_text, stack) =>
      `${stack} reads a stack that is not deployed yet: deploy the API first (npm run deploy does it)`,
  },
  {
    pattern: /NoSuchBucket|S3 bucket .* does not exist/i,
    say: () =>
      'the state bucket does not exist: check TF_STATE_BUCKET, or make the bucket with npm run bootstrap',
  },
  {
    pattern: /saved plan is stale/i,
    say: (_text, stack) =>
      `${stack} was changed by somebody else after the plan: run the command again, review the new plan`,
  },
];

/**
 * Why Terraform failed, in one line; every further diagnostic in a line of its own.
 *
 * @param stack What Terraform was working on.
 * @param diagnostics The errors among them are told.
 */
export function describeFailure(stack: string, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const lines = errors.map((error) => describe(error, stack));
  return [...new Set(lines)].join('\n  ') || `terraform failed on ${stack} and did not say why`;
}

function describe({ summary, detail, address }: Diagnostic, stack: string): string {
  const text = `${summary}\n${detail}`;
  const known = TRANSLATIONS.find(({ pattern }) => pattern.test(text));
  if (known !== undefined) return known.say(text, stack);
  const what = [summary, detail].filter((part) => part !== '').join(': ');
  return `${stack}: ${address === undefined ? '' : `${address}: `}${what.replace(/\s+/g, ' ').trim()}`;
}

/** S3 refused to write a lock beside another one, and Terraform did not learn whose that was. */
const LOCK_GONE = /\b(412|409|PreconditionFailed|ConditionalRequestConflict)\b/;

/**
 * Whether Terraform gave up on a lock that was given back while it asked who holds it. It waits for a holder that it
 * knows, and for no other; nothing was done, so trying again is safe.
 */
export function isLockGone(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(
    ({ severity, summary, detail }) =>
      severity === 'error' &&
      /acquiring the state lock/i.test(summary) &&
      LOCK_GONE.test(detail) &&
      lockField(detail, 'ID') === undefined,
  );
}

function describeLock(text: string, stack: string): string {
  const id = lockField(text, 'ID');
  if (id !== undefined) {
    return `the state of ${stack} is locked by ${lockField(text, 'Who') ?? 'somebody'} since ${lockField(text, 'Created') ?? 'some time'} (lock ${id}): wait for it to end; if it died, run: terraform -chdir=cdktf.out/stacks/${stack} force-unlock ${id}`;
  }
  return LOCK_GONE.test(text)
    ? `the state of ${stack} is locked by others again and again: run the command again when they are done`
    : `the state of ${stack} cannot be locked: ${text.replace(/\s+/g, ' ').trim()}`;
}

/** `  Who:       me@laptop` */
function lockField(text: string, name: string): string | undefined {
  return new RegExp(`^\\s*${name}:\\s*(.+)$`, 'm').exec(text)?.[1]?.trim();
}

/** The errors of a command that speaks to people (`terraform init`): one diagnostic with all it said. */
export function fromText(stderr: string): readonly Diagnostic[] {
  // eslint-disable-next-line no-control-regex -- colours and frames are for terminals
  const text = stderr.replace(/\u001B\[[0-9;]*m/g, '').replace(/^[╷│╵]\s?/gm, '');
  const [summary = '', ...rest] = text
    .trim()
    .replace(/^Error: /, '')
    .split('\n');
  return [{ severity: 'error', summary, detail: rest.join('\n').trim() }];
}
