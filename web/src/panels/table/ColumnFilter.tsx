import { ActionIcon, Checkbox, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import type { Column as TableColumn } from '@tanstack/react-table';
import { Filter } from 'lucide-react';
import { useMemo, useState } from 'react';
import { display, textOf } from '../../grafana/display';
import type { Column } from './columns';

const most = 200;

/** Chooses among the texts that stand in a column. */
export function ColumnFilter({ column, state }: { column: Column; state: TableColumn<number> }) {
  const [search, setSearch] = useState('');
  const texts = useMemo(() => distinctTexts(column), [column]);
  const chosen = (state.getFilterValue() as string[] | undefined) ?? [];
  const matching = texts.filter((text) => text.toLowerCase().includes(search.toLowerCase()));
  const toggle = (text: string) => {
    const next = chosen.includes(text) ? chosen.filter((other) => other !== text) : [...chosen, text];
    state.setFilterValue(next.length > 0 ? next : undefined);
  };
  return (
    <Popover position="bottom-start" withinPortal>
      <Popover.Target>
        <ActionIcon
          size="xs"
          variant={chosen.length > 0 ? 'light' : 'subtle'}
          color={chosen.length > 0 ? 'blue' : 'gray'}
          aria-label={`Filter ${column.name}`}
        >
          <Filter size={12} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <TextInput
            size="xs"
            placeholder="Find"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <ScrollArea.Autosize mah={260}>
            <Stack gap={4}>
              {matching.slice(0, most).map((text) => (
                <Checkbox
                  key={text}
                  size="xs"
                  label={text || '(empty)'}
                  checked={chosen.includes(text)}
                  onChange={() => toggle(text)}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function distinctTexts({ field }: Column): string[] {
  const texts = new Set(field.values.map((value) => textOf(display(field, value))));
  return [...texts].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}
