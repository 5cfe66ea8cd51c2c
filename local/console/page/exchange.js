/** Everything that is known of a request: who asked, what each step made of it, and how long that took. */
import { code, details, el, facts, milliseconds, status } from './dom.js';
import { indented, shown } from './json-text.js';
import { ask, session } from './session.js';

/** The request behind an answer; `undefined`: the runtime no longer knows it. */
export async function findExchange(requestId) {
  if (requestId === null) return undefined;
  try {
    return await ask(`exchanges/${encodeURIComponent(requestId)}`);
  } catch {
    return undefined;
  }
}

/** All of it but a refusal's reason, in the order in which it happened. */
export function exchangeParts(exchange) {
  const { request, authorizer, integration, result, response, failure } = exchange;
  return [
    timeline(exchange),
    part('Request', `${request.method} ${request.target}`, () => [
      facts([
        ['Request id', exchange.requestId],
        ['Trace id', exchange.traceId],
        ['From', request.sourceIp],
      ]),
      facts(request.headers),
      ...text(request.body, 'Request body'),
    ]),
    ...(authorizer === null ? [] : [authorizerPart(authorizer, failure)]),
    ...(exchange.apiKey === null ? [] : [keyPart(exchange)]),
    ...(integration === null ? [] : [integrationPart(integration)]),
    ...(result === null ? [] : [resultPart(result)]),
    part('Response', status(exchange.statusCode), () => [
      facts(response.headers),
      ...text(response.body, 'Response body'),
    ]),
    logPart(exchange),
  ];
}

function part(title, summary, content) {
  return details([el('span', { class: 'name' }, title), el('span', {}, summary)], content, {
    class: 'part',
  });
}

function text(body, label) {
  return body === '' ? [] : [code(indented(body), label)];
}

/** Why the request got no further; `null`: it got through. */
export function failurePart({ failure }) {
  if (failure === null) return null;
  const { step, type, message, explanation, reason, validationError } = failure;
  return el(
    'div',
    { class: 'why', role: 'alert' },
    el('p', {}, el('b', {}, `Ended at the step “${step}”: ${type}. `), explanation),
    facts([
      ['In detail', reason === message ? null : reason],
      ['Validation', validationError],
      ['The caller read', message],
    ]),
  );
}

/** The steps with their times, as bars on one line of time. */
function timeline({ timings, failure, durationMs }) {
  const rows = timings.map(({ step, durationMs: took }, at) => {
    const hasFailed = failure !== null && at === timings.length - 1;
    const bar = el('span', { class: hasFailed ? 'bar failed' : 'bar' });
    bar.style.width = `${Math.max((took / Math.max(durationMs, 0.001)) * 100, 0.5)}%`;
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, step),
      el('td', { class: 'number' }, milliseconds(took)),
      el('td', { class: 'track', 'aria-hidden': 'true' }, bar),
    );
  });
  return el(
    'table',
    { class: 'timeline' },
    el('caption', {}, `Steps, ${milliseconds(durationMs)} in all`),
    el('tbody', {}, ...rows),
  );
}

function authorizerPart({ principalId, context, cached, latencyMs }, failure) {
  const isRefused = failure?.step === 'authorizer';
  const verdict = isRefused ? 'refused' : `allowed ${principalId ?? ''}`;
  const source = cached ? 'from the cache' : `asked, ${milliseconds(latencyMs)}`;
  return part('Authorizer', `${verdict} (${source})`, () =>
    facts([
      ['Answer', verdict],
      ['Principal', principalId],
      ['Cached', cached ? 'yes: its function was not called' : 'no'],
      ...Object.entries(context).map(([name, value]) => [`context.${name}`, value]),
    ]),
  );
}

function keyPart({ apiKey, usagePlan }) {
  const { quota = null, throttle = null, quotaRemaining = null } = usagePlan ?? {};
  const left =
    quota === null
      ? 'no quota'
      : `${quotaRemaining} of ${quota.limit} left this ${quota.period.toLowerCase()}`;
  return part('API key', `${apiKey.name} (${left})`, () =>
    facts([
      ['Key', `${apiKey.name}, id ${apiKey.id}`],
      ['Usage plan', usagePlan?.name],
      ['Quota', left],
      [
        'Throttle',
        throttle && `${throttle.rateLimit} requests a second, bursts of ${throttle.burstLimit}`,
      ],
    ]),
  );
}

function integrationPart({ type, function: name, headers, event }) {
  return part('Integration request', name ?? type, () => [
    facts([['Type', type], ['Function', name], ...Object.entries(headers)]),
    code(shown(event), name === null ? 'Mapped request' : "The function's event"),
  ]);
}

function resultPart(result) {
  const { payload, body, statusCode, errorMessage, headers = [] } = result;
  return part('Result', errorMessage ? 'the function failed' : String(statusCode ?? ''), () => [
    facts([['Status', statusCode], ['Error', errorMessage], ...headers]),
    code(shown(payload ?? body), 'Result'),
  ]);
}

function logPart({ requestId, backendRequestId }) {
  return part('Log lines', 'of the stage and its functions', () => {
    const rows = session.rowsOf(requestId, backendRequestId);
    return rows.length === 0
      ? el('p', { class: 'hint' }, 'None yet.')
      : rows.map(({ name, message }) => code(indented(message), name));
  });
}
