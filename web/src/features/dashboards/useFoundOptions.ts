import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { searchOptions, type VariableOption, type VariableState } from '../../api/dashboards';
import { optionsOf } from './choice';
import { rangeAt } from './dashboardTime';
import { ALL } from './dashboardUrl';
import { useScope } from './scope';

interface Found {
  options: VariableOption[];
  /** Why there are none, while there are none. */
  empty: string;
}

/** The options for what is typed: found among those at hand, or by the variable's query where that looks for it. */
export function useFoundOptions(variable: VariableState, search: string): Found {
  const sought = search.trim();
  const [asked] = useDebouncedValue(variable.searched ? sought : '', 250);
  const { dashboard, time, variables } = useScope();
  const values = Object.fromEntries(variables.map(({ name, current }) => [name, current.value]));
  const found = useQuery({
    queryKey: ['variable-options', dashboard.uid, variable.name, asked, values, time.raw, time.timeZone],
    queryFn: ({ signal }) => {
      const question = { ...rangeAt(time, Date.now()), timezone: time.timeZone, values };
      return searchOptions(dashboard.uid, { ...question, variable: variable.name, search: asked }, signal);
    },
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  });
  const fits = ({ text }: VariableOption) => text.toLowerCase().includes(sought.toLowerCase());
  if (!variable.searched || sought === '') {
    return { options: optionsOf(variable).filter(fits), empty: 'Nothing found' };
  }
  const all = optionsOf({ ...variable, options: found.data?.options ?? [] });
  return {
    options: all.filter((option) => option.value !== ALL || fits(option)),
    empty: wordsFor(found, asked === sought),
  };
}

type Search = { data?: { error?: string }; error: Error | null; isFetching: boolean };

function wordsFor({ data, error, isFetching }: Search, upToDate: boolean): string {
  if (isFetching || !upToDate) return 'Searching …';
  return error?.message ?? data?.error ?? 'Nothing found';
}
