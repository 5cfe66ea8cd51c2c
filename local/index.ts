/** The local runtime: serves a finished `cdktf.out` as AWS would. It never builds or synthesizes. */
export { curlLines } from './stage-access';
export type { ServedStage, StageAccess } from './stage-access';
export { startLocal } from './start-local';
export type { LocalRuntime, StartLocalOptions } from './start-local';
