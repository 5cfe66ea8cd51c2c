const STAGE_VARIABLE = /\$\{stageVariables\.([^}]*)\}/g;
const PATH_PARAMETER = /(?<!\$)\{([^{}$]+)\}/g;

/**
 * Puts stage variables (`${stageVariables.name}`; an unset one is nothing) and path parameters (`{name}`; an unknown
 * one stays as written) into an integration's URI. A `${name}` that is no stage variable stays too, as on AWS.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/aws-api-gateway-stage-variables-reference.html
 */
export function resolveUri(
  uri: string,
  stageVariables: Readonly<Record<string, string>>,
  pathParameters: Readonly<Record<string, string>>,
): string {
  // Path parameters last: they come from the client, and must not bring placeholders of their own.
  return uri
    .replace(STAGE_VARIABLE, (_, name: string) => ownValue(stageVariables, name) ?? '')
    .replace(PATH_PARAMETER, (found, name: string) => ownValue(pathParameters, name) ?? found);
}

function ownValue(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
