/** The items of a stage's tables. */
import { code, copyButton, details, el } from './dom.js';
import { indented } from './json-text.js';
import { ask, session } from './session.js';

/** The view of a stage's items. */
export function itemsView(stage) {
  if (stage.tables.length === 0) {
    return { element: el('p', { class: 'empty' }, 'No function of this stage names a table.') };
  }
  const tables = stage.tables.map((table) => tablePart(stage, table));
  return {
    element: el('div', {}, ...tables.map(({ element }) => element)),
    shown: () => tables.forEach(({ refresh }) => refresh()),
  };
}

function tablePart(stage, table) {
  const list = el('div', { class: 'items' });
  const note = el('p', { class: 'hint', role: 'status' });
  const more = el('button', { type: 'button', class: 'quiet', hidden: true }, 'Show more');
  const element = el(
    'section',
    { 'aria-label': table.name },
    el(
      'div',
      { class: 'intro' },
      el('h2', {}, table.name),
      el(
        'p',
        { class: 'hint' },
        `Key: ${[table.hashKey, table.rangeKey].filter(Boolean).join(', ')}`,
      ),
      note,
    ),
    list,
    more,
  );
  const load = async (from) => {
    try {
      const query = from === null ? '' : `?from=${encodeURIComponent(from)}`;
      const page = await ask(`tables/${encodeURIComponent(table.name)}${query}`);
      const items = page.items.map((item) => itemRow(table, item));
      if (from === null) list.replaceChildren(...items);
      else list.append(...items);
      more.hidden = page.next === null;
      more.onclick = () => load(page.next);
      const count = list.childElementCount;
      note.textContent = count === 0 ? '' : `${count}${page.next === null ? '' : ' or more'} items`;
      if (count === 0) list.append(emptyNote(stage));
    } catch (error) {
      note.textContent = error.message;
    }
  };
  const refresh = () => load(null);
  session.addEventListener('row', ({ detail: { kind, stage: name, exchange } }) => {
    const mayHaveWritten = kind === 'exchange' && name === stage.name && exchange.method !== 'GET';
    if (mayHaveWritten && element.isConnected) refresh();
  });
  return { element, refresh };
}

function emptyNote(stage) {
  return el(
    'p',
    { class: 'empty' },
    'The table is empty. ',
    el('a', { href: `#/${stage.name}/try` }, 'Try a route that stores something'),
    '.',
  );
}

function itemRow({ hashKey, rangeKey }, item) {
  const keys = [hashKey, rangeKey].filter((name) => name !== null);
  const others = Object.keys(item).filter((name) => !keys.includes(name));
  const key = keys.map((name) => plain(item[name])).join(' / ');
  const preview = others.map((name) => `${name}: ${plain(item[name])}`).join('  ');
  return details(
    [el('span', { class: 'path' }, key), el('span', { class: 'message' }, preview)],
    () => [
      el(
        'p',
        { class: 'actions' },
        copyButton('Copy the key', () => key),
      ),
      ...[...keys, ...others].flatMap((name) => [
        el('h4', {}, name, ' ', el('small', {}, Object.keys(item[name])[0])),
        code(indented(plain(item[name])), name),
      ]),
    ],
    { class: 'row item' },
  );
}

/** A value without DynamoDB's marks of type. */
function plain(value) {
  const [[type, content]] = Object.entries(value);
  if (type === 'NULL') return 'null';
  return typeof content === 'object' ? JSON.stringify(content) : String(content);
}
