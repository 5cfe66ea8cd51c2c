import type { Decimal } from '../json/json-value';

/** A template as parsed: statements that write text or change variables. */
export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'set'; readonly target: Reference; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly Branch[];
      readonly otherwise: readonly Statement[];
    }
  | ForeachStatement
  | { readonly kind: 'define'; readonly name: string; readonly body: readonly Statement[] }
  | { readonly kind: 'break' }
  | { readonly kind: 'stop' };

export interface ForeachStatement {
  readonly kind: 'foreach';
  readonly variable: string;
  readonly source: Expression;
  readonly body: readonly Statement[];
}

export interface Branch {
  readonly condition: Expression;
  readonly body: readonly Statement[];
}

export type Expression =
  | {
      readonly kind: 'literal';
      readonly value: string | number | bigint | boolean | Decimal | null;
    }
  | { readonly kind: 'interpolation'; readonly body: readonly Statement[] }
  | { readonly kind: 'reference'; readonly reference: Reference }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'map'; readonly members: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'range'; readonly from: Expression; readonly to: Expression }
  | { readonly kind: 'not'; readonly operand: Expression }
  | BinaryExpression;

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%';

/** `$name`, with what follows it: `.property`, `.method(...)`, `[index]`. */
export interface Reference {
  readonly name: string;
  readonly accessors: readonly Accessor[];
  /** As written, for messages. */
  readonly source: string;
}

export type Accessor =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'method'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'index'; readonly index: Expression };
