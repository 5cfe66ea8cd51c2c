/** A mapping template that cannot be parsed, or fails while it renders; the request then ends with 500. */
export class TemplateError extends Error {
  override readonly name: string = 'TemplateError';
}

/**
 * The payload that a template reads is broken JSON. In the request phase that is the client's fault: 400.
 */
export class PayloadError extends TemplateError {
  override readonly name = 'PayloadError';
}
