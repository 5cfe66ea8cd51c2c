import { createZip } from '../zip';
import type { Json } from './json';

/** Runs one behaviour, and notes every event it gets in the file that `RECORD` names. */
const HANDLER = `
const { appendFileSync } = require('node:fs');
const behaviour = require('./behaviour.json');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const filled = (value, { methodArn = '' }) =>
  value === undefined
    ? value
    : JSON.parse(
        JSON.stringify(value)
          .replaceAll('{{methodArn}}', methodArn)
          .replaceAll('{{stageArn}}', methodArn.split('/').slice(0, 2).join('/')),
      );
const member = (value, name) =>
  Object.entries(value ?? {}).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
const selected = (path, event) => path.split('.').reduce(member, event) ?? member(event.headers, path);
async function run(step, event) {
  switch (step.behaviour) {
    case 'return': return filled(step.value, event);
    case 'echo': return event;
    case 'proxy_echo': return { statusCode: 200, body: JSON.stringify(event), isBase64Encoded: false };
    case 'throw': {
      const error = new Error(step.error_message);
      error.name = step.error_type ?? 'Exception';
      throw error;
    }
    case 'switch': {
      const value = selected(step.on, event);
      return run(Object.hasOwn(step.cases, value) ? step.cases[value] : step.default, event);
    }
    case 'sleep': await wait(step.ms); return run(step.then, event);
    default: throw new Error('unknown behaviour ' + step.behaviour);
  }
}
exports.handler = (event) => {
  appendFileSync(process.env.RECORD, JSON.stringify(event) + '\\n');
  return run(behaviour, event);
};
`;

/** The zip of a function that behaves so. */
export function functionZip(behaviour: Json): Promise<Uint8Array> {
  return createZip(
    new Map([
      ['index.js', Buffer.from(HANDLER)],
      ['behaviour.json', Buffer.from(JSON.stringify(behaviour))],
    ]),
  );
}
