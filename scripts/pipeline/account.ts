import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** Whose AWS the commands work on. */
export interface Caller {
  readonly accountId: string;
  readonly arn: string;
}

// Which Node runs is settled in package.json; a paragraph about it in every command helps nobody.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Asks STS whose credentials these are, before anything is built: an account's mix-up is best told early.
 *
 * @param region Where STS is asked.
 * @param environment `AWS_ACCOUNT_ID`, when it is set, names the only account that will do.
 * @throws Error in one line: no credentials, refused ones, or those of another account.
 */
export async function checkAccount(
  region: string,
  environment: Environment = process.env,
): Promise<Caller> {
  const caller = await whoAmI(region);
  const wanted = environment['AWS_ACCOUNT_ID'] ?? '';
  if (wanted !== '' && wanted !== caller.accountId) {
    throw new Error(
      `wrong AWS account: AWS_ACCOUNT_ID says ${wanted}, the credentials are of ${caller.accountId} (${caller.arn})`,
    );
  }
  return caller;
}

async function whoAmI(region: string): Promise<Caller> {
  const client = new STSClient({ region });
  try {
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
    return { accountId: Account ?? '', arn: Arn ?? '' };
  } catch (error) {
    throw new Error(describe(error), { cause: error });
  } finally {
    client.destroy();
  }
}

/** Names of AWS's refusals: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const REFUSALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
  'AccessDenied',
]);

function describe(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (name === 'CredentialsProviderError') {
    return 'no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (with AWS_SESSION_TOKEN when they are temporary)';
  }
  if (REFUSALS.has(name)) return `AWS refuses the credentials (${name}): get new ones`;
  return `AWS cannot be reached: ${message}; check the network, AWS_REGION and AWS_ENDPOINT_URL`;
}
