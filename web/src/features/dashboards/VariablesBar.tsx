import { TextInput } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { type FormEvent, useEffect, useId, useState } from 'react';
import type { VariableState } from '../../api/dashboards';
import { isOffered } from './choice';
import { FilterList } from './FilterList';
import { VariableSelect } from './VariableSelect';
import classes from './VariablesBar.module.css';

interface Props {
  variables: VariableState[];
  onChange: (name: string, chosen: string[]) => void;
}

/** The variables that the file shows. A hidden one is shown when it fails: its panels could not say why they are empty. */
export function VariablesBar({ variables, onChange }: Props) {
  const shown = variables.filter(
    (each) => isOffered(each) && (each.error !== undefined || (each.hide !== 2 && each.type !== 'constant')),
  );
  if (shown.length === 0) return null;
  return (
    <section className={classes.bar} aria-label="Variables">
      {shown.map((variable) => (
        <Variable
          key={variable.name}
          variable={variable}
          onChange={(chosen) => onChange(variable.name, chosen)}
        />
      ))}
    </section>
  );
}

interface VariableProps {
  variable: VariableState;
  onChange: (chosen: string[]) => void;
}

function Variable({ variable, onChange }: VariableProps) {
  const id = useId();
  const label = variable.label || variable.name;
  return (
    <div className={classes.variable} data-variable={variable.name} data-kind={variable.type}>
      {variable.hide !== 1 && <Label id={variable.type === 'adhoc' ? undefined : id} text={label} />}
      {variable.type === 'adhoc' ? (
        <FilterList variable={variable} label={label} onChange={onChange} />
      ) : variable.type === 'textbox' ? (
        <TextVariable id={id} label={label} value={variable.current.value[0] ?? ''} onChange={onChange} />
      ) : (
        <VariableSelect id={id} label={label} variable={variable} onChange={onChange} />
      )}
      {variable.error !== undefined && (
        <p className={classes.error} role="alert">
          <TriangleAlert size={14} aria-hidden /> {variable.error}
        </p>
      )}
    </div>
  );
}

/** Of one field, or of several that name themselves. */
function Label({ id, text }: { id: string | undefined; text: string }) {
  return id === undefined ? (
    <span className={classes.label}>{text}</span>
  ) : (
    <label className={classes.label} htmlFor={id}>
      {text}
    </label>
  );
}

interface TextProps {
  id: string;
  label: string;
  value: string;
  onChange: (chosen: string[]) => void;
}

/** Takes effect with Enter or on leaving the field, not with each letter: each change asks the database. */
function TextVariable({ id, label, value, onChange }: TextProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text !== value) onChange([text]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    commit();
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        id={id}
        size="xs"
        aria-label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={commit}
      />
    </form>
  );
}
