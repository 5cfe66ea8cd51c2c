import { stringify } from 'yaml';
import { EXPORT_TYPES, exportApi } from '../../openapi/export';
import type { RestApi, Stage } from '../../rest-api';
import { headerOf, type AwsCall, type AwsResponse } from '../aws-call';
import { AwsError } from '../aws-error';
import type { AwsServices } from '../aws-services';

export interface ExportRequest {
  readonly call: AwsCall;
  readonly services: AwsServices;
  readonly api: RestApi;
  readonly stage: Stage;
  /** As the caller wrote it: `oas30` or `swagger`. */
  readonly exportType: string;
}

/** Values of `extensions` that ask for `x-amazon-apigateway-*`. */
const EXTENSIONS = ['integrations', 'authorizers', 'apigateway'];

/**
 * The stage as an OpenAPI document, YAML when the client accepts it, else JSON.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_GetExport.html
 *
 * @throws AwsError `BadRequestException` for another kind of document.
 */
export function exportStage({
  call,
  services,
  api,
  stage,
  exportType,
}: ExportRequest): AwsResponse {
  const type = EXPORT_TYPES.find((candidate) => candidate === exportType);
  if (type === undefined) {
    throw new AwsError('BadRequestException', 400, `No API found for export type '${exportType}'`);
  }
  const invokeUrl = services.invokeUrl(api, stage);
  const document = exportApi({
    api,
    stage,
    exportType: type,
    extensions: wantsExtensions(call.query),
    serverUrl: invokeUrl.slice(0, invokeUrl.lastIndexOf('/')),
  });
  const isYaml = (headerOf(call.headers, 'accept') ?? '').includes('yaml');
  return {
    statusCode: 200,
    headers: {
      'content-type': isYaml ? 'application/yaml' : 'application/json',
      'content-disposition': `attachment; filename="${type}_${stage.name}.${isYaml ? 'yaml' : 'json'}"`,
      'x-amzn-requestid': call.requestId,
    },
    body: isYaml ? stringify(document) : JSON.stringify(document, null, 2),
  };
}

function wantsExtensions(query: URLSearchParams): boolean {
  const values = query.getAll('extensions').flatMap((value) => value.split(','));
  return values.some((value) => EXTENSIONS.includes(value.trim()));
}
