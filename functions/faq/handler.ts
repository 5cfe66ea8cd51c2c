import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answerProxyEvent } from '../shared/proxy';
import { QUESTIONS, type Question } from './questions';

export type FaqHandler = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/**
 * Makes a handler that answers one question of the list.
 *
 * @param random From 0 up to, not including, 1; default `Math.random`.
 */
export function createHandler(random: () => number = Math.random): FaqHandler {
  return (event) =>
    answerProxyEvent(event, async () => {
      const { q, a } = pick(QUESTIONS, random());
      return { statusCode: 200, body: { q, a } };
    });
}

function pick(questions: readonly [Question, ...Question[]], at: number): Question {
  return questions[Math.floor(at * questions.length)] ?? questions[0];
}

export const handler = createHandler();
