import { Anchor } from '@mantine/core';
import { MapPinOff } from 'lucide-react';
import { Link } from 'react-router';
import { Message } from '../ui/Message';

export function NotFoundPage() {
  return (
    <Message icon={MapPinOff} title="There is no such page">
      The address may be mistyped or old.{' '}
      <Anchor component={Link} to="/dashboards">
        All dashboards
      </Anchor>
    </Message>
  );
}
