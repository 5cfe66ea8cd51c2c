import type { AwsCall } from '../aws-call';
import { AwsError } from '../aws-error';

export interface FunctionReference {
  /** As in Terraform's `function_name`. */
  readonly name: string;
  /** An alias, a version or `$LATEST`; `undefined`: none. */
  readonly qualifier: string | undefined;
}

/**
 * The function that a path names: a name, a partial ARN or an ARN, and a qualifier there or in the query string.
 *
 * @throws AwsError `InvalidParameterValueException` for two qualifiers that differ.
 */
export function splitFunctionName({ path, query }: AwsCall): FunctionReference {
  const given = path[2] ?? '';
  const [name = given, inName] = given
    .replace(/^(?:.*:)?function:/, '')
    .replace(/^\d{12}:/, '')
    .split(':');
  const inQuery = query.get('Qualifier') ?? undefined;
  if (inName !== undefined && inQuery !== undefined && inName !== inQuery) {
    throw new AwsError(
      'InvalidParameterValueException',
      400,
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  return { name, qualifier: inName ?? inQuery };
}
