import { useQuery } from '@tanstack/react-query';
import { fetchIngest } from './ingest';

/** The account of ingest, new every `refreshEvery` milliseconds while somebody can see the page. */
export function useIngest(refreshEvery: number) {
  return useQuery({
    queryKey: ['ingest'],
    queryFn: ({ signal }) => fetchIngest(signal),
    refetchInterval: refreshEvery,
    staleTime: 0,
    // The next refresh is the next try; a failure is to be seen at once.
    retry: false,
    // A browser that believes to be offline may still reach a server of the plant, and a failure has to show either way.
    networkMode: 'always',
    // Nearly every machine changes between two answers: looking for what did not costs more than it saves.
    structuralSharing: false,
  });
}
