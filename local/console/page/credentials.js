/** Which key and token a call carries: the right one, and the wrong ones there are. */
import { el } from './dom.js';
import { session } from './session.js';

const WRONG_KEY = 'a-key-that-nobody-was-given';

/**
 * Fields for the security schemes of an operation.
 *
 * @returns {{element: HTMLElement, apply: (target: {headers: Record<string, string>, query: URLSearchParams}) => void}}
 */
export function credentialFields(stage, operation) {
  const schemes = stage.document.components?.securitySchemes ?? {};
  const asked = (operation.security ?? []).flatMap((requirement) => Object.keys(requirement));
  const fields = asked.map((name) => credentialField(stage, { name, scheme: schemes[name] }));
  const element =
    fields.length === 0
      ? el('p', { class: 'hint' }, 'Open to everybody: no key, no token.')
      : el('div', { class: 'fields' }, ...fields.map((field) => field.element));
  return {
    element,
    apply: (target) => {
      for (const { apply } of fields) apply(target);
    },
  };
}

function credentialField(stage, { name, scheme }) {
  const header = scheme?.name ?? name;
  const choices = header.toLowerCase() === 'x-api-key' ? keyChoices(stage) : tokenChoices(stage);
  const select = el(
    'select',
    { 'aria-label': header, name: header },
    ...choices.map(([label], at) => el('option', { value: at }, label)),
    el('option', { value: 'own' }, 'typed in:'),
  );
  const own = el('input', {
    type: 'text',
    'aria-label': `${header}, typed in`,
    autocomplete: 'off',
    spellcheck: 'false',
    hidden: true,
  });
  select.addEventListener('change', () => {
    own.hidden = select.value !== 'own';
    if (!own.hidden) own.focus();
  });
  return {
    element: el('div', { class: 'field' }, el('span', { class: 'name' }, header), select, own),
    apply({ headers, query }) {
      const value = select.value === 'own' ? own.value : choices[Number(select.value)][1];
      if (value === null || value === '') return;
      if (scheme?.in === 'query') query.set(header, value);
      else headers[header] = value;
    },
  };
}

/** Every choice is a label and a value; `null`: nothing is sent. */
function keyChoices(stage) {
  const others = othersOf(stage).filter(({ apiKey }) => apiKey !== null);
  return [
    ...(stage.apiKey === null ? [] : [[`the key of ${stage.name}`, stage.apiKey]]),
    ['none', null],
    ['a wrong key', WRONG_KEY],
    ...others.map(({ name, apiKey }) => [`the key of ${name}`, apiKey]),
  ];
}

function tokenChoices(stage) {
  const { name, token, expiredToken } = stage;
  const others = othersOf(stage).filter((other) => other.token !== null);
  return [
    ...(token === null ? [] : [[`a token of ${name}`, `Bearer ${token}`]]),
    ['none', null],
    ['a wrong token: forged signature', `Bearer ${forged(token)}`],
    ...(expiredToken === null ? [] : [['an expired token', `Bearer ${expiredToken}`]]),
    ...others.map((other) => [`a token of ${other.name}`, `Bearer ${other.token}`]),
  ];
}

function othersOf(stage) {
  return session.application.stages.filter((other) => other !== stage);
}

/** The same claims under a signature that is none. */
function forged(token) {
  const [head, claims, signature] = (token ?? 'e30.e30.none').split('.');
  return [head, claims, [...signature].reverse().join('')].join('.');
}
