const PLACEHOLDER = /\$\{stageVariables\.([^}]*)\}|(?<!\$)\{([^{}$]+)\}/g;
/** A part of a URI: text as it stands, or what a placeholder is filled from. */
type Part =
  | string
  | { readonly stageVariable: string }
  | { readonly pathParameter: string; readonly source: string };

/** URIs are an API's own, of which there are few. */
const parsed = new Map<string, readonly Part[]>();

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
  const parts = parsed.get(uri) ?? parseUri(uri);
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      // What a client sends is put in as it is, and brings no placeholders of its own.
      return 'stageVariable' in part
        ? (ownValue(stageVariables, part.stageVariable) ?? '')
        : (ownValue(pathParameters, part.pathParameter) ?? part.source);
    })
    .join('');
}

function parseUri(uri: string): readonly Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of uri.matchAll(PLACEHOLDER)) {
    const [source, stageVariable, pathParameter = ''] = match;
    parts.push(uri.slice(end, match.index));
    parts.push(stageVariable === undefined ? { pathParameter, source } : { stageVariable });
    end = match.index + source.length;
  }
  parts.push(uri.slice(end));
  parsed.set(uri, parts);
  return parts;
}

function ownValue(values: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
