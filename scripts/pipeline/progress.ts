/** Tells what Terraform does while it does it: a line per thing that happened to a resource, none for what was only read. */
import { terminalText } from '../terminal';
import { isRecord, textOf } from './json';
import type { Diagnostic } from './terraform-failure';

export interface ProgressOptions {
  /** Where the lines go. */
  readonly write: (line: string) => void;
  /** Also what is read and refreshed. */
  readonly verbose: boolean;
}

/** What is said of `apply_start` and of `apply_complete`. */
const DOING: Readonly<Record<string, readonly [string, string]>> = {
  create: ['creating', 'created'],
  update: ['updating', 'updated'],
  delete: ['destroying', 'destroyed'],
  replace: ['replacing', 'replaced'],
};

/** A resource that takes longer than this is mentioned while it is still at work, in seconds. */
const LONG_SECONDS = 30;

/** More changes than this are not told one by one. */
const MANY = 20;
const SLOW_SECONDS = 10;

/**
 * Reads the lines of Terraform's `-json` output.
 *
 * https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #diagnostics: Diagnostic[] = [];
  #planned = 0;
  #done = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

  /** Errors and warnings so far. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** @param line One of Terraform's output; what is not JSON is passed over. */
  readonly read = (line: string): void => {
    const event = parse(line);
    if (event === undefined) return;
    const hook = isRecord(event['hook']) ? event['hook'] : {};
    switch (event['type']) {
      case 'change_summary':
        this.#summary(event);
        break;
      case 'apply_progress':
        this.#stillAt(hook);
        break;
      case 'apply_start':
        this.#applied(hook, 0);
        break;
      case 'apply_complete':
        this.#done += 1;
        this.#applied(hook, 1);
        break;
      case 'diagnostic':
        this.#diagnostic(event['diagnostic']);
        break;
      case 'refresh_complete':
        if (this.#options.verbose) this.#write(`read        ${addressOf(hook)}`);
        break;
      default:
    }
  };

  #summary(event: Record<string, unknown>): void {
    const changes = isRecord(event['changes']) ? event['changes'] : {};
    const count = (name: string): number => Number(changes[name] ?? 0);
    this.#planned = count('add') + count('change') + count('remove');
    if (changes['operation'] === 'plan') return;
    this.#write(
      `${count('add')} created, ${count('change')} updated, ${count('remove')} destroyed`,
    );
  }

  #applied(hook: Record<string, unknown>, tense: 0 | 1): void {
    const words = DOING[textOf(hook['action'])];
    if (words === undefined) return;
    if (tense === 0) {
      if (this.#options.verbose) this.#write(`${words[0].padEnd(11)} ${addressOf(hook)}`);
      return;
    }
    const seconds = Number(hook['elapsed_seconds'] ?? 0);
    if (!this.#isWorthALine(hook['action'], seconds)) return;
    const time = seconds > 0 ? ` (${seconds} s)` : '';
    this.#write(`${this.#count()}${words[1].padEnd(11)} ${addressOf(hook)}${time}`);
  }

  /** Of a great many, each tenth will do, and what takes long or is destroyed. */
  #isWorthALine(action: unknown, seconds: number): boolean {
    if (this.#options.verbose || this.#planned <= MANY) return true;
    return action === 'delete' || seconds >= SLOW_SECONDS || this.#done % 10 === 0;
  }

  /** `[ 3/40] `, when the plan told how many. */
  #count(): string {
    if (this.#planned === 0) return '';
    const of = String(this.#planned);
    return `[${String(this.#done).padStart(of.length)}/${of}] `;
  }

  #stillAt(hook: Record<string, unknown>): void {
    const seconds = Number(hook['elapsed_seconds'] ?? 0);
    if (seconds >= LONG_SECONDS && seconds % LONG_SECONDS === 0) {
      this.#write(`still at    ${addressOf(hook)} after ${seconds} s`);
    }
  }

  #diagnostic(value: unknown): void {
    if (!isRecord(value)) return;
    const diagnostic = {
      severity: textOf(value['severity']),
      summary: textOf(value['summary']),
      detail: textOf(value['detail']),
      ...(typeof value['address'] === 'string' ? { address: value['address'] } : {}),
    };
    this.#diagnostics.push(diagnostic);
    if (diagnostic.severity === 'warning') this.#write(`warning: ${diagnostic.summary}`);
  }

  #write(line: string): void {
    // An address holds the key of a for_each, and a diagnostic what AWS has said: both are text of strangers.
    this.#options.write(`  ${terminalText(line)}`);
  }

  /** How many changes an apply will report; its own plan did not pass here. */
  expect(changes: number): void {
    this.#planned = changes;
  }
}

function addressOf(hook: Record<string, unknown>): string {
  return isRecord(hook['resource']) ? textOf(hook['resource']['addr']) : '';
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const event: unknown = JSON.parse(line);
    return isRecord(event) ? event : undefined;
  } catch {
    return undefined;
  }
}
