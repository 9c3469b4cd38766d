import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeMachine, createMachine, type Machine, retireMachine } from '../../api/machines';
import { exactTime } from '../../ui/Moment';
import { changeOf, type Draft, draftOf, EMPTY } from './draft';
import { MachineForm } from './MachineForm';

/** `machine` null: a new one. */
export function MachineDialog({ machine, onClose }: { machine: Machine | null; onClose: () => void }) {
  const [retiring, setRetiring] = useState(false);
  return (
    <Modal opened onClose={onClose} title={machine?.name ?? 'Add a machine'} centered>
      {machine !== null && retiring ? (
        <Retire machine={machine} onBack={() => setRetiring(false)} onDone={onClose} />
      ) : (
        <Edit machine={machine} onRetire={() => setRetiring(true)} onDone={onClose} />
      )}
    </Modal>
  );
}

/** Runs a change; what the page knew about machines is then asked for again. */
function useChange<Input>(change: (input: Input) => Promise<void>, onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['machines'] });
      onDone();
    },
  });
}

interface EditProps {
  machine: Machine | null;
  onRetire: () => void;
  onDone: () => void;
}

function Edit({ machine, onRetire, onDone }: EditProps) {
  const before = machine === null ? EMPTY : draftOf(machine);
  const save = useChange(
    (after: Draft) =>
      machine === null
        ? createMachine(after.id.trim(), changeOf(before, after))
        : changeMachine(machine.id, changeOf(before, after)),
    onDone,
  );
  const bringBack = useChange((id: string) => changeMachine(id, { retired: false }), onDone);
  return (
    <Stack gap="sm">
      {machine?.retired != null && <Text size="sm">Retired since {exactTime(machine.retired)}.</Text>}
      <MachineForm before={before} saving={save.isPending} onSave={save.mutate} onCancel={onDone}>
        {machine?.retired === null && (
          <Button variant="subtle" color="gray" onClick={onRetire}>
            Retire…
          </Button>
        )}
        {machine !== null && machine.retired !== null && (
          <Button
            variant="default"
            loading={bringBack.isPending}
            onClick={() => bringBack.mutate(machine.id)}
          >
            Bring back
          </Button>
        )}
      </MachineForm>
      <Failure failure={save.error ?? bringBack.error} />
    </Stack>
  );
}

interface RetireProps {
  machine: Machine;
  onBack: () => void;
  onDone: () => void;
}

function Retire({ machine, onBack, onDone }: RetireProps) {
  const retire = useChange(retireMachine, onDone);
  return (
    <Stack gap="sm">
      <Text size="sm">
        {machine.name} will be left out of the lists of machines. All its points stay, and it can be brought
        back at any time.
      </Text>
      <Failure failure={retire.error} />
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
        <Button color="red" loading={retire.isPending} onClick={() => retire.mutate(machine.id)}>
          Retire
        </Button>
      </Group>
    </Stack>
  );
}

function Failure({ failure }: { failure: Error | null }) {
  if (failure === null) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {failure.message}
    </Alert>
  );
}
