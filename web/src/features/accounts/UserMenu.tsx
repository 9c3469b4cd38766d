import { ActionIcon, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { KeyRound, LogOut, UserRound } from 'lucide-react';
import { useState } from 'react';
import { type Session, signOut } from '../../api/session';
import { becomeSession } from '../../api/useSession';
import { ChangePassword } from './ChangePassword';

export function UserMenu({ session }: { session: Session }) {
  const queryClient = useQueryClient();
  const [changing, setChanging] = useState(false);
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => becomeSession(queryClient, null),
  });
  const { user, version } = session;
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`User ${user.name}`}>
            <UserRound size={18} strokeWidth={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {user.name} ({user.login}), {user.role}
          </Menu.Label>
          <Menu.Item leftSection={<KeyRound size={16} />} onClick={() => setChanging(true)}>
            Change password
          </Menu.Item>
          <Menu.Item leftSection={<LogOut size={16} />} onClick={() => leave.mutate()}>
            Sign out
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>Andon {version}</Menu.Label>
        </Menu.Dropdown>
      </Menu>
      <ChangePassword opened={changing} onClose={() => setChanging(false)} />
    </>
  );
}
