import {
  APIGatewayClient,
  GetExportCommand,
  GetRestApisCommand,
} from '@aws-sdk/client-api-gateway';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { StageName } from '../../config';
import type { paths } from '../end-to-end/api-types';
import type { Project } from './project';

type Path = keyof paths;
/** The verbs that a path has. */
type Verb<P extends Path> = {
  [V in keyof paths[P]]: paths[P][V] extends { responses: object } ? V : never;
}[keyof paths[P]] &
  string;

type JsonOf<R> = R extends { content: { 'application/json': infer Body } } ? Body : undefined;
type ResponsesOf<O> = O extends { responses: infer R } ? R : never;
type AnswerOf<R> = {
  [S in keyof R & number]: {
    readonly status: S;
    readonly body: JsonOf<R[S]>;
    readonly headers: Headers;
  };
}[keyof R & number];

/** What a documented call can answer, told apart by `status`. */
export type ApiAnswer<P extends Path, V extends Verb<P>> = AnswerOf<ResponsesOf<paths[P][V]>>;

type ParameterOf<O, Place extends string> = O extends {
  parameters: Readonly<Partial<Record<Place, infer Values>>>;
}
  ? Values
  : undefined;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer Body } } }
  ? Body
  : undefined;

/** What a call sends; a path's parameters must be there. */
export type ApiRequest<P extends Path, V extends Verb<P>> = {
  readonly headers?: ParameterOf<paths[P][V], 'header'> | Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: BodyOf<paths[P][V]>;
  /** @default 'both' */
  readonly credentials?: 'both' | 'none';
} & (ParameterOf<paths[P][V], 'path'> extends Readonly<Record<string, string>>
  ? { readonly path: ParameterOf<paths[P][V], 'path'> }
  : { readonly path?: never });

/** Calls a stage by its OpenAPI document: the compiler checks what is sent, and each answer is held to the document. */
export class ApiClient {
  readonly #project: Project;
  readonly #stage: StageName;
  readonly #document: DocumentSchemas;

  private constructor(project: Project, stage: StageName, document: DocumentSchemas) {
    this.#project = project;
    this.#stage = stage;
    this.#document = document;
  }

  /** Asks the runtime for the stage's document, as the AWS CLI would. */
  static async of(project: Project, stage: StageName): Promise<ApiClient> {
    const gateway = new APIGatewayClient({
      endpoint: project.runtime.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const [api] = (await gateway.send(new GetRestApisCommand())).items ?? [];
    const { body } = await gateway.send(
      new GetExportCommand({
        restApiId: api?.id,
        stageName: stage,
        exportType: 'oas30',
        accepts: 'application/json',
      }),
    );
    return new ApiClient(project, stage, new DocumentSchemas(new TextDecoder().decode(body)));
  }

  /** @throws Error when the answer is none that the document tells of. */
  async call<P extends Path, V extends Verb<P>>(
    verb: V,
    path: P,
    request: ApiRequest<P, V>,
  ): Promise<ApiAnswer<P, V>> {
    const response = await fetch(this.#url(path, request.path ?? {}, request.query ?? {}), {
      method: verb.toUpperCase(),
      headers: {
        'content-type': 'application/json',
        ...(request.credentials === 'none' ? {} : this.#credentials()),
        ...Object.fromEntries(Object.entries(request.headers ?? {})),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const answer = { status: response.status, body, headers: response.headers };
    if (!this.#isDocumented<P, V>(answer, { verb, path })) {
      throw new Error(`${verb} ${path}: ${answer.status} ${text} is not in the document`);
    }
    return answer;
  }

  #isDocumented<P extends Path, V extends Verb<P>>(
    answer: { readonly status: number; readonly body: unknown },
    { verb, path }: { readonly verb: string; readonly path: string },
  ): answer is ApiAnswer<P, V> {
    return this.#document.allows({ verb, path, ...answer });
  }

  #credentials(): Record<string, string> {
    return {
      'x-api-key': this.#project.key(this.#stage),
      authorization: `Bearer ${this.#project.token(this.#stage)}`,
    };
  }

  #url(
    path: string,
    parameters: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string>>,
  ): string {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(parameters[name] ?? ''),
    );
    const search = new URLSearchParams(query).toString();
    return `${this.#project.url(this.#stage)}${filled}${search === '' ? '' : `?${search}`}`;
  }
}

interface Told {
  readonly verb: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

class DocumentSchemas {
  readonly #ajv = new Ajv({ strict: false });
  readonly #document: unknown;

  constructor(text: string) {
    this.#document = JSON.parse(text);
    addFormats(this.#ajv);
    this.#ajv.addSchema({ $id: 'document:', components: memberAt(this.#document, ['components']) });
  }

  allows({ verb, path, status, body }: Told): boolean {
    const response = memberAt(this.#document, ['paths', path, verb, 'responses', String(status)]);
    if (response === undefined) return false;
    const reference = memberAt(response, ['content', 'application/json', 'schema', '$ref']);
    return typeof reference === 'string' ? this.#schema(reference)(body) : body === undefined;
  }

  #schema(reference: string): ValidateFunction {
    const validate = this.#ajv.getSchema(`document:${reference}`);
    if (validate === undefined) throw new Error(`the document has no ${reference}`);
    return validate;
  }
}

function memberAt(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (object, name) =>
      typeof object === 'object' && object !== null
        ? new Map<string, unknown>(Object.entries(object)).get(name)
        : undefined,
    value,
  );
}
