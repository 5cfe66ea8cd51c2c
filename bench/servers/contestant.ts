import type { LoadRequest } from '../load';
import type { Running } from '../processes';

/** The routes that are measured, by the names of the table. */
export const ROUTES = ['GET /faq', 'POST /items', 'GET /items/{id}', 'POST /loopback'] as const;
export type Route = (typeof ROUTES)[number];

export interface Server extends Running {
  /** Makes what a route needs; `undefined`: the server has not that route. */
  readonly request: (route: Route) => Promise<LoadRequest | undefined>;
}

/** Something that serves the project's functions. */
export interface Contestant {
  readonly name: string;
  readonly role: 'ours' | 'peer' | 'limit';
  start(): Promise<Server>;
}
