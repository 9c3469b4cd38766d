import { Autocomplete, Button, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { fetchFilterKeys, fetchFilterValues } from '../../api/dashboards';
import { type Filter, OPERATORS, takesSeveral } from '../../grafana/filters';
import classes from './FilterList.module.css';
import { useScope } from './scope';

interface Props {
  variable: string;
  /** Null: a new one. */
  filter: Filter | null;
  others: string[];
  onApply: (filter: Filter) => void;
}

/** Key, operator and value of one filter. Lists are offers: what they do not hold can be typed. */
export function FilterForm({ variable, filter, others, onApply }: Props) {
  const [key, setKey] = useState(filter?.key ?? '');
  const [operator, setOperator] = useState(filter?.operator ?? '=');
  const [values, setValues] = useState(filter?.values ?? []);
  const [typed, setTyped] = useState(takesSeveral(operator) ? '' : (values[0] ?? ''));
  const several = takesSeveral(operator);
  const given = several ? withTyped(values, typed) : [typed].filter((value) => value !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== '' && given.length > 0) onApply({ key: key.trim(), operator, values: given });
  };
  const choose = (next: string) => {
    setOperator(next);
    if (takesSeveral(next) === several) return;
    setValues(several ? [] : given);
    setTyped(several ? (given[0] ?? '') : '');
  };
  const add = (value: string) => {
    setValues(withTyped(values, value));
    setTyped('');
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <KeyField variable={variable} value={key} onChange={setKey} />
      <NativeSelect
        size="xs"
        label="Operator"
        data={OPERATORS}
        value={operator}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {several && <Chosen values={values} onChange={setValues} />}
      <ValueField
        question={{ variable, key: key.trim(), filters: others }}
        value={typed}
        onChange={setTyped}
        onAdd={several ? add : undefined}
      />
      <Button type="submit" size="xs" disabled={key.trim() === '' || given.length === 0}>
        Apply
      </Button>
    </form>
  );
}

function withTyped(values: string[], typed: string): string[] {
  return typed === '' || values.includes(typed) ? values : [...values, typed];
}

function KeyField(props: { variable: string; value: string; onChange: (key: string) => void }) {
  const { variable, value, onChange } = props;
  const { dashboard } = useScope();
  const keys = useQuery({
    queryKey: ['filter-keys', dashboard.uid, variable],
    queryFn: ({ signal }) => fetchFilterKeys(dashboard.uid, variable, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Autocomplete
      size="xs"
      label="Key"
      data-autofocus
      data={(keys.data ?? []).map((each) => each.value)}
      error={keys.error?.message}
      comboboxProps={{ withinPortal: false }}
      value={value}
      onChange={onChange}
    />
  );
}

interface ValueProps {
  question: { variable: string; key: string; filters: string[] };
  value: string;
  onChange: (value: string) => void;
  /** Where there may be several: one of them is complete. */
  onAdd: ((value: string) => void) | undefined;
}

function ValueField({ question, value, onChange, onAdd }: ValueProps) {
  const { dashboard } = useScope();
  const [search] = useDebouncedValue(value, 200);
  const found = useQuery({
    queryKey: ['filter-values', dashboard.uid, question, search],
    queryFn: ({ signal }) => fetchFilterValues(dashboard.uid, { ...question, search }, signal),
    enabled: question.key !== '',
    placeholderData: keepPreviousData,
  });
  return (
    <Autocomplete
      size="xs"
      label="Value"
      description={found.data?.more ? 'There are more; type to find them' : undefined}
      data={[...new Set((found.data?.values ?? []).map((each) => each.value))]}
      maxDropdownHeight={180}
      error={found.error?.message}
      comboboxProps={{ withinPortal: false }}
      value={value}
      onChange={onChange}
      onOptionSubmit={onAdd && ((chosen) => queueMicrotask(() => onAdd(chosen)))}
    />
  );
}

function Chosen({ values, onChange }: { values: string[]; onChange: (values: string[]) => void }) {
  if (values.length === 0) return null;
  return (
    <ul className={classes.chosen} aria-label="Values">
      {values.map((value) => (
        <li key={value} className={classes.filter}>
          <span className={classes.text}>{value}</span>
          <button
            type="button"
            className={classes.remove}
            aria-label={`Remove value ${value}`}
            onClick={() => onChange(values.filter((each) => each !== value))}
          >
            <X size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
