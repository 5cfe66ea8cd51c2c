/** What a mapping template sees, https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */
export interface TemplateScope {
  readonly phase: 'request' | 'response';
  /** The method request's payload, or the integration's answer; `''` when there is none. */
  readonly body: string;
  readonly params: TemplateParams;
  /** `$context`; `requestOverride` and `responseOverride` are added. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** What an earlier template of the same request set (the request's, for a response template); default: nothing. */
  readonly overrides?: ContextOverrides;
}

export interface TemplateParams {
  readonly path: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly header: Readonly<Record<string, string>>;
}

export interface RequestOverride {
  readonly header: Readonly<Record<string, string | string[]>>;
  readonly querystring: Readonly<Record<string, string | string[]>>;
  readonly path: Readonly<Record<string, string>>;
}

export interface ResponseOverride {
  readonly status: number | undefined;
  readonly header: Readonly<Record<string, string | string[]>>;
}

/** The override maps as a template left them; opaque, handed to the next template in {@link TemplateScope.overrides}. */
export interface ContextOverrides {
  readonly request: unknown;
  readonly response: unknown;
}

export interface RenderedTemplate {
  readonly text: string;
  readonly requestOverride: RequestOverride;
  readonly responseOverride: ResponseOverride;
  readonly overrides: ContextOverrides;
}

export interface MappingTemplate {
  /** @throws TemplateError when the template cannot be rendered with this scope. */
  render(scope: TemplateScope): RenderedTemplate;
}

/** A mapping template that cannot be parsed, or fails while it renders; a request then ends with 500. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/**
 * Parses a mapping template once, to be rendered often.
 *
 * @throws TemplateError when the text is not VTL.
 */
export function compileTemplate(text: string): MappingTemplate {
  throw new TemplateError(`not built yet: ${text}`);
}
