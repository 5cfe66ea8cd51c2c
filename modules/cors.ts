/** CORS by stage: one API, so the origins stand in stage variables. */

/** All allowed origins, with commas between; `any` stands for every origin, since `*` may not stand in a stage variable. */
export const CORS_ORIGINS_VARIABLE = 'corsOrigins';

/** Seconds a browser may keep a preflight's answer. */
const MAX_AGE_SECONDS = 600;
const ALLOWED_HEADERS = 'Authorization,Content-Type,Idempotency-Key,X-Api-Key';

/** The stage variables that the preflight, the mapping templates and the functions read. */
export function corsVariables(origins: readonly string[]): Record<string, string> {
  if (origins.length === 0) return {};
  return { [CORS_ORIGINS_VARIABLE]: origins.includes('*') ? 'any' : origins.join(',') };
}

/**
 * Answers a preflight: an allowed origin is named back, any other gets no CORS header at all.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
 */
export function preflightTemplate(methods: readonly string[]): string {
  return ifAllowed([
    ALLOW_ORIGIN,
    setHeader('Access-Control-Allow-Methods', `'${methods.join(',')}'`),
    setHeader('Access-Control-Allow-Headers', `'${ALLOWED_HEADERS}'`),
    setHeader('Access-Control-Max-Age', `'${MAX_AGE_SECONDS}'`),
  ]);
}

/**
 * Answers for a function that does not speak HTTP: names an allowed origin back, as the preflight did, before the body.
 *
 * @param body What follows: VTL, or text.
 */
export function responseTemplate(body: string): string {
  return `${ifAllowed([ALLOW_ORIGIN])}${setHeader('Vary', "'Origin'")}${body}`;
}

const ALLOW_ORIGIN = setHeader('Access-Control-Allow-Origin', '$origin');

function setHeader(name: string, value: string): string {
  return `#set($context.responseOverride.header.${name} = ${value})`;
}

/** On one line: a line break between directives might become part of the body. */
function ifAllowed(directives: readonly string[]): string {
  return [
    // A client on HTTP/2 sends the header's name in lower case, and $input.params tells them apart.
    "#set($origin = $input.params('Origin'))",
    "#if($origin == '')#set($origin = $input.params('origin'))#end",
    `#set($origins = ",$stageVariables.${CORS_ORIGINS_VARIABLE},")`,
    `#if($origin != '' && ($origins == ',any,' || $origins.contains(",$origin,")))`,
    ...directives,
    '#end',
  ].join('');
}
