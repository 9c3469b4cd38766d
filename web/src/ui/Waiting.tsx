import { Center, Loader } from '@mantine/core';
import { useLater } from './useLater';

/** Shows that something is on its way, but only when it takes long enough to be noticed. */
export function Waiting() {
  const late = useLater(300);
  return (
    <Center mih="40vh" role="status" aria-label="Loading">
      {late && <Loader size="sm" color="gray" />}
    </Center>
  );
}
