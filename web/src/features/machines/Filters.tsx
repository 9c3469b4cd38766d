import { Button, NativeSelect, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import type { MachineFilter } from './choice';
import classes from './Machines.module.css';

interface Props {
  filter: MachineFilter;
  areas: string[];
  onChange: (name: 'query' | 'area' | 'retired', value: string | null) => void;
}

export function Filters({ filter, areas, onChange }: Props) {
  // An area that an old address names stays visible, or nobody would know why the list is empty.
  const offered = filter.area === null || areas.includes(filter.area) ? areas : [filter.area, ...areas];
  return (
    <div className={classes.filters}>
      <TextInput
        className={classes.search}
        size="xs"
        aria-label="Search machines"
        placeholder="Search by name, id, place or status"
        leftSection={<Search size={14} aria-hidden />}
        value={filter.text}
        onChange={(event) => onChange('query', event.currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        aria-label="Area"
        value={filter.area ?? ''}
        data={[{ value: '', label: 'All areas' }, ...offered]}
        onChange={(event) => onChange('area', event.currentTarget.value)}
      />
      <fieldset className={classes.service} aria-label="Which machines">
        {[false, true].map((retired) => (
          <Button
            key={String(retired)}
            size="compact-xs"
            variant={filter.retired === retired ? 'filled' : 'default'}
            aria-pressed={filter.retired === retired}
            onClick={() => onChange('retired', retired ? 'true' : null)}
          >
            {retired ? 'Retired' : 'In service'}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}
