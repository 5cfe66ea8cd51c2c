import { CloudwatchQueryDefinition } from '@cdktf/provider-aws/lib/cloudwatch-query-definition';
import { Construct } from 'constructs';
import { limitOf } from '../quotas';
import { inParts } from './in-parts';

export interface QueryDefinitionsProps {
  /** Starts each query's name; a slash makes a folder in the console. */
  readonly folder: string;
  readonly accessLogGroup: string;
  readonly functionLogGroups: readonly string[];
}

interface Query {
  readonly logGroups: 'access' | 'all';
  readonly query: string;
}

/** By name. The members of an access log line are in `access-log-format.ts`. */
const QUERIES: Readonly<Record<string, Query>> = {
  'slowest routes': {
    logGroups: 'access',
    query: `fields concat(httpMethod, " ", resourcePath) as route
| stats count(*) as requests, pct(responseLatency, 50) as p50, pct(responseLatency, 99) as p99, max(responseLatency) as slowest, pct(integrationLatency, 99) as integrationP99 by route
| sort p99 desc
| limit 20`,
  },
  'errors by route': {
    logGroups: 'access',
    query: `filter status >= 400
| stats count(*) as requests, latest(errorMessage) as lastMessage by status, errorType, httpMethod, resourcePath
| sort requests desc
| limit 50`,
  },
  'one request': {
    logGroups: 'all',
    query: `fields @timestamp, @log, @message
| filter @message like "PUT-THE-REQUEST-ID-HERE"
| sort @timestamp asc
| limit 200`,
  },
  'use by key': {
    logGroups: 'access',
    query: `filter ispresent(apiKeyId) and apiKeyId != "-"
| stats count(*) as requests by apiKeyId, status
| sort requests desc`,
  },
};

/**
 * Saved queries of Logs Insights, to be found under the stage's name in the console.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export class QueryDefinitions extends Construct {
  constructor(scope: Construct, id: string, props: QueryDefinitionsProps) {
    super(scope, id);
    for (const [query, { logGroups, query: queryString }] of Object.entries(QUERIES)) {
      const groups =
        logGroups === 'access'
          ? [props.accessLogGroup]
          : [props.accessLogGroup, ...props.functionLogGroups];
      for (const { name, part } of inParts(groups, limitOf('log-groups-per-query'))) {
        new CloudwatchQueryDefinition(this, `${query}${name}`, {
          name: `${props.folder}/${query}${name}`,
          logGroupNames: [...part],
          queryString,
        });
      }
    }
  }
}
