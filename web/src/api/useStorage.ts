import { useQuery } from '@tanstack/react-query';
import { fetchStorage } from './storage';

/** While the sizes are measured for the first time, somebody waits for them. */
const UNTIL_MEASURED = 2000;

/** What is stored, new every `refreshEvery` milliseconds while somebody can see the page. */
export function useStorage(refreshEvery: number) {
  return useQuery({
    queryKey: ['storage'],
    queryFn: ({ signal }) => fetchStorage(signal),
    refetchInterval: ({ state }) => (state.data?.sizes === null ? UNTIL_MEASURED : refreshEvery),
    staleTime: 0,
    // The next refresh is the next try; a failure is to be seen at once.
    retry: false,
    // A browser that believes to be offline may still reach a server of the plant, and a failure has to show either way.
    networkMode: 'always',
  });
}
