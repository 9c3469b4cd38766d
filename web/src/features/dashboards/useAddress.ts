import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readAddress } from './dashboardUrl';

/** What the address says, and how to change it. Each change is a step that the back button undoes. */
export function useAddress() {
  const [search, setSearch] = useSearchParams();
  const address = useMemo(() => readAddress(search), [search]);
  const change = useCallback(
    (next: (before: URLSearchParams) => URLSearchParams) => setSearch((before) => next(before)),
    [setSearch],
  );
  return { address, change };
}
