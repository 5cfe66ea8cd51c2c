/** The plan review, for whoever else has a plan: deploy before it applies one, drift for what it found. */
export { EMPTY_ALLOW_LIST, loadAllowList, parseAllowList } from './allow-list';
export type { AllowEntry, AllowList } from './allow-list';
export { commentTarget, postComment } from './comment';
export type { CommentTarget } from './comment';
export { renderJson } from './json-output';
export { renderMarkdown } from './markdown';
export { exitCodeOf, reviewPlans } from './review';
export type { Finding, Review, ReviewOptions, StackAndPlan, StackSummary } from './review';
