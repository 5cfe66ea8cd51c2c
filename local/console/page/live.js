/** The tail: requests and log lines as they come, newest on top. */
import { code, details, el, milliseconds, status, time } from './dom.js';
import { exchangeParts, failurePart, findExchange } from './exchange.js';
import { indented } from './json-text.js';
import { session } from './session.js';

const MAX_SHOWN = 300;

const KINDS = [
  ['exchange', 'Requests', true],
  ['function', 'Function logs', true],
  ['access', 'Access log', true],
  ['execution', 'Execution log', false],
];

/** The view of a stage's tail. */
export function liveView(stage) {
  const list = el('div', { class: 'tail', role: 'log', 'aria-live': 'off', 'aria-label': 'Tail' });
  const empty = el(
    'p',
    { class: 'empty' },
    'Nothing has happened yet. ',
    el('a', { href: `#/${stage.name}/try` }, 'Try a route'),
    ', or send a request from anywhere: it appears here.',
  );
  const controls = controlsOf(() => fill());
  const isShown = (row) => {
    const { kinds, text, bothStages } = controls.values();
    if (!kinds.has(row.kind) && row.kind !== 'log') return false;
    if (!bothStages && row.stage !== null && row.stage !== stage.name) return false;
    return text === '' || searchable(row).includes(text);
  };
  const fill = () => {
    list.replaceChildren(
      ...session.rows.filter(isShown).slice(-MAX_SHOWN).reverse().map(rowElement),
    );
    empty.hidden = list.childElementCount > 0;
  };
  session.addEventListener('row', ({ detail }) => {
    // What came in a pause is shown when it ends.
    if (controls.isPaused() || !isShown(detail)) return;
    list.prepend(rowElement(detail));
    if (list.childElementCount > MAX_SHOWN) list.lastElementChild.remove();
    empty.hidden = true;
  });
  controls.clear.addEventListener('click', () => {
    session.clear();
    fill();
  });
  fill();
  return { element: el('div', {}, controls.element, empty, list) };
}

function controlsOf(onchange) {
  const kinds = KINDS.map(([kind, label, isOn]) => [kind, checkbox(label, isOn, onchange)]);
  const bothStages = checkbox('All stages', false, onchange);
  const paused = checkbox('Pause', false, onchange);
  const filter = el('input', {
    type: 'search',
    placeholder: 'Filter: path, status, id, text',
    'aria-label': 'Filter',
    oninput: onchange,
  });
  const clear = el('button', { type: 'button', class: 'quiet' }, 'Clear');
  const boxes = [...kinds.map(([, box]) => box), bothStages, paused];
  return {
    clear,
    isPaused: () => paused.input.checked,
    element: el(
      'div',
      { class: 'controls' },
      filter,
      ...boxes.map(({ element }) => element),
      clear,
    ),
    values: () => ({
      kinds: new Set(kinds.filter(([, { input }]) => input.checked).map(([kind]) => kind)),
      bothStages: bothStages.input.checked,
      text: filter.value.toLowerCase(),
    }),
  };
}

function checkbox(label, checked, onchange) {
  const input = el('input', { type: 'checkbox', checked, onchange });
  return { input, element: el('label', {}, input, ' ', label) };
}

function searchable({ exchange, message, name }) {
  const text = exchange
    ? `${exchange.method} ${exchange.path} ${exchange.statusCode} ${exchange.failure ?? ''} ${exchange.requestId}`
    : `${name} ${message}`;
  return text.toLowerCase();
}

function rowElement(row) {
  return row.kind === 'exchange' ? exchangeRow(row) : logRow(row);
}

function exchangeRow({ at, stage, exchange }) {
  const { method, path, statusCode, durationMs, failure, requestId } = exchange;
  const summary = [
    el('time', {}, time(at)),
    el('span', { class: 'source' }, stage),
    el('span', { class: `verb ${method.toLowerCase()}` }, method),
    el('span', { class: 'path' }, path),
    failure === null ? el('span', {}) : el('span', { class: 'reason' }, failure),
    status(statusCode),
    el('span', { class: 'number' }, milliseconds(durationMs)),
  ];
  return details(summary, () => exchangeContent(requestId), { class: 'row exchange' });
}

function exchangeContent(requestId) {
  const content = el('div', { class: 'content' }, el('p', { class: 'hint' }, 'Loading'));
  findExchange(requestId).then((exchange) => {
    content.replaceChildren(
      ...(exchange === undefined
        ? [el('p', { class: 'hint' }, 'The runtime keeps the latest requests only.')]
        : [failurePart(exchange), ...exchangeParts(exchange)].filter(Boolean)),
    );
  });
  return content;
}

function logRow({ at, name, message, kind }) {
  const { level, text, requestId } = readable(message);
  const summary = [
    el('time', {}, time(at)),
    el('span', { class: 'source' }, name),
    el('span', { class: `level ${level.toLowerCase()}` }, level),
    el('span', { class: 'message' }, text),
  ];
  const content = () => [
    code(indented(message), name),
    ...(kind === 'access' && requestId !== undefined ? [exchangeContent(requestId)] : []),
  ];
  return details(summary, content, { class: `row ${kind}` });
}

/** The line's own level and message where it is JSON. */
function readable(line) {
  try {
    const { level, type, message, requestId, record, ...others } = JSON.parse(line);
    if (type !== undefined) {
      return { level: 'SYSTEM', text: `${type} ${recordText(record)}`, requestId };
    }
    return { level: level ?? '', text: messageText(message) ?? pairs(others), requestId };
  } catch {
    return { level: '', text: line, requestId: undefined };
  }
}

function messageText(message) {
  if (typeof message !== 'object' || message === null) return message;
  const { message: own, ...others } = message;
  return [own, pairs(others)].filter(Boolean).join('  ');
}

/** What one looks for first in a line of the access log. */
const FIRST = ['httpMethod', 'path', 'status'];

/** `path=/items status=200`; what tells a request from another is in the line itself. */
function pairs(members) {
  const first = FIRST.filter((name) => name in members).map((name) => [name, members[name]]);
  const others = Object.entries(members).filter(([name]) => !FIRST.includes(name));
  return [...first, ...others]
    .filter(
      ([name, value]) => !/id$|time$|^timestamp$/i.test(name) && value !== '-' && value !== '',
    )
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ');
}

function recordText(record) {
  const { durationMs, billedDurationMs, maxMemoryUsedMB } = record?.metrics ?? {};
  if (durationMs === undefined) return record?.status ?? '';
  if (billedDurationMs === undefined) return `${durationMs} ms`;
  return `${durationMs} ms, billed ${billedDurationMs} ms, ${maxMemoryUsedMB} MB`;
}
