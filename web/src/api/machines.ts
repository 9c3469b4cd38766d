import { getJson, postJson, send } from './http';

export interface Machine {
  id: string;
  name: string;
  site: string | null;
  area: string | null;
  line: string | null;
  status: string | null;
  ideal_cycle_seconds: number | null;
  /** When it was taken out of service, epoch milliseconds; null while it is in service. */
  retired: number | null;
}

/** What is to be set: an absent member stays as it is, null clears it. */
export interface MachineChange {
  name?: string;
  site?: string | null;
  area?: string | null;
  line?: string | null;
  ideal_cycle_seconds?: number | null;
  retired?: boolean;
}

const addressOf = (id: string) => `/api/v1/machines/${encodeURIComponent(id)}`;

export function fetchMachines(retired: boolean, signal?: AbortSignal): Promise<Machine[]> {
  return getJson(`/api/v1/machines${retired ? '?retired=true' : ''}`, signal);
}

export async function createMachine(id: string, change: MachineChange): Promise<void> {
  await postJson('/api/v1/machines', { id, ...change });
}

export async function changeMachine(id: string, change: MachineChange): Promise<void> {
  await send(addressOf(id), { method: 'PATCH', body: change });
}

/** Takes it out of service; its points stay. */
export async function retireMachine(id: string): Promise<void> {
  await send(addressOf(id), { method: 'DELETE' });
}
