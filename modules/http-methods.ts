/** What a route may have for its method; `ANY` stands for every one that the path has no route for. */
export const HTTP_METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'ANY',
] as const;
export type HttpMethod = (typeof HTTP_METHODS)[number];
