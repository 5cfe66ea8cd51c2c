/** One operation: what it takes, the call, what came back, and why. */
import { credentialFields } from './credentials.js';
import { code, copyButton, details, el, facts, milliseconds, status } from './dom.js';
import { exchangeParts, failurePart, findExchange } from './exchange.js';
import { exampleOf, indented, shown } from './json-text.js';
import { session } from './session.js';

/** The opened entry of a route. */
export function operationForm(stage, { path, methods, operation }) {
  const credentials = credentialFields(stage, operation);
  const parameters = (operation.parameters ?? []).map(parameterField);
  const body = methods.some(
    (method) => method !== 'get' && method !== 'head' && method !== 'options',
  )
    ? bodyFields(stage, operation)
    : undefined;
  const method = methodField(methods);
  const outcome = el('section', { class: 'outcome', 'aria-label': 'Response' });
  const call = () => callOf(stage, { path, method: method.value(), credentials, parameters, body });
  const send = el('button', { type: 'submit' }, 'Send');
  const form = el(
    'form',
    { class: 'operation', novalidate: true },
    operation.description === undefined ? null : el('p', {}, operation.description),
    method.element,
    el('h4', {}, 'Credentials'),
    credentials.element,
    ...(parameters.length === 0
      ? []
      : [
          el('h4', {}, 'Parameters'),
          el('div', { class: 'fields' }, ...parameters.map(({ element }) => element)),
        ]),
    body?.element ?? null,
    el(
      'p',
      { class: 'actions' },
      send,
      copyButton('Copy as curl', () => curlOf(call())),
    ),
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    send.disabled = true;
    await perform(call(), outcome);
    send.disabled = false;
    send.focus();
  });
  return [el('div', { class: 'panes' }, form, outcome), documented(stage, operation)];
}

function methodField(methods) {
  if (methods.length === 1) return { element: null, value: () => methods[0].toUpperCase() };
  const select = el(
    'select',
    { name: 'method' },
    ...methods.map((method) => el('option', {}, method.toUpperCase())),
  );
  return {
    element: el('label', { class: 'field' }, el('span', { class: 'name' }, 'Method'), select),
    value: () => select.value,
  };
}

function parameterField({ name, in: place, required = false, description }) {
  const input = el('input', {
    type: 'text',
    name,
    autocomplete: 'off',
    spellcheck: 'false',
    value: place === 'path' ? (session.remembered.get(name) ?? '') : '',
    placeholder: required ? 'required' : 'not sent',
  });
  if (place === 'path') {
    // Filled by what was answered since, as long as nobody typed.
    let typed = false;
    input.addEventListener('input', () => (typed = input.value !== ''));
    session.addEventListener('remembered', () => {
      if (!typed) input.value = session.remembered.get(name) ?? input.value;
    });
  }
  return {
    name,
    place,
    value: () => input.value,
    element: el(
      'label',
      { class: 'field' },
      el('span', { class: 'name' }, name, ' ', el('small', {}, place)),
      input,
      description === undefined ? null : el('small', {}, description),
    ),
  };
}

function bodyFields(stage, { requestBody }) {
  const [[type, media] = ['application/json', {}]] = Object.entries(requestBody?.content ?? {});
  const example = exampleOf(media.schema, stage.document.components?.schemas ?? {});
  const contentType = el('input', { type: 'text', name: 'content-type', value: type });
  const text = el(
    'textarea',
    { name: 'body', rows: 6, spellcheck: 'false', autocomplete: 'off' },
    JSON.stringify(example ?? { Metadata: 'Hello' }, null, 2),
  );
  return {
    value: () => ({ contentType: contentType.value, text: text.value }),
    element: el(
      'div',
      { class: 'fields' },
      el('h4', {}, 'Body'),
      el('label', { class: 'field' }, el('span', { class: 'name' }, 'Content-Type'), contentType),
      el('label', { class: 'field whole' }, el('span', { class: 'unseen' }, 'Body'), text),
    ),
  };
}

/** The call as the form says it: what is empty is not sent. */
function callOf(stage, { path, method, credentials, parameters, body }) {
  const headers = {};
  const query = new URLSearchParams();
  let target = path;
  for (const { name, place, value } of parameters) {
    if (place === 'path') target = target.replace(`{${name}}`, encodeURIComponent(value()));
    else if (value() === '') continue;
    else if (place === 'query') query.append(name, value());
    else headers[name] = value();
  }
  credentials.apply({ headers, query });
  const takesBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
  const { contentType, text } = takesBody ? body.value() : {};
  if (takesBody && contentType !== '') headers['Content-Type'] = contentType;
  const search = query.size === 0 ? '' : `?${query}`;
  return { method, url: `${location.origin}${stage.path}${target}${search}`, headers, body: text };
}

function curlOf({ method, url, headers, body }) {
  const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    'curl',
    ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `-X ${method}`]),
    quote(url),
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`--data-raw ${quote(body)}`]),
  ].join(' ');
}

async function perform({ url, ...request }, outcome) {
  const started = performance.now();
  try {
    const response = await fetch(url, request);
    const text = await response.text();
    const took = performance.now() - started;
    if (response.ok) remember(text);
    const exchange = await findExchange(response.headers.get('x-amzn-requestid'));
    outcome.replaceChildren(
      el('h4', {}, 'Response ', status(response.status), ' ', el('small', {}, milliseconds(took))),
      ...(exchange === undefined ? [] : [failurePart(exchange)].filter(Boolean)),
      code(text === '' ? '(no body)' : indented(text), 'Response body'),
      details('Headers', () => facts([...response.headers])),
      ...(exchange === undefined
        ? []
        : [details('What happened', () => exchangeParts(exchange), { open: true })]),
    );
  } catch (error) {
    outcome.replaceChildren(el('p', { class: 'why', role: 'alert' }, `Not sent: ${error.message}`));
  }
}

function remember(text) {
  try {
    for (const [name, value] of Object.entries(JSON.parse(text) ?? {})) {
      if (typeof value === 'string') session.remembered.set(name, value);
    }
    session.dispatchEvent(new Event('remembered'));
  } catch {
    // not JSON: nothing to remember
  }
}

/** What the document says may come back. */
function documented(stage, { responses = {}, requestBody }) {
  const schemas = stage.document.components?.schemas ?? {};
  const rows = Object.entries(responses).map(([statusCode, { description, content }]) =>
    el(
      'tr',
      {},
      el('td', {}, status(statusCode)),
      el('td', {}, description ?? ''),
      el('td', {}, schemaName(content)),
    ),
  );
  const names = new Set(
    [requestBody, ...Object.values(responses)].map((part) => schemaName(part?.content)),
  );
  return details('Responses and schemas', () => [
    el(
      'table',
      {},
      el(
        'thead',
        {},
        el('tr', {}, ...['Status', 'When', 'Schema'].map((name) => el('th', {}, name))),
      ),
      el('tbody', {}, ...rows),
    ),
    ...[...names]
      .filter((name) => schemas[name] !== undefined)
      .map((name) => code(shown({ [name]: schemas[name] }), `Schema ${name}`)),
  ]);
}

function schemaName(content) {
  const [media] = Object.values(content ?? {});
  return media?.schema?.$ref?.split('/').at(-1) ?? '';
}
