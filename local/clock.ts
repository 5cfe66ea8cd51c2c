/** Milliseconds since the epoch. Handed in wherever time matters, so that a test can move it. */
export type Clock = () => number;
