import {
  compileTemplate,
  type RenderedTemplate,
  type TemplateScope,
} from '../../../../local/gateway/mapping/mapping-template';

/** Renders a template with a scope of which only what matters is said. */
export function render(template: string, scope: Partial<TemplateScope> = {}): RenderedTemplate {
  return compileTemplate(template).render({
    phase: 'request',
    body: '',
    params: { path: {}, querystring: {}, header: {} },
    context: {},
    stageVariables: {},
    ...scope,
  });
}

/** The text alone, for a payload given as a value. */
export function rendered(template: string, body?: unknown): string {
  return render(template, { body: body === undefined ? '' : JSON.stringify(body) }).text;
}
