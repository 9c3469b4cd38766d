import { Button } from '@mantine/core';
import { ServerOff, ShieldAlert, TriangleAlert } from 'lucide-react';
import { ApiError } from '../api/http';
import { Message } from './Message';

/** A page or a part of one that could not be fetched. */
export function Trouble({ failure, onRetry }: { failure: Error; onRetry: () => void }) {
  const problem = failure instanceof ApiError ? failure : null;
  const icon = problem?.serverAway ? ServerOff : problem?.status === 403 ? ShieldAlert : TriangleAlert;
  return (
    <Message
      icon={icon}
      tone="alarm"
      title={problem?.title ?? 'This page could not be shown'}
      action={
        <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {problem?.detail ?? failure.message}
    </Message>
  );
}
