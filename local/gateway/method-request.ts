import type { Exchange, MethodRequestValues } from './exchange';
import { multiValues, singleValues } from './headers';
import type { TemplateParams } from './mapping/mapping-template';

/** What `method.request.*` stands for in mappings. */
export function methodRequestValues(exchange: Exchange): MethodRequestValues {
  return {
    headers: multiValues(exchange.eventHeaders),
    querystring: multiValues(exchange.target.query),
    path: exchange.route?.pathParameters ?? {},
  };
}

/** What `$input.params()` holds. */
export function templateParams(exchange: Exchange): TemplateParams {
  return {
    header: singleValues(exchange.eventHeaders),
    querystring: singleValues(exchange.target.query),
    path: exchange.route?.pathParameters ?? {},
  };
}
