import { Stream } from 'node:stream';
import { withoutAncestor } from './attribute-names';

interface ValueStreamOptions {
  /** Told when a listener of dynalite's throws, where nobody else would catch it. */
  readonly fail: (error: unknown) => void;
}

/** Values as the events that dynalite's queries listen to, on what has to be a stream: `data` for each, then `end`. */
export class ValueStream extends Stream {
  readonly #fail: (error: unknown) => void;
  #destroyed = false;

  constructor(values: AsyncIterable<unknown>, { fail }: ValueStreamOptions) {
    super();
    this.#fail = fail;
    this.#flow(values).catch(fail);
  }

  /** The query has what it needs. */
  destroy(): void {
    this.#destroyed = true;
  }

  async #flow(values: AsyncIterable<unknown>): Promise<void> {
    for await (const value of values) {
      if (this.#destroyed) break;
      this.#tell('data', withoutAncestor(value));
    }
    this.#tell('end');
  }

  #tell(event: string, ...rest: readonly unknown[]): void {
    try {
      this.emit(event, ...rest);
    } catch (error) {
      this.#fail(error);
    }
  }
}
