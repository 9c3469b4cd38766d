import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { ApiError } from '../../api/http';
import { signIn } from '../../api/session';
import { becomeSession, useSession } from '../../api/useSession';
import { usePageTitle } from '../../ui/usePageTitle';
import classes from './LoginPage.module.css';
import { nextPage, waitText } from './nextPage';
import { useCountdown } from './useCountdown';

export function LoginPage() {
  usePageTitle('Sign in');
  const [search] = useSearchParams();
  const session = useSession();
  if (session.data) return <Navigate to={nextPage(search.get('next'))} replace />;
  return (
    <main className={classes.page}>
      <section className={classes.card} aria-labelledby="sign-in">
        <img src="/andon.svg" width={40} height={40} alt="" />
        <h1 id="sign-in" className={classes.title}>
          Andon
        </h1>
        <LoginForm />
      </section>
    </main>
  );
}

function LoginForm() {
  const queryClient = useQueryClient();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [wait, startWait] = useCountdown();
  const attempt = useMutation({
    mutationFn: () => signIn(username, password),
    onSuccess: (session) => becomeSession(queryClient, session),
    onError: (failure) => {
      setPassword('');
      if (failure instanceof ApiError && failure.status === 429) startWait(failure.retryAfterSeconds ?? 30);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <Stack gap="sm">
        <TextInput
          label="User"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          autoFocus
          required
          withAsterisk={false}
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {attempt.error !== null && <Refusal failure={attempt.error} wait={wait} />}
        <Button type="submit" loading={attempt.isPending} disabled={wait > 0} mt="xs">
          Sign in
        </Button>
      </Stack>
    </form>
  );
}

function Refusal({ failure, wait }: { failure: Error; wait: number }) {
  return (
    <Alert
      color="red"
      variant="light"
      icon={<CircleAlert size={18} />}
      role="alert"
      className={classes.refusal}
    >
      {refusalText(failure, wait)}
    </Alert>
  );
}

function refusalText(failure: Error, wait: number): string {
  if (!(failure instanceof ApiError)) return failure.message;
  if (failure.status === 401) return failure.detail || 'The user or the password is wrong.';
  if (failure.status === 429) {
    return wait > 0
      ? `Too many attempts failed. The next one is possible ${waitText(wait)}.`
      : 'You can try again now.';
  }
  return failure.message;
}
