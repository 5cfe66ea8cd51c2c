/** The parts of dynalite that run in this process: each operation's checks, and what it does to a store. */
declare module 'dynalite/validations' {
  interface Validations {
    /** The input with the right types, unknown members left out. Throws what the service answers. */
    checkTypes(input: unknown, types: Readonly<Record<string, unknown>>): Record<string, unknown>;
    /** Throws what the service answers. */
    checkValidations(...args: readonly unknown[]): void;
  }
  const validations: Validations;
  export default validations;
}

declare module 'dynalite/validations/*' {
  interface OperationValidation {
    readonly types: Readonly<Record<string, unknown>>;
    readonly custom?: (input: Readonly<Record<string, unknown>>, store: unknown) => unknown;
  }
  const validation: OperationValidation;
  export default validation;
}

declare module 'dynalite/actions/*' {
  type Answer = (error: unknown, output?: object) => void;
  const action: (store: unknown, input: Readonly<Record<string, unknown>>, answer: Answer) => void;
  export default action;
}

declare module 'dynalite/db' {
  interface IndexActions {
    readonly puts: readonly {
      readonly index: string;
      readonly key: string;
      readonly item: unknown;
    }[];
  }
  interface Database {
    /** What a new item adds to each of these indexes. */
    getIndexActions(...args: readonly unknown[]): IndexActions;
    createKey(item: unknown, table: unknown): string;
    /** A refusal, unless the item has the key of the table. */
    validateItem(item: unknown, table: unknown): unknown;
    /** A refusal, unless the call's condition holds for the item that is there. */
    checkConditional: (input: unknown, existing: unknown) => unknown;
  }
  const database: Database;
  export default database;
}

declare module 'dynalite/db/*Parser' {
  interface ExpressionParser {
    /** The expression as dynalite's actions take it, or a text that says what is wrong with it. */
    parse: (expression: string, options: { readonly context: object }) => unknown;
  }
  const parser: ExpressionParser;
  export default parser;
}
