import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { vi } from 'vitest';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

interface Request {
  method: string;
  /** With its parameters. */
  path: string;
  body: unknown;
}

/** Stands for the server: what it answers as JSON, or null when it is away. */
export type Server = (request: Request) => object | null;

let root: Root | null = null;

export const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

/** Shows a page at an address, on a clock that only `pass` moves, and waits for its first answers. */
export async function openPage(page: ReactNode, address: string, server: Server): Promise<HTMLElement> {
  vi.useFakeTimers();
  // What a browser has and jsdom has not.
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal('ResizeObserver', Sightless);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.stubGlobal('fetch', async (path: string, { method = 'GET', body }: RequestInit) => {
    const answer = server({ method, path, body: typeof body === 'string' ? JSON.parse(body) : null });
    if (answer === null) throw new TypeError('Failed to fetch');
    return Response.json(answer);
  });
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root?.render(
      <MantineProvider env="test">
        <QueryClientProvider client={new QueryClient()}>
          <MemoryRouter initialEntries={[address]}>
            <main>{page}</main>
          </MemoryRouter>
        </QueryClientProvider>
      </MantineProvider>,
    ),
  );
  await pass(10);
  return host.querySelector('main') ?? host;
}

export function closePage(): void {
  act(() => root?.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
}

class Sightless {
  observe() {}
  unobserve() {}
  disconnect() {}
}
