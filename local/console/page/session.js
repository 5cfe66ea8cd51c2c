/** What the page knows: the application, the latest events, and which stage it looks at. */

/** Rows of the tail to keep. */
const MAX_ROWS = 500;

/**
 * Asks the console's server.
 *
 * @param {string} path Under `/_gatehouse/`.
 * @throws Error in the server's words.
 */
export async function ask(path) {
  const response = await fetch(`/_gatehouse/${path}`);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.message);
  return answer;
}

/**
 * Tells of `row` (a request or a log line came), `reload` (another application is served) and `connection`.
 */
class Session extends EventTarget {
  application = { stages: [], stacks: [], logGroups: {} };
  /** Newest last: `{kind: 'exchange' | 'access' | 'execution' | 'function' | 'log', stage, at, ...}`. */
  rows = [];
  /** Members of the latest answers by name: an id that was given is filled in where one is asked for. */
  remembered = new Map();
  isConnected = false;

  async load() {
    this.application = await ask('application');
  }

  stage(name) {
    return this.application.stages.find((stage) => stage.name === name);
  }

  /** Follows the events for as long as the page is open. */
  follow() {
    const events = new EventSource('/_gatehouse/events');
    events.addEventListener('open', () => this.#connection(true));
    events.addEventListener('error', () => this.#connection(false));
    events.addEventListener('exchange', ({ data }) => {
      const exchange = JSON.parse(data);
      this.#add({ kind: 'exchange', stage: exchange.stage, at: exchange.startedAt, exchange });
    });
    events.addEventListener('log', ({ data }) => this.#addLog(JSON.parse(data)));
    events.addEventListener('skipped', ({ data }) => this.#addSkipped(JSON.parse(data)));
    events.addEventListener('reload', () => this.dispatchEvent(new Event('reload')));
  }

  /** The rows that speak of a request: by its own id, or by that of its function's invocation. */
  rowsOf(...requestIds) {
    const ids = requestIds.filter((id) => id !== null && id !== undefined);
    return this.rows.filter(({ message }) => ids.some((id) => message?.includes(id) === true));
  }

  clear() {
    this.rows = [];
  }

  #addLog({ logGroupName, events }) {
    const group = this.application.logGroups[logGroupName];
    for (const { timestamp, message } of events) {
      this.#add({
        kind: group?.kind ?? 'log',
        stage: group?.stage ?? null,
        name: group?.name ?? logGroupName,
        at: timestamp,
        message,
      });
    }
  }

  #addSkipped({ requests }) {
    const message = `${requests} more requests came faster than they are kept here; the logs have them`;
    this.#add({ kind: 'log', stage: null, name: 'console', at: Date.now(), message });
  }

  #add(row) {
    this.rows.push(row);
    if (this.rows.length > MAX_ROWS * 2) this.rows = this.rows.slice(-MAX_ROWS);
    this.dispatchEvent(new CustomEvent('row', { detail: row }));
  }

  #connection(isConnected) {
    this.isConnected = isConnected;
    this.dispatchEvent(new Event('connection'));
  }
}

export const session = new Session();
