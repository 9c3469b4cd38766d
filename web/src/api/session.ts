import { ApiError, getJson, postJson, send } from './http';

export interface User {
  login: string;
  name: string;
  role: 'viewer' | 'editor' | 'admin';
}

export interface Session {
  user: User;
  version: string;
}

/** Who is signed in; null: nobody. */
export async function fetchSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    return await getJson<Session>('/api/v1/session', signal);
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 401) return null;
    throw failure;
  }
}

export function signIn(username: string, password: string): Promise<Session> {
  return postJson<Session>('/api/v1/session', { username, password });
}

export async function signOut(): Promise<void> {
  await send('/api/v1/session', { method: 'DELETE' });
}

export async function changePassword(current: string, password: string): Promise<void> {
  await send('/api/v1/session/password', { method: 'PUT', body: { current, password } });
}
