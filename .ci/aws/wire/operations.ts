/**
 * What the proxy knows of the REST services, from their API references: only the operations that a lane makes, since a call
 * that is not here is refused to a role.
 */
import { routesOf } from './route-table';

/** https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html */
export const API_GATEWAY = routesOf(`
  GET    /account GetAccount
  PATCH  /account UpdateAccount
  POST   /apikeys CreateApiKey
  GET    /apikeys GetApiKeys
  GET    /apikeys/{apiKey} GetApiKey
  PATCH  /apikeys/{apiKey} UpdateApiKey
  DELETE /apikeys/{apiKey} DeleteApiKey
  POST   /usageplans CreateUsagePlan
  GET    /usageplans GetUsagePlans
  GET    /usageplans/{usagePlanId} GetUsagePlan
  PATCH  /usageplans/{usagePlanId} UpdateUsagePlan
  DELETE /usageplans/{usagePlanId} DeleteUsagePlan
  POST   /usageplans/{usagePlanId}/keys CreateUsagePlanKey
  GET    /usageplans/{usagePlanId}/keys GetUsagePlanKeys
  GET    /usageplans/{usagePlanId}/keys/{keyId} GetUsagePlanKey
  DELETE /usageplans/{usagePlanId}/keys/{keyId} DeleteUsagePlanKey
  POST   /domainnames CreateDomainName
  GET    /domainnames/{domainName} GetDomainName
  PATCH  /domainnames/{domainName} UpdateDomainName
  DELETE /domainnames/{domainName} DeleteDomainName
  POST   /domainnames/{domainName}/basepathmappings CreateBasePathMapping
  GET    /domainnames/{domainName}/basepathmappings/{basePath} GetBasePathMapping
  PATCH  /domainnames/{domainName}/basepathmappings/{basePath} UpdateBasePathMapping
  DELETE /domainnames/{domainName}/basepathmappings/{basePath} DeleteBasePathMapping
  GET    /tags/{resourceArn+} GetTags
  PUT    /tags/{resourceArn+} TagResource
  DELETE /tags/{resourceArn+} UntagResource
  POST   /restapis CreateRestApi
  GET    /restapis GetRestApis
  GET    /restapis/{restApiId} GetRestApi
  PUT    /restapis/{restApiId} PutRestApi
  PATCH  /restapis/{restApiId} UpdateRestApi
  DELETE /restapis/{restApiId} DeleteRestApi
  GET    /restapis/{restApiId}/resources GetResources
  GET    /restapis/{restApiId}/resources/{resourceId} GetResource
  POST   /restapis/{restApiId}/resources/{parentId} CreateResource
  PATCH  /restapis/{restApiId}/resources/{resourceId} UpdateResource
  DELETE /restapis/{restApiId}/resources/{resourceId} DeleteResource
  GET    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod} GetMethod
  PUT    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod} PutMethod
  PATCH  /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod} UpdateMethod
  DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod} DeleteMethod
  GET    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode} GetMethodResponse
  PUT    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode} PutMethodResponse
  PATCH  /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode} UpdateMethodResponse
  DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/responses/{statusCode} DeleteMethodResponse
  GET    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration GetIntegration
  PUT    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration PutIntegration
  PATCH  /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration UpdateIntegration
  DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration DeleteIntegration
  GET    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode} GetIntegrationResponse
  PUT    /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode} PutIntegrationResponse
  PATCH  /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode} UpdateIntegrationResponse
  DELETE /restapis/{restApiId}/resources/{resourceId}/methods/{httpMethod}/integration/responses/{statusCode} DeleteIntegrationResponse
  POST   /restapis/{restApiId}/authorizers CreateAuthorizer
  GET    /restapis/{restApiId}/authorizers GetAuthorizers
  GET    /restapis/{restApiId}/authorizers/{authorizerId} GetAuthorizer
  PATCH  /restapis/{restApiId}/authorizers/{authorizerId} UpdateAuthorizer
  DELETE /restapis/{restApiId}/authorizers/{authorizerId} DeleteAuthorizer
  POST   /restapis/{restApiId}/models CreateModel
  GET    /restapis/{restApiId}/models GetModels
  GET    /restapis/{restApiId}/models/{modelName} GetModel
  PATCH  /restapis/{restApiId}/models/{modelName} UpdateModel
  DELETE /restapis/{restApiId}/models/{modelName} DeleteModel
  POST   /restapis/{restApiId}/requestvalidators CreateRequestValidator
  GET    /restapis/{restApiId}/requestvalidators GetRequestValidators
  GET    /restapis/{restApiId}/requestvalidators/{requestValidatorId} GetRequestValidator
  PATCH  /restapis/{restApiId}/requestvalidators/{requestValidatorId} UpdateRequestValidator
  DELETE /restapis/{restApiId}/requestvalidators/{requestValidatorId} DeleteRequestValidator
  GET    /restapis/{restApiId}/gatewayresponses GetGatewayResponses
  GET    /restapis/{restApiId}/gatewayresponses/{responseType} GetGatewayResponse
  PUT    /restapis/{restApiId}/gatewayresponses/{responseType} PutGatewayResponse
  PATCH  /restapis/{restApiId}/gatewayresponses/{responseType} UpdateGatewayResponse
  DELETE /restapis/{restApiId}/gatewayresponses/{responseType} DeleteGatewayResponse
  POST   /restapis/{restApiId}/documentation/parts CreateDocumentationPart
  GET    /restapis/{restApiId}/documentation/parts GetDocumentationParts
  PUT    /restapis/{restApiId}/documentation/parts ImportDocumentationParts
  GET    /restapis/{restApiId}/documentation/parts/{partId} GetDocumentationPart
  PATCH  /restapis/{restApiId}/documentation/parts/{partId} UpdateDocumentationPart
  DELETE /restapis/{restApiId}/documentation/parts/{partId} DeleteDocumentationPart
  POST   /restapis/{restApiId}/documentation/versions CreateDocumentationVersion
  GET    /restapis/{restApiId}/documentation/versions/{version} GetDocumentationVersion
  PATCH  /restapis/{restApiId}/documentation/versions/{version} UpdateDocumentationVersion
  DELETE /restapis/{restApiId}/documentation/versions/{version} DeleteDocumentationVersion
  POST   /restapis/{restApiId}/deployments CreateDeployment
  GET    /restapis/{restApiId}/deployments GetDeployments
  GET    /restapis/{restApiId}/deployments/{deploymentId} GetDeployment
  PATCH  /restapis/{restApiId}/deployments/{deploymentId} UpdateDeployment
  DELETE /restapis/{restApiId}/deployments/{deploymentId} DeleteDeployment
  POST   /restapis/{restApiId}/stages CreateStage
  GET    /restapis/{restApiId}/stages GetStages
  GET    /restapis/{restApiId}/stages/{stageName} GetStage
  PATCH  /restapis/{restApiId}/stages/{stageName} UpdateStage
  DELETE /restapis/{restApiId}/stages/{stageName} DeleteStage
  GET    /restapis/{restApiId}/stages/{stageName}/exports/{exportType} GetExport
`);

/** https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html; the date in front is the API's version. */
export const LAMBDA = routesOf(`
  POST   /2015-03-31/functions CreateFunction
  GET    /2015-03-31/functions ListFunctions
  GET    /2015-03-31/functions/{FunctionName} GetFunction
  DELETE /2015-03-31/functions/{FunctionName} DeleteFunction
  GET    /2015-03-31/functions/{FunctionName}/configuration GetFunctionConfiguration
  PUT    /2015-03-31/functions/{FunctionName}/configuration UpdateFunctionConfiguration
  PUT    /2015-03-31/functions/{FunctionName}/code UpdateFunctionCode
  GET    /2015-03-31/functions/{FunctionName}/versions ListVersionsByFunction
  POST   /2015-03-31/functions/{FunctionName}/versions PublishVersion
  POST   /2015-03-31/functions/{FunctionName}/aliases CreateAlias
  GET    /2015-03-31/functions/{FunctionName}/aliases ListAliases
  GET    /2015-03-31/functions/{FunctionName}/aliases/{Name} GetAlias
  PUT    /2015-03-31/functions/{FunctionName}/aliases/{Name} UpdateAlias
  DELETE /2015-03-31/functions/{FunctionName}/aliases/{Name} DeleteAlias
  POST   /2015-03-31/functions/{FunctionName}/policy AddPermission
  GET    /2015-03-31/functions/{FunctionName}/policy GetPolicy
  DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId} RemovePermission
  POST   /2015-03-31/functions/{FunctionName}/invocations Invoke
  PUT    /2019-09-25/functions/{FunctionName}/event-invoke-config PutFunctionEventInvokeConfig
  POST   /2019-09-25/functions/{FunctionName}/event-invoke-config UpdateFunctionEventInvokeConfig
  GET    /2019-09-25/functions/{FunctionName}/event-invoke-config GetFunctionEventInvokeConfig
  DELETE /2019-09-25/functions/{FunctionName}/event-invoke-config DeleteFunctionEventInvokeConfig
  GET    /2020-06-30/functions/{FunctionName}/code-signing-config GetFunctionCodeSigningConfig
  PUT    /2017-10-31/functions/{FunctionName}/concurrency PutFunctionConcurrency
  GET    /2019-09-30/functions/{FunctionName}/concurrency GetFunctionConcurrency
  DELETE /2017-10-31/functions/{FunctionName}/concurrency DeleteFunctionConcurrency
  PUT    /2019-09-30/functions/{FunctionName}/provisioned-concurrency PutProvisionedConcurrencyConfig
  GET    /2019-09-30/functions/{FunctionName}/provisioned-concurrency GetProvisionedConcurrencyConfig
  DELETE /2019-09-30/functions/{FunctionName}/provisioned-concurrency DeleteProvisionedConcurrencyConfig
  GET    /2021-07-20/functions/{FunctionName}/runtime-management-config GetRuntimeManagementConfig
  GET    /2017-03-31/tags/{Resource+} ListTags
  POST   /2017-03-31/tags/{Resource+} TagResource
  DELETE /2017-03-31/tags/{Resource+} UntagResource
`);

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53.html */
export const ROUTE_53 = routesOf(`
  POST   /2013-04-01/hostedzone CreateHostedZone
  GET    /2013-04-01/hostedzone/{Id} GetHostedZone
  GET    /2013-04-01/hostedzone/{Id}/rrset ListResourceRecordSets
  POST   /2013-04-01/hostedzone/{Id}/rrset ChangeResourceRecordSets
  GET    /2013-04-01/change/{Id} GetChange
`);
