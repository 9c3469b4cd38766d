import { Popover } from '@mantine/core';
import { ListFilter, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { VariableState } from '../../api/dashboards';
import { describeFilter, type Filter, readFilter, writeFilter } from '../../grafana/filters';
import { FilterForm } from './FilterForm';
import classes from './FilterList.module.css';

interface Props {
  variable: VariableState;
  label: string;
  onChange: (chosen: string[]) => void;
}

/** The filters that hold for the whole dashboard, one beside the other, and a way to add one more. */
export function FilterList({ variable, label, onChange }: Props) {
  const written = [...new Set(variable.current.value)].filter((each) => readFilter(each) !== null);
  const [opened, setOpened] = useState<number | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const put = (index: number, filter: Filter) => {
    setOpened(null);
    onChange(written.toSpliced(index, 1, writeFilter(filter)));
  };
  // The button that was pressed is gone then, and the keyboard would be nowhere.
  const remove = (index: number) => {
    add.current?.focus();
    onChange(written.toSpliced(index, 1));
  };
  const editor = (index: number, filter: Filter | null) => ({
    variable: variable.name,
    filter,
    others: written.toSpliced(index, 1),
    opened: opened === index,
    onToggle: (open: boolean) => setOpened(open ? index : null),
    onApply: (next: Filter) => put(index, next),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would not lie in a line with its neighbours
    <div className={classes.list} role="group" aria-label={label}>
      {written.map((each, index) => {
        const filter = readFilter(each);
        if (filter === null) return null;
        const text = describeFilter(filter);
        return (
          <span key={each} className={classes.filter}>
            <Editor {...editor(index, filter)}>
              <button
                type="button"
                className={classes.text}
                aria-label={`Change filter ${text}`}
                title={text}
                onClick={() => setOpened(opened === index ? null : index)}
              >
                {text}
              </button>
            </Editor>
            <button
              type="button"
              className={classes.remove}
              aria-label={`Remove filter ${text}`}
              onClick={() => remove(index)}
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        );
      })}
      <Editor {...editor(written.length, null)}>
        <button
          ref={add}
          type="button"
          className={classes.add}
          aria-label={`Add filter to ${label}`}
          onClick={() => setOpened(opened === written.length ? null : written.length)}
        >
          <ListFilter size={14} strokeWidth={1.75} aria-hidden /> Add filter
        </button>
      </Editor>
    </div>
  );
}

interface EditorProps {
  variable: string;
  filter: Filter | null;
  others: string[];
  opened: boolean;
  children: React.ReactElement;
  onToggle: (opened: boolean) => void;
  onApply: (filter: Filter) => void;
}

function Editor({ opened, children, onToggle, ...form }: EditorProps) {
  return (
    <Popover
      opened={opened}
      onChange={onToggle}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      width="min(300px, calc(100vw - 24px))"
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown p="sm">
        <FilterForm {...form} />
      </Popover.Dropdown>
    </Popover>
  );
}
