import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent } from 'aws-lambda';
import { errorFacts } from '../shared/error-facts';
import { createLog, type Log } from '../shared/log';
import { stageOf } from '../shared/stage';
import { policyFor } from './policy';
import { parseSettings } from './settings';
import { createTokenVerifier, isTokensFault } from './token';

export type AuthorizerHandler = (
  event: APIGatewayTokenAuthorizerEvent,
) => Promise<APIGatewayAuthorizerResult>;

/**
 * Makes a TOKEN authorizer for `Authorization: Bearer <JWT>`. Whatever is wrong, with the token or with the settings, the
 * handler fails with `Unauthorized`, which API Gateway answers with 401; the log tells why. `authorizer-failed` is for
 * what no better token would mend, and an alarm counts it (modules/monitoring/authorizer-metrics.ts).
 *
 * @param environment The function's: see `parseSettings`.
 * @param log Default: the console.
 * @param readScopes Reads the route scopes. Default: the file beside the code, which synthesis puts there.
 */
export function createHandler(
  environment: Readonly<Record<string, string | undefined>>,
  log: Log = logOf(environment),
  readScopes = readRouteScopes,
): AuthorizerHandler {
  const prepared = attempt(() => {
    const settings = parseSettings(environment, readScopes());
    return { grants: settings.grants, verify: createTokenVerifier(settings) };
  });
  return async (event) => {
    try {
      const { grants, verify } = prepared();
      const caller = await verify(event.authorizationToken);
      log.debug('token-accepted', { scopes: caller.scopes.length });
      return policyFor(caller, grants, event.methodArn);
    } catch (error) {
      const reason = reasonOf(error);
      if (isTokensFault(error)) log.warn('token-refused', { reason });
      else log.error('authorizer-failed', { reason });
      throw new Error('Unauthorized', { cause: error });
    }
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html: an environment of 4 kB would hold 45 routes. */
function readRouteScopes(): string {
  return readFileSync(join(__dirname, 'route-scopes.json'), 'utf8');
}

/** Tries now, and hands out the result, or throws the error, later: a bad setting must not break the init phase. */
function attempt<T>(make: () => T): () => T {
  try {
    const made = make();
    return () => made;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** `jose` has a code per failure; its messages, like our own, say nothing of the token's content. */
function reasonOf(error: unknown): string {
  const { code, message } = errorFacts(error);
  return code === '' ? message : code;
}

function logOf(environment: Readonly<Record<string, string | undefined>>): Log {
  const stage = stageOf(undefined, environment);
  return createLog({ level: stage.logLevel, fields: { stage: stage.name } });
}

export const handler = createHandler(process.env);
