import { Button } from '@mantine/core';
import { Search } from 'lucide-react';
import { Message } from './Message';

/** A list of which a filter has left nothing. */
export function NoMatch({ what, onClear }: { what: string; onClear: () => void }) {
  return (
    <Message
      icon={Search}
      title={`No ${what} matches`}
      action={
        <Button variant="default" size="xs" onClick={onClear}>
          Show all
        </Button>
      }
    />
  );
}
