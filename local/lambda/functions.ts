/** Names, ARNs and qualifiers: which function, and which version of it, a caller means. */
import type { FunctionDefinition } from '../application';
import { LambdaServiceError } from './invoker';

/** What a caller has asked for. */
export interface InvocationTarget {
  readonly definition: FunctionDefinition;
  /** As given: an alias, a version, `$LATEST`; `undefined`: none. */
  readonly qualifier: string | undefined;
  /** `$LATEST` or a number: what runs. */
  readonly version: string;
  /** As given, in full: the context's `invokedFunctionArn`. */
  readonly invokedFunctionArn: string;
}

/** Name, partial ARN (`123456789012:function:name`, `function:name`) or ARN, with or without a qualifier. */
const FUNCTION_NAME =
  /^(?:arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9_-]+)(?::(?<qualifier>\$LATEST|[a-zA-Z0-9_-]+))?$/;
const LATEST = '$LATEST';
const FIRST_VERSION = '1';

export interface Account {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Finds what a name stands for.
 *
 * @throws LambdaServiceError `InvalidParameterValueException` for what cannot be a name, `ResourceNotFoundException`
 * for a function, alias or version that is not there.
 */
export function resolveTarget(
  functionName: string,
  functions: ReadonlyMap<string, FunctionDefinition>,
  account: Account,
): InvocationTarget {
  const match = FUNCTION_NAME.exec(functionName);
  const name = match?.groups?.['name'];
  if (match === null || name === undefined) {
    throw new LambdaServiceError(
      'InvalidParameterValueException',
      `1 validation error detected: Value '${functionName}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  }
  const {
    region = account.region,
    account: owner = account.accountId,
    qualifier,
  } = match.groups ?? {};
  const arn = `arn:aws:lambda:${region}:${owner}:function:${name}`;
  const definition = functions.get(name);
  if (definition === undefined || !isOurs({ region, owner }, definition)) {
    throw notFound(`Function not found: ${qualify(arn, qualifier)}`);
  }
  const version = versionOf(definition, qualifier);
  if (version === undefined) throw missingQualifier(definition, qualifier);
  const invokedFunctionArn = qualify(definition.arn, qualifier);
  return { definition, qualifier, version, invokedFunctionArn };
}

/** Compared with the ARN, which may name another account or region than the laptop's own. */
function isOurs(
  { region, owner }: { region: string; owner: string },
  definition: FunctionDefinition,
): boolean {
  const [, , , itsRegion, itsOwner] = definition.arn.split(':');
  return region === itsRegion && owner === itsOwner;
}

function versionOf(
  definition: FunctionDefinition,
  qualifier: string | undefined,
): string | undefined {
  if (qualifier === undefined || qualifier === LATEST) return LATEST;
  if (qualifier === FIRST_VERSION && definition.published) return FIRST_VERSION;
  return Object.hasOwn(definition.aliases, qualifier) ? definition.aliases[qualifier] : undefined;
}

function missingQualifier(
  definition: FunctionDefinition,
  qualifier: string | undefined,
): LambdaServiceError {
  const arn = qualify(definition.arn, qualifier);
  const isVersion = /^\d+$/.test(qualifier ?? '');
  return notFound(isVersion ? `Function not found: ${arn}` : `Cannot find alias arn: ${arn}`);
}

function notFound(message: string): LambdaServiceError {
  return new LambdaServiceError('ResourceNotFoundException', message);
}

function qualify(arn: string, qualifier: string | undefined): string {
  return qualifier === undefined ? arn : `${arn}:${qualifier}`;
}
