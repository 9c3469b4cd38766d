import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { fetchDashboard } from '../../api/dashboards';
import { ApiError } from '../../api/http';
import { useSession } from '../../api/useSession';
import { Message } from '../../ui/Message';
import { Trouble } from '../../ui/Trouble';
import { usePageTitle } from '../../ui/usePageTitle';
import { Waiting } from '../../ui/Waiting';
import { Dashboard } from './Dashboard';

export default function DashboardPage() {
  const { uid = '' } = useParams();
  const session = useSession();
  const answer = useQuery({
    queryKey: ['dashboard', uid],
    queryFn: ({ signal }) => fetchDashboard(uid, signal),
  });
  usePageTitle(answer.data?.dashboard.title ?? '');
  if (answer.isPending || !session.data) return <Waiting />;
  if (answer.error instanceof ApiError && answer.error.status === 404) return <NoDashboard uid={uid} />;
  if (answer.isError) return <Trouble failure={answer.error} onRetry={() => answer.refetch()} />;
  return <Dashboard key={uid} dashboard={answer.data.dashboard} user={session.data.user} />;
}

function NoDashboard({ uid }: { uid: string }) {
  return (
    <Message icon={FileQuestion} title="There is no such dashboard">
      No file of the provisioning folder has the uid “{uid}”. It may have been removed, or its file may have a
      problem:{' '}
      <Anchor inherit component={Link} to="/dashboards">
        see the list
      </Anchor>
      .
    </Message>
  );
}
