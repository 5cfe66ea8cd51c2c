/** Elements in few words. Text goes in as text only: what a client sent, or a function wrote, is never markup here. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `on...` listens, `null` and `false` are left out, all else are attributes.
 * @param {...(Node | string | null)} children
 * @returns {HTMLElement}
 */
export function el(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

/** The same for a drawing. */
export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === false || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A part that one opens; its content is made when that happens. */
export function details(summary, content, properties = {}) {
  const head = el('summary', {}, ...[summary].flat());
  const element = el('details', properties, head);
  const fill = () => {
    if (element.childElementCount === 1) element.append(...[content()].flat());
  };
  // With the click already, so that the next key finds it there; `toggle` comes late, but also when a script opens it.
  head.addEventListener('click', fill);
  element.addEventListener('toggle', () => {
    if (element.open) fill();
  });
  if (element.open) fill();
  return element;
}

/** Text as a program wrote it, which scrolls by keyboard as well. */
export function code(text, label) {
  return el('pre', { tabindex: '0', role: 'region', 'aria-label': label }, text);
}

/** Names and values, one under the other. */
export function facts(entries) {
  const shown = entries.filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return el(
    'dl',
    { class: 'facts' },
    ...shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
  );
}

/** A button that puts text on the clipboard and says so. */
export function copyButton(label, text) {
  const button = el('button', { type: 'button', class: 'quiet' }, label);
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = 'Copied';
    setTimeout(() => (button.textContent = label), 1500);
  });
  return button;
}

/** `12 ms`, `0.3 ms`. */
export function milliseconds(value) {
  if (value < 0.05) return '< 0.1 ms';
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

/** `14:03:07.123`. */
export function time(epoch) {
  const at = new Date(epoch);
  return `${at.toLocaleTimeString('en-GB')}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

/** A status code in the colour of its hundred. */
export function status(statusCode) {
  return el('span', { class: `status s${String(statusCode)[0]}` }, String(statusCode));
}
