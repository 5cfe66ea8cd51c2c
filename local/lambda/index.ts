/** The Lambda service of the local runtime: functions, their execution environments, and every way to invoke them. */
import type { LambdaOptions, LambdaService } from './lambda-options';
import { Lambda } from './lambda-service';

export type { DestinationMessage, MessageAttribute } from './asynchronous/destinations';
export type { Credentials } from './environment-variables';
export type { LambdaOptions, LambdaService } from './lambda-options';

/**
 * Starts the service; execution environments start with the first invocations.
 *
 * @throws Error naming the zip that is missing or broken.
 */
export function createLambda(options: LambdaOptions): LambdaService {
  return new Lambda(options);
}
