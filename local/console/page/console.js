/** The console: a stage, four views of it, and the address that tells which. */
import { el } from './dom.js';
import { itemsView } from './items.js';
import { liveView } from './live.js';
import { resourcesView } from './resources.js';
import { routesView } from './routes.js';
import { session } from './session.js';

const VIEWS = [
  ['try', 'Try it', routesView],
  ['live', 'Live', liveView],
  ['items', 'Items', itemsView],
  ['resources', 'Resources', resourcesView],
];

/** Views that were made, by address: what was typed stays when one comes back. */
const made = new Map();

/** `#/dev/try` is the stage and the view. */
function place() {
  const [, stageName, viewName] = location.hash.split('/');
  const stage = session.stage(stageName) ?? session.application.stages[0];
  const view = VIEWS.find(([name]) => name === viewName) ?? VIEWS[0];
  return { stage, view };
}

function show() {
  const { stage, view } = place();
  const main = document.querySelector('#main');
  if (stage === undefined) {
    main.replaceChildren(el('p', { class: 'empty' }, 'The application has no stage yet.'));
    return;
  }
  const [viewName, title, make] = view;
  const address = `#/${stage.name}/${viewName}`;
  if (!made.has(address)) made.set(address, make(stage));
  const { element, shown } = made.get(address);
  document.title = `${title} · ${stage.name} · Gatehouse`;
  const at = session.application.stages.indexOf(stage);
  document.body.dataset.stage = String(at % 4);
  showStages(stage, viewName);
  showViews(stage, viewName);
  main.replaceChildren(element);
  shown?.();
}

function showStages(current, viewName) {
  const choices = session.application.stages.map(({ name }) =>
    el(
      'label',
      {},
      el('input', {
        type: 'radio',
        name: 'stage',
        value: name,
        checked: name === current.name,
        onchange: () => (location.hash = `#/${name}/${viewName}`),
      }),
      el('span', {}, name),
    ),
  );
  const fieldset = document.querySelector('#stages');
  const hadFocus = fieldset.contains(document.activeElement);
  fieldset.replaceChildren(fieldset.querySelector('legend'), ...choices);
  if (hadFocus) fieldset.querySelector('input:checked').focus();
}

function showViews(stage, current) {
  const nav = document.querySelector('#views');
  const focused = nav.contains(document.activeElement);
  const links = VIEWS.map(([name, title]) =>
    el(
      'a',
      { href: `#/${stage.name}/${name}`, 'aria-current': name === current ? 'page' : null },
      title,
    ),
  );
  nav.replaceChildren(...links);
  if (focused) nav.querySelector('[aria-current]').focus();
}

function showConnection() {
  const element = document.querySelector('#connection');
  element.className = session.isConnected ? 'connected' : 'lost';
  element.textContent = session.isConnected ? 'connected' : 'runtime not reached';
}

/** Not by itself: somebody may be typing. */
function offerReload() {
  document.querySelector('#reload')?.remove();
  const button = el('button', { type: 'button', onclick: () => location.reload() }, 'Show it');
  const note = el('p', { id: 'reload', role: 'status' }, 'Another build is served now. ', button);
  document.querySelector('header').after(note);
}

async function start() {
  try {
    await session.load();
  } catch (error) {
    document.querySelector('#main').replaceChildren(el('p', { class: 'empty' }, error.message));
    return;
  }
  session.addEventListener('connection', showConnection);
  session.addEventListener('reload', offerReload);
  globalThis.addEventListener('hashchange', show);
  show();
  session.follow();
}

await start();
