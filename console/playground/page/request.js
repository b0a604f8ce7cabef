import { language, text } from './texts.js';

const json = 'application/graphql-response+json, application/json;q=0.9';

// Problem is a failure that the page tells in words.
export class Problem extends Error {}

// send posts an operation and returns its answer with the status of the request.
export async function send(operation, headers = {}, signal) {
  const response = await post(operation, { ...headers, Accept: json }, signal);
  return { status: response.status, body: await decode(response) };
}

// listen posts a subscription and calls onEvent for each of its answers.
export async function listen(operation, headers, signal, onEvent) {
  const response = await post(operation, { ...headers, Accept: 'text/event-stream' }, signal);
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    onEvent(await decode(response));
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const lines = event.split('\n');
      if (lines.includes('event: complete')) return;
      const data = lines.find((line) => line.startsWith('data: '));
      if (data) onEvent(JSON.parse(data.slice(6)));
    }
  }
}

// ask is send for the page's own questions: it returns the data or throws the first error.
export async function ask(query, variables, headers) {
  const { body } = await send({ query, variables }, headers);
  const errors = body.errors ?? Object.values(body.data ?? {}).flatMap((payload) => payload?.errors ?? []);
  if (errors.length > 0) throw new Problem(errors[0].message);
  return body.data;
}

async function post(operation, headers, signal) {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Accept-Language': language, ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(operation),
      signal,
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(text('unreachable'));
  }
}

async function decode(response) {
  try {
    return await response.json();
  } catch {
    throw new Problem(`${response.status} ${response.statusText}`);
  }
}
