export interface Question {
  readonly q: string;
  readonly a: string;
}

/** What newcomers to this kind of API ask. Facts as of November 2026; each answer stands on its own. */
export const QUESTIONS: readonly [Question, ...Question[]] = [
  {
    q: 'How long may a request to a REST API take?',
    a: 'By default API Gateway waits 29 seconds for the integration and then answers 504. For Regional and private REST APIs that quota can be raised, perhaps at the price of a lower account throttle; a proxy integration that streams its response may take up to 15 minutes.',
  },
  {
    q: 'How large may a request be?',
    a: 'API Gateway takes payloads up to 10 MB, but a function that is invoked synchronously gets at most 6 MB of event, and a Base64 body is a third larger than its bytes. Put larger things into S3 through a presigned URL.',
  },
  {
    q: 'Why does an unknown path answer 403 "Missing Authentication Token"?',
    a: 'No resource and method matched, and API Gateway then tries the request as a signed AWS call, which it is not. Look at the path, its upper and lower case, the verb, and whether the change was deployed to the stage.',
  },
  {
    q: 'I changed the API. Why does the stage still answer as before?',
    a: 'A stage serves a deployment, and a deployment is a snapshot. Only a new deployment has the change, so in Terraform a hash over everything in the snapshot has to trigger one.',
  },
  {
    q: 'What are stage variables good for?',
    a: 'They are the settings of one stage: an integration URI, a mapping template and the function itself can read them. So two stages of one API reach different functions and tables. They are no place for secrets.',
  },
  {
    q: 'Do API keys authenticate a caller?',
    a: 'No. A key says which usage plan counts, for throttling and quota. To know who is calling, use IAM, Cognito or a Lambda authorizer.',
  },
  {
    q: 'What is the difference between throttle and quota in a usage plan?',
    a: 'The throttle is a token bucket: a steady rate, and a burst it may save up for. The quota counts requests per day, week or month. Both answer 429; the quota says "Limit Exceeded". AWS applies both on a best-effort basis.',
  },
  {
    q: 'Does one noisy API slow down the others?',
    a: 'It can. The default throttle of 10,000 requests a second is one for all APIs of an account in a Region. Give each stage and costly method a limit of its own.',
  },
  {
    q: 'Why is my Lambda authorizer not called for every request?',
    a: 'Its answer is cached per token for 300 seconds by default, 3,600 at most, and for all methods of the stage. The policy must therefore cover every method the token may use, not just the one that was called.',
  },
  {
    q: 'How does an authorizer answer 401, and how 403?',
    a: 'When it fails with exactly the text "Unauthorized" the caller gets 401. A policy that denies, or does not allow, gives 403. Any other failure is a 500.',
  },
  {
    q: 'When do I want a proxy integration, and when mapping templates?',
    a: 'A proxy integration hands the whole request to the function and its whole answer back: little to configure, all in code. Mapping templates in VTL shape either side, and can reach AWS services with no function in between.',
  },
  {
    q: 'Why does the browser report a CORS error when the API answered 403?',
    a: 'An error that API Gateway itself answers never reaches your function, so the function cannot add headers to it. Put the CORS headers on the gateway responses DEFAULT_4XX and DEFAULT_5XX.',
  },
  {
    q: 'Which permission lets API Gateway call a function?',
    a: 'A statement in the policy of the function, aws_lambda_permission in Terraform. Its source ARN should name the API, the stage, the method and the path. An invocation through an alias needs the statement on that alias.',
  },
  {
    q: 'What happens during a cold start?',
    a: 'Lambda makes an execution environment, starts the runtime and runs the code outside your handler. Requests that come later reuse the environment. A small bundle and little work at load time help most.',
  },
  {
    q: 'Is the init phase free of charge?',
    a: 'No longer. Since 1 August 2025 its duration is billed for functions from a zip on a managed runtime too, as it always was for container images and provisioned concurrency.',
  },
  {
    q: 'What happens to an asynchronous invocation that fails?',
    a: 'Lambda tries it twice more by default, with pauses of a minute and then two. After that it goes to the dead-letter queue or failure destination; with neither it is gone. It may also run more than once, so make it idempotent.',
  },
  {
    q: 'How large may the payload of an asynchronous invocation be?',
    a: 'One megabyte, raised from 256 KB in October 2025. A synchronous invocation takes 6 MB.',
  },
  {
    q: 'How large may a deployment package be?',
    a: 'A zip that is uploaded directly: 50 MB. Unzipped, with its layers: 250 MB. Through S3 the first limit falls away; a container image may have 10 GB.',
  },
  {
    q: 'How many instances of a function run at once?',
    a: 'Each execution environment serves one request at a time. By default all functions of an account share 1,000 at once in a Region, new accounts often fewer. Reserved concurrency sets a part aside for one function and caps it there.',
  },
  {
    q: 'Does more memory make a function faster?',
    a: 'Often, as CPU grows with memory: about one full core at 1,769 MB. Twice the memory for half the time costs the same, so measure before you save.',
  },
  {
    q: 'May I still write a handler with a callback?',
    a: 'On Node.js 22 and earlier, yes. The Node.js 24 runtime calls async handlers only. Write async ones now, and the runtime becomes a setting.',
  },
  {
    q: 'How large may an item in DynamoDB be?',
    a: '400 KB, counting the names of its attributes as well as their values, in UTF-8. Keep larger things in S3, and their key in the item.',
  },
  {
    q: 'Why do I not see what I have just written?',
    a: 'Reads are eventually consistent unless you ask otherwise. A strongly consistent read costs twice as much, and works on tables and local secondary indexes, never on a global one.',
  },
  {
    q: 'How do I write only if the item is not there yet?',
    a: 'With the condition attribute_not_exists on the partition key. When the item exists, DynamoDB fails with ConditionalCheckFailedException and changes nothing, however many writers race.',
  },
  {
    q: 'When does time to live delete an item?',
    a: 'Some time after it expired, typically within a few days. Until then it is still read and paid for, so filter on the expiry when it matters.',
  },
  {
    q: 'On-demand or provisioned capacity?',
    a: 'Start on demand: you pay per request and plan nothing. Provisioned capacity pays off when the load is steady and known. Either way one partition gives at most 3,000 read units and 1,000 write units a second, so spread your keys.',
  },
  {
    q: 'Does Terraform need a DynamoDB table to lock its state in S3?',
    a: 'Not any more. With use_lockfile the S3 backend keeps a lock file beside the state; it came with Terraform 1.10. Locking through DynamoDB is deprecated.',
  },
  {
    q: 'Is a plan what will be applied?',
    a: 'Only when you save it: terraform plan -out, then terraform apply with that file. If the state changed in between, Terraform refuses the stale plan.',
  },
  {
    q: 'How do I keep Terraform from deleting my table?',
    a: 'Twice: prevent_destroy in its lifecycle makes such a plan an error, and deletion_protection_enabled makes DynamoDB itself refuse. The first is gone when the block is removed from the configuration.',
  },
  {
    q: 'What became of CDK for Terraform?',
    a: 'HashiCorp archived CDKTF on 10 December 2025. What it synthesizes is plain Terraform JSON, which goes on working without it. A community fork, CDK Terrain, carries the library on.',
  },
];
