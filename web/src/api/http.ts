/** What a request came to when it did not come to an answer. `status` 0: the server was not reached at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail || title);
    this.name = 'ApiError';
  }

  get serverAway(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

let signedOut: () => void = () => {};

/** The session ended, whichever request noticed it first. There is one listener: the page. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

interface Asking {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

/** Sends one request and gives back the answer if it is a good one; everything else is an `ApiError`. */
export async function send(path: string, asking: Asking = {}): Promise<Response> {
  const method = asking.method ?? 'GET';
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (asking.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = await crossSiteToken(asking.signal);
  const response = await reach(path, {
    method,
    headers,
    body: asking.body === undefined ? undefined : JSON.stringify(asking.body),
    signal: asking.signal,
  });
  if (response.ok) return response;
  if (response.status === 401) signedOut();
  throw await problemOf(response);
}

export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, { signal })).json()) as T;
}

export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await (await send(path, { method: 'POST', body, signal })).json()) as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { credentials: 'same-origin', ...init });
  } catch (failure) {
    if (init.signal?.aborted) throw failure;
    throw new ApiError(
      0,
      'Andon cannot be reached',
      'The server did not answer. Nothing that was stored is affected; check the network or whether Andon runs.',
    );
  }
}

/** The server sets the cookie with any GET, so a page that never asked for anything asks once. */
async function crossSiteToken(signal?: AbortSignal): Promise<string> {
  const known = readCookie('XSRF-TOKEN');
  if (known !== null) return known;
  await reach('/api/v1/session', { method: 'GET', signal });
  return readCookie('XSRF-TOKEN') ?? '';
}

function readCookie(name: string): string | null {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1));
}

async function problemOf(response: Response): Promise<ApiError> {
  const retryAfter = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  const problem = await bodyOf(response);
  return new ApiError(
    response.status,
    problem.title ?? `The server answered ${response.status}`,
    problem.detail ?? '',
    Number.isNaN(retryAfter) ? null : retryAfter,
  );
}

async function bodyOf(response: Response): Promise<{ title?: string; detail?: string }> {
  if (!(response.headers.get('Content-Type') ?? '').includes('json')) return {};
  try {
    return (await response.json()) as { title?: string; detail?: string };
  } catch {
    return {};
  }
}
