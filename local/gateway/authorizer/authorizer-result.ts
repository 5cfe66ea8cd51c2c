import { parsePolicy } from '../../iam/policy-document';

/** What an authorizer's function answered, checked; kept in the cache as it is. */
export interface AuthorizerResult {
  readonly principalId: string;
  /** An IAM policy document that can be evaluated. */
  readonly policyDocument: unknown;
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey: string | undefined;
}

/** An answer that AWS would not accept; the message names the member that is wrong, and holds no value of it. */
export class MalformedResultError extends Error {
  override readonly name = 'MalformedResultError';
}

/**
 * Reads the answer of an authorizer's function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 *
 * @param payload JSON text.
 * @throws MalformedResultError
 */
export function parseAuthorizerResult(payload: string): AuthorizerResult {
  const members = membersOf(parseJson(payload));
  if (members === undefined) throw malformed('result', 'an object');
  const principalId = members.get('principalId');
  if (typeof principalId !== 'string' || principalId === '') {
    throw malformed('principalId', 'a text that is not empty');
  }
  const policyDocument = members.get('policyDocument');
  checkPolicy(policyDocument);
  return {
    principalId,
    policyDocument,
    context: contextOf(members.get('context')),
    usageIdentifierKey: keyOf(members.get('usageIdentifierKey')),
  };
}

function checkPolicy(document: unknown): void {
  if (membersOf(document) === undefined) throw malformed('policyDocument', 'a policy document');
  try {
    parsePolicy(document);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MalformedResultError(`The authorizer's policyDocument is malformed: ${reason}`, {
      cause: error,
    });
  }
}

/** As text; AWS refuses objects and lists as values. */
function contextOf(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined || value === null) return {};
  const members = membersOf(value);
  if (members === undefined) throw malformed('context', 'an object');
  return Object.fromEntries([...members].map(([key, item]) => [key, textOf(key, item)]));
}

function textOf(key: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed(`context.${key}`, 'a text, a number or a boolean');
}

function keyOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw malformed('usageIdentifierKey', 'a text');
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map<string, unknown>(Object.entries(value));
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (error) {
    throw new MalformedResultError("The authorizer's result is no JSON.", { cause: error });
  }
}

function malformed(member: string, wanted: string): MalformedResultError {
  return new MalformedResultError(`The authorizer's ${member} must be ${wanted}.`);
}
