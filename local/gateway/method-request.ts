import type { Exchange, MethodRequestValues } from './exchange';
import { multiValues, singleValues } from './headers';
import type { TemplateParams } from './mapping/mapping-template';
import { eventHeaders } from './proxy-event';

/** What `method.request.*` stands for in mappings. */
export function methodRequestValues(exchange: Exchange): MethodRequestValues {
  return {
    headers: multiValues(eventHeaders(exchange)),
    querystring: multiValues(exchange.target.query),
    path: exchange.route?.pathParameters ?? {},
  };
}

/** What `$input.params()` holds. */
export function templateParams(exchange: Exchange): TemplateParams {
  return {
    header: singleValues(eventHeaders(exchange)),
    querystring: singleValues(exchange.target.query),
    path: exchange.route?.pathParameters ?? {},
  };
}
