import { ActionIcon, Checkbox, Popover, ScrollArea, Stack, TextInput } from '@mantine/core';
import { Filter } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Column } from './columns';
import { cellText } from './rows';

const most = 200;

interface Props {
  column: Column;
  chosen: readonly string[];
  onChange: (texts: string[]) => void;
}

/** Chooses among the texts that stand in a column. */
export function ColumnFilter({ column, chosen, onChange }: Props) {
  const [search, setSearch] = useState('');
  const texts = useMemo(() => distinctTexts(column), [column]);
  const matching = texts.filter((text) => text.toLowerCase().includes(search.toLowerCase()));
  const toggle = (text: string) =>
    onChange(chosen.includes(text) ? chosen.filter((other) => other !== text) : [...chosen, text]);
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

function distinctTexts(column: Column): string[] {
  const texts = new Set(column.field.values.map((_, row) => cellText(column, row)));
  return [...texts].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
}
