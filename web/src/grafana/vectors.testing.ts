import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a real Grafana did, recorded; see vectors/README.md. */
export function vector<T>(file: string): T {
  return JSON.parse(readFileSync(resolve(process.cwd(), '../vectors', file), 'utf8')) as T;
}
