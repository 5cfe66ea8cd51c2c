import type { Clock } from '../clock';
import type { FunctionInvoker } from '../lambda/invoker';
import type { AuthorizerService } from './authorizer';
import type { Exchange } from './exchange';
import { compileTemplate, TemplateError, type MappingTemplate } from './mapping/mapping-template';
import type { ModelValidator } from './model-validation';
import type { Router } from './router';
import type { UsageMeter } from './usage';

/** What the steps need of the rest of the runtime. */
export interface GatewayServices {
  readonly invoker: FunctionInvoker;
  readonly authorizers: AuthorizerService;
  readonly usage: UsageMeter;
  readonly templates: TemplateCache;
  readonly clock: Clock;
  /** False: authorizers and API keys let everybody in. */
  readonly authorization: boolean;
  readonly router: (apiId: string) => Router;
  readonly models: (apiId: string) => ModelValidator;
}

/** One step of the pipeline. It ends the request by throwing a `GatewayFailure`. */
export type Step = (exchange: Exchange, services: GatewayServices) => void | Promise<void>;

/** Parses each template once. */
export class TemplateCache {
  readonly #compiled = new Map<string, MappingTemplate | TemplateError>();

  /** @throws TemplateError each time it is asked for a template that cannot be parsed. */
  get(text: string): MappingTemplate {
    const found = this.#compiled.get(text) ?? this.#compile(text);
    if (found instanceof TemplateError) throw found;
    return found;
  }

  #compile(text: string): MappingTemplate | TemplateError {
    const made = attempt(text);
    this.#compiled.set(text, made);
    return made;
  }
}

function attempt(text: string): MappingTemplate | TemplateError {
  try {
    return compileTemplate(text);
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}
