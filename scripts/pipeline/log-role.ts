import { gatewayLogRole } from '../bootstrap/account-logging';

/**
 * Asks API Gateway, before anything is built or planned, whether it may write logs in this account and Region: every stage has
 * an access log, and `CreateStage` is refused without the role, when half of a first deployment is made.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 *
 * @param region Where the API goes.
 * @throws Error in one line when there is no role. An answer that cannot be had says nothing: who may deploy need not be let ask.
 */
export async function checkLogRole(region: string): Promise<void> {
  if ((await answer(region)) !== 'none') return;
  throw new Error(
    `API Gateway has no role for logs in this account and in ${region}, and a stage with logs cannot be made without: an administrator runs npm run bootstrap -- --gateway-logging`,
  );
}

async function answer(region: string): Promise<'there' | 'none' | 'unknown'> {
  try {
    return (await gatewayLogRole(region)) === undefined ? 'none' : 'there';
  } catch {
    return 'unknown';
  }
}
