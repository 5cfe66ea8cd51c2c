/** The local runtime: serves a finished `cdktf.out` as AWS would. It never builds or synthesizes. */
export { curlLines } from './stage-access';
export type { StageAccess } from './stage-access';
export { startLocal } from './start-local';
export type { LocalRuntime, ServedStage, StartLocalOptions } from './start-local';
