/** The API's document, an entry per operation, each to be tried out. */
import { details, el } from './dom.js';
import { operationForm } from './operation.js';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];

/** How many methods with one meaning are told as `ANY`. */
const ANY = 4;

/** The view of a stage's routes. */
export function routesView(stage) {
  const { document: api } = stage;
  const routes = routesOf(api);
  const preflights = routes.filter(({ methods }) => methods.join() === 'options');
  const others = routes.filter((route) => !preflights.includes(route));
  const entries = others.map((route, at) => entry(stage, route, at === firstShown(others)));
  const element = el(
    'div',
    {},
    el(
      'div',
      { class: 'intro' },
      el('h2', {}, api.info.title),
      el('p', {}, api.info.description ?? ''),
      el(
        'p',
        { class: 'hint' },
        'Stage ',
        el('b', {}, stage.name),
        ' at ',
        el('code', {}, stage.url),
      ),
      stage.hasSecrets
        ? null
        : el(
            'p',
            { class: 'notice' },
            'Keys and tokens are filled in on the machine itself alone.',
          ),
    ),
    ...entries,
    preflights.length === 0
      ? null
      : details(
          [
            el('h3', {}, 'CORS preflights'),
            el('span', { class: 'hint' }, String(preflights.length)),
          ],
          () => preflights.map((route) => entry(stage, route, false)),
          { class: 'group' },
        ),
  );
  return { element };
}

/** What a newcomer tries first is what stores something. */
function firstShown(routes) {
  return Math.max(
    routes.findIndex(({ methods }) => methods.join() === 'post'),
    0,
  );
}

/** Methods of a path that the document says the same of are one route. */
function routesOf({ paths }) {
  const sorted = Object.entries(paths).sort(([a], [b]) =>
    a.localeCompare(b, 'en', { sensitivity: 'base' }),
  );
  return sorted.flatMap(([path, item]) => {
    const groups = new Map();
    for (const method of METHODS.filter((name) => item[name] !== undefined)) {
      const { operationId, ...operation } = item[method];
      const meaning = `${method === 'options'}${JSON.stringify(operation)}`;
      const group = groups.get(meaning) ?? { path, methods: [], operation: item[method] };
      group.methods.push(method);
      groups.set(meaning, group);
    }
    return [...groups.values()];
  });
}

function entry(stage, route, isOpen) {
  const { path, methods, operation } = route;
  const verb = methods.length >= ANY ? 'any' : methods.join(' ');
  const summary = [
    el('span', { class: `verb ${methods.length > 1 ? 'any' : methods[0]}` }, verb.toUpperCase()),
    el('span', { class: 'path' }, path),
    el('span', { class: 'summary' }, operation.summary ?? ''),
    el('span', { class: 'badge' }, accessOf(stage, operation)),
  ];
  return details(summary, () => operationForm(stage, route), {
    class: 'route',
    open: isOpen,
    'data-route': `${verb.toUpperCase()} ${path}`,
  });
}

function accessOf({ document: api }, { security = [] }) {
  const schemes = api.components?.securitySchemes ?? {};
  const names = security.flatMap((requirement) => Object.keys(requirement));
  if (names.length === 0) return 'open';
  return names
    .map((name) => (schemes[name]?.name.toLowerCase() === 'x-api-key' ? 'API key' : 'token'))
    .join(' + ');
}
