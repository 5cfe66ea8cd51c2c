import { JavaMap } from './json/json-value';
import { ContextOverrides, type RequestOverride, type ResponseOverride } from './overrides';
import {
  TemplateInput,
  TemplateUtil,
  toTemplateValue,
  type TemplateParams,
} from './template-variables';
import { interpret } from './vtl/interpreter';
import { parseTemplate } from './vtl/template-parser';

/**
 * What a mapping template sees.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export interface TemplateScope {
  readonly phase: 'request' | 'response';
  /** The method request's payload, or the integration's answer; `''` when there is none. */
  readonly body: string;
  readonly params: TemplateParams;
  /** `$context`, without the overrides, which are added. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** What the request's earlier template left, for a response template; default: nothing. */
  readonly overrides?: ContextOverrides | undefined;
}

/** What a rendering made. */
export interface RenderedTemplate {
  readonly text: string;
  readonly requestOverride: RequestOverride;
  readonly responseOverride: ResponseOverride;
  /** For {@link TemplateScope.overrides} of the response template. */
  readonly overrides: ContextOverrides;
}

/** A parsed template. */
export interface MappingTemplate {
  /**
   * @throws PayloadError when the template reads a payload that is broken JSON.
   * @throws TemplateError when it fails otherwise.
   */
  render(scope: TemplateScope): RenderedTemplate;
}

/**
 * Parses a mapping template once, to be rendered for every request.
 *
 * @throws TemplateError when the text is not VTL as API Gateway reads it.
 */
export function compileTemplate(text: string): MappingTemplate {
  const statements = parseTemplate(text);
  const readsContext = text.includes('context');
  return {
    render(scope) {
      const overrides = new ContextOverrides(scope.overrides);
      const variables = variablesOf(scope);
      if (readsContext) variables.set('context', contextOf(scope, overrides));
      const rendered = interpret(statements, variables);
      return {
        text: rendered,
        overrides,
        get requestOverride() {
          return overrides.requestOverride;
        },
        get responseOverride() {
          return overrides.responseOverride;
        },
      };
    },
  };
}

function variablesOf(scope: TemplateScope): Map<string, unknown> {
  return new Map<string, unknown>([
    ['input', new TemplateInput(scope)],
    ['util', new TemplateUtil()],
    ['stageVariables', new JavaMap(Object.entries(scope.stageVariables))],
  ]);
}

function contextOf(scope: TemplateScope, overrides: ContextOverrides): unknown {
  const context = toTemplateValue(scope.context);
  if (context instanceof JavaMap) {
    context.entries.set('requestOverride', overrides.request);
    context.entries.set('responseOverride', overrides.response);
  }
  return context;
}

export type { ContextOverrides, RequestOverride, ResponseOverride } from './overrides';
export { PayloadError, TemplateError } from './template-error';
export type { TemplateParams } from './template-variables';
