import { Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { changeOf, cycleProblem, type Draft } from './draft';

interface Props {
  before: Draft;
  saving: boolean;
  onSave: (after: Draft) => void;
  onCancel: () => void;
  /** What else can be done with the machine. */
  children: ReactNode;
}

export function MachineForm({ before, saving, onSave, onCancel, children }: Props) {
  const [draft, setDraft] = useState(before);
  const isNew = before.id === '';
  const cycle = cycleProblem(draft.cycle);
  const changed = Object.keys(changeOf(before, draft)).length > 0;
  const field = (part: keyof Draft) => ({
    value: draft[part],
    maxLength: 200,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setDraft((old) => ({ ...old, [part]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (cycle === null && changed) onSave(draft);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {isNew && (
          <TextInput
            label="Id"
            description="The machine_id that its points bear. It cannot be changed later."
            required
            withAsterisk={false}
            data-autofocus
            {...field('id')}
          />
        )}
        <TextInput label="Name" required={!isNew} withAsterisk={false} {...field('name')} />
        <TextInput label="Site" {...field('site')} />
        <TextInput label="Area" {...field('area')} />
        <TextInput label="Line" {...field('line')} />
        <TextInput
          label="Ideal cycle, in seconds"
          description="How long one piece takes at best."
          inputMode="decimal"
          error={cycle}
          {...field('cycle')}
        />
        <Group justify="space-between" mt="xs">
          <div>{children}</div>
          <Group gap="xs">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" loading={saving} disabled={cycle !== null || !changed}>
              {isNew ? 'Add' : 'Save'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}
