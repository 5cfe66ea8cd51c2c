import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import type { Import } from './adopt';
import { listOf, memberOf, textOf } from './json';

/**
 * The functions that a plan would make and that are there already, from a deployment that was killed.
 *
 * They are asked for beforehand: the provider takes Lambda's 409 for one that passes, and tries again for two minutes.
 *
 * @param plan `terraform show -json`.
 */
export async function takenFunctions(plan: unknown, region: string): Promise<readonly Import[]> {
  const made = listOf(memberOf(plan, 'resource_changes')).filter(
    (one) =>
      memberOf(one, 'type') === 'aws_lambda_function' &&
      listOf(memberOf(one, 'change', 'actions')).join() === 'create',
  );
  if (made.length === 0) return [];
  const client = new LambdaClient({ region });
  try {
    const taken = await Promise.all(
      made.map(async (one) => {
        const id = textOf(memberOf(one, 'change', 'after', 'function_name'));
        const to = textOf(memberOf(one, 'address'));
        return (await isThere(client, id)) ? [{ to, id }] : [];
      }),
    );
    return taken.flat();
  } finally {
    client.destroy();
  }
}

async function isThere(client: LambdaClient, FunctionName: string): Promise<boolean> {
  try {
    await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
