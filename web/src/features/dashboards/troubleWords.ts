import type { Trouble } from './panelState';

/** What kind of failure it was, in the words of the page; the server's own sentence stands below. */
export function troubleTitle(kind: Trouble['kind']): string {
  switch (kind) {
    case 'query':
      return 'The query failed';
    case 'forbidden':
      return 'You may not see this';
    case 'timeout':
      return 'The query took too long';
    case 'limit':
      return 'The answer is too large';
    case 'unsupported':
      return 'Not supported here';
    case 'variable':
      return 'A variable has no value';
    case 'unavailable':
      return 'The database is away';
    case 'network':
      return 'Andon cannot be reached';
  }
}
