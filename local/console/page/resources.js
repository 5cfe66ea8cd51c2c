/** The stacks: a picture of how the types hang together, and every resource with what it refers to. */
import { details, el, svg } from './dom.js';
import { session } from './session.js';

/** The view of the stacks, with the one of the stage in front. */
export function resourcesView(stage) {
  const { stacks } = session.application;
  const own = stacks.find(({ name }) => name.endsWith(`-${stage.name}`)) ?? stacks[0];
  const content = el('div', {});
  const show = (stack) => content.replaceChildren(...stackParts(stack));
  const choices = stacks.map((stack) =>
    el(
      'label',
      {},
      el('input', {
        type: 'radio',
        name: `stack-of-${stage.name}`,
        checked: stack === own,
        onchange: () => show(stack),
      }),
      el('span', {}, stack.name),
    ),
  );
  if (own !== undefined) show(own);
  const fieldset = el(
    'fieldset',
    { class: 'choice' },
    el('legend', { class: 'unseen' }, 'Stack'),
    ...choices,
  );
  return { element: el('div', {}, fieldset, content) };
}

function stackParts(stack) {
  const groups = new Map();
  for (const resource of stack.resources) {
    groups.set(resource.type, [...(groups.get(resource.type) ?? []), resource]);
  }
  const entries = new Map(
    [...groups].sort().map(([type, resources]) => [type, typeEntry(type, resources)]),
  );
  const open = (type) => {
    const entry = entries.get(type);
    if (entry === undefined) return;
    entry.open = true;
    entry.querySelector('summary').focus();
    entry.scrollIntoView({ block: 'nearest' });
  };
  return [
    el(
      'div',
      { class: 'intro' },
      el('h2', {}, stack.name),
      el(
        'p',
        { class: 'hint' },
        `${stack.resources.length} resources of ${groups.size} types. A line leads from who refers to what is referred to; a dashed box belongs to another stack. Choose a box to see what is in it.`,
      ),
    ),
    picture(stack, open),
    ...entries.values(),
  ];
}

function typeEntry(type, resources) {
  return details(
    [el('span', { class: 'path' }, type), el('span', { class: 'hint' }, String(resources.length))],
    () =>
      el(
        'ul',
        { class: 'resources' },
        ...resources.map(({ address, references }) =>
          el(
            'li',
            {},
            el('code', {}, address.slice(type.length + 1)),
            references.length === 0
              ? null
              : el('ul', {}, ...references.map((name) => el('li', {}, el('code', {}, name)))),
          ),
        ),
      ),
    { class: 'row resource-type' },
  );
}

function picture({ name, picture: drawing }, open) {
  const { width, height, nodes, edges } = drawing;
  const lines = edges.map((edge) => edgeLine(drawing, edge));
  const root = svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'group',
      'aria-label': `Types of ${name}`,
    },
    ...lines,
  );
  const mark = (id) => {
    lines.forEach((line, at) => {
      const isOn = edges[at].from === id || edges[at].to === id;
      line.classList.toggle('on', isOn);
    });
    root.classList.toggle('marked', id !== null);
  };
  root.append(...nodes.map((node) => nodeBox(drawing, { node, open, mark })));
  return el(
    'div',
    { class: 'picture', tabindex: '0', role: 'region', 'aria-label': `Picture of ${name}` },
    root,
  );
}

function nodeBox({ nodeWidth, nodeHeight }, { node, open, mark }) {
  const { id, label, service, count, stack, x, y } = node;
  const isOurs = stack === null;
  const box = svg(
    'g',
    {
      class: isOurs ? 'node' : 'node foreign',
      transform: `translate(${x} ${y})`,
      ...(isOurs && { role: 'button', tabindex: '0' }),
    },
    svg('rect', { width: nodeWidth, height: nodeHeight, rx: 6 }),
    svg('text', { x: 10, y: 17, class: 'service' }, stack ?? service),
    svg('text', { x: 10, y: 34 }, count > 1 ? `${label} × ${count}` : label),
  );
  for (const event of ['mouseenter', 'focus']) box.addEventListener(event, () => mark(id));
  for (const event of ['mouseleave', 'blur']) box.addEventListener(event, () => mark(null));
  if (!isOurs) return box;
  box.addEventListener('click', () => open(id));
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    open(id);
  });
  return box;
}

/** From box to box, straight through the gaps of the columns between. */
function edgeLine({ nodes, nodeWidth, nodeHeight }, { from, to, gaps }) {
  const start = nodes.find(({ id }) => id === from);
  const end = nodes.find(({ id }) => id === to);
  let [x, y] = [start.x + nodeWidth, start.y + nodeHeight / 2];
  let path = `M${x} ${y}`;
  for (const next of [...gaps, { x: end.x, y: end.y + nodeHeight / 2 }]) {
    const bend = Math.abs(next.x - x) / 2;
    path += `C${x + bend} ${y} ${next.x - bend} ${next.y} ${next.x} ${next.y}`;
    [x, y] = [next.x + nodeWidth, next.y];
    if (gaps.includes(next)) path += `H${x}`;
  }
  return svg('path', { d: path });
}
