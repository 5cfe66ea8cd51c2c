import { Router } from '../../../local/gateway/router';
import { method, restApi } from '../../helpers/rest-api';

const ROUTES = {
  '/': [method('GET')],
  '/items': [method('POST')],
  '/items/{id}': [method('GET'), method('ANY')],
  '/items/latest': [method('GET')],
  '/items/{id}/parts/{part}': [method('GET')],
  '/files/{path+}': [method('GET')],
  '/{proxy+}': [method('OPTIONS')],
};

describe('Router', () => {
  const router = new Router(restApi(ROUTES));

  test.each([
    ['GET', '/', '/', {}],
    ['POST', '/items', '/items', {}],
    ['POST', '/items/', '/items', {}],
    ['GET', '/items/7', '/items/{id}', { id: '7' }],
    ['GET', '/items/latest', '/items/latest', {}],
    ['GET', '/items/a%20b', '/items/{id}', { id: 'a%20b' }],
    ['GET', '/items/7/parts/2', '/items/{id}/parts/{part}', { id: '7', part: '2' }],
    ['GET', '/files/a/b/c', '/files/{path+}', { path: 'a/b/c' }],
    ['GET', '/files/a/', '/files/{path+}', { path: 'a' }],
  ])('takes %s %s to %s', (verb, path, resource, parameters) => {
    const route = router.match(verb, path);
    expect(route?.resource.path).toBe(resource);
    expect(route?.pathParameters).toEqual(parameters);
  });

  test.each([
    ['an explicit verb before ANY', 'GET', '/items/7', 'GET'],
    ['ANY for every other verb', 'DELETE', '/items/7', 'ANY'],
    ['a less exact resource when the exact one lacks the verb', 'OPTIONS', '/items', 'OPTIONS'],
    ['ANY of a parameter when the exact segment lacks the verb', 'PUT', '/items/latest', 'ANY'],
  ])('takes %s', (_, verb, path, httpMethod) => {
    expect(router.match(verb, path)?.method.httpMethod).toBe(httpMethod);
  });

  test.each([
    ['a verb that nothing has', 'PUT', '/items'],
    ['another case', 'POST', '/Items'],
    ['a path that no resource has', 'GET', '/nothing'],
    ['a greedy parameter with nothing in it', 'GET', '/files'],
    ['an empty segment', 'GET', '/items//parts/2'],
  ])('finds nothing for %s', (_, verb, path) => {
    expect(router.match(verb, path)).toBeUndefined();
  });
});
