import { Combobox, ScrollArea, useCombobox } from '@mantine/core';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { VariableState } from '../../api/dashboards';
import { sameChoice, settled, toggled } from './choice';
import { useFoundOptions } from './useFoundOptions';
import classes from './VariablesBar.module.css';

interface Props {
  id: string;
  label: string;
  variable: VariableState;
  onChange: (chosen: string[]) => void;
}

/** A plant may have thousands of machines; nobody scrolls through them, and the browser need not draw them. */
const MOST_SHOWN = 200;

/** A list to choose from with a search. Several choices take effect together, when the list closes. */
export function VariableSelect({ id, label, variable, onChange }: Props) {
  const [search, setSearch] = useState('');
  const [draft, setDraft] = useState<string[]>(variable.current.value);
  const combobox = useCombobox({
    onDropdownOpen: () => {
      setDraft(variable.current.value);
      setSearch('');
      combobox.focusSearchInput();
    },
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      const chosen = settled(variable, draft);
      if (variable.multi && !sameChoice(chosen, variable.current.value)) onChange(chosen);
    },
  });
  const choose = (value: string) => {
    if (variable.multi) return setDraft(toggled(draft, value));
    combobox.closeDropdown();
    if (!sameChoice([value], variable.current.value)) onChange([value]);
  };
  const shownText = variable.current.text.join(' + ') || 'None';
  return (
    <Combobox store={combobox} onOptionSubmit={choose} width="max-content" position="bottom-start" size="xs">
      <Combobox.Target targetType="button" withAriaAttributes>
        <button
          id={id}
          type="button"
          className={classes.select}
          aria-label={`${label}: ${shownText}`}
          title={shownText}
          onClick={() => combobox.toggleDropdown()}
        >
          <span className={classes.chosen}>{shownText}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown miw={200} maw={340}>
        <Combobox.Search
          value={search}
          placeholder="Search"
          aria-label={`Search ${label}`}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
        />
        <Options
          variable={variable}
          chosen={variable.multi ? draft : variable.current.value}
          search={search}
        />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Options({
  variable,
  chosen,
  search,
}: {
  variable: VariableState;
  chosen: string[];
  search: string;
}) {
  const { options, empty } = useFoundOptions(variable, search);
  return (
    <Combobox.Options>
      <ScrollArea.Autosize mah={300} type="auto">
        {options.slice(0, MOST_SHOWN).map(({ text, value }) => (
          <Combobox.Option key={value} value={value} active={chosen.includes(value)}>
            <span className={classes.option}>
              {variable.multi ? (
                <span className={classes.box} data-chosen={chosen.includes(value)}>
                  {chosen.includes(value) && <Check size={12} strokeWidth={3} aria-hidden />}
                </span>
              ) : null}
              {text === '' ? '(empty)' : text}
            </span>
          </Combobox.Option>
        ))}
        {options.length === 0 && <Combobox.Empty>{empty}</Combobox.Empty>}
        {options.length > MOST_SHOWN && (
          <div className={classes.more}>{options.length - MOST_SHOWN} more; type to narrow the list</div>
        )}
      </ScrollArea.Autosize>
    </Combobox.Options>
  );
}
