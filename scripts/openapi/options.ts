import { parseArgs } from 'node:util';
import type { ExportType } from '../../local/openapi/export';

/** What `npm run openapi` was asked for, checked. */
export interface OpenApiOptions {
  readonly stage: string;
  readonly format: 'json' | 'yaml';
  readonly exportType: ExportType;
  readonly extensions: boolean;
  /** Where the stage is served, without the stage; `undefined`: at AWS. */
  readonly server: string | undefined;
  /** `undefined`: standard output. */
  readonly out: string | undefined;
}

export const OPENAPI_HELP = `Prints the API of a stage as an OpenAPI document, as API Gateway exports it, from the synthesized Terraform.

  npm run -s openapi -- dev [options]

  --format yaml|json            default: json
  --version 3.0|swagger2        default: 3.0
  --extensions apigateway|none  x-amazon-apigateway-* members, enough to import the API again (default: none)
  --server URL                  where the stage is served, without the stage (default: API Gateway's own address)
  --out FILE                    write there instead of standard output
  -h, --help                    this text
`;

const OPTIONS = {
  format: { type: 'string', default: 'json' },
  version: { type: 'string', default: '3.0' },
  extensions: { type: 'string', default: 'none' },
  server: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @returns `undefined` when help was asked for.
 * @throws Error with one line that names the option and what it takes.
 */
export function parseOpenApiOptions(argv: readonly string[]): OpenApiOptions | undefined {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
  });
  if (values.help) return undefined;
  const [stage, ...others] = positionals;
  if (stage === undefined || others.length > 0) throw new Error('name one stage: dev or prod');
  return {
    stage,
    format: oneOf('--format', values.format, { json: 'json', yaml: 'yaml' } as const),
    exportType: oneOf('--version', values.version, {
      '3.0': 'oas30',
      swagger2: 'swagger',
    } as const),
    extensions: oneOf('--extensions', values.extensions, { apigateway: true, none: false }),
    server: values.server?.replace(/\/+$/, ''),
    out: values.out,
  };
}

function oneOf<T>(option: string, value: string, known: Readonly<Record<string, T>>): T {
  if (Object.hasOwn(known, value)) {
    const found = known[value];
    if (found !== undefined) return found;
  }
  throw new Error(`${option} takes ${Object.keys(known).join(' or ')}, not "${value}"`);
}
